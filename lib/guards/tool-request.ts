import 'server-only'
import { createHash, randomUUID } from 'node:crypto'

import type { z } from 'zod'

import { IdempotencyKey } from '@/lib/api/schema/create'
import { type CreatedLink, toCreatedLink } from '@/lib/api/schema/link'
import type { FieldErrors } from '@/lib/core/failure'
import { firstErrors } from '@/lib/core/field-errors'
import { parseJson, walkJson } from '@/lib/core/json'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { LiveLinkView } from '@/lib/links/view'

import { bodyLimits, readBody } from './body'

/** The body of a tool's request: JSON of at most 64 KB in the shape of a schema. */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<Result<z.output<S>>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json *(;|$)/i.test(type)) return fail({ code: 'body_not_json' })
  const text = await readBody(request, bodyLimits.api)
  if (text === null) return fail({ code: 'body_too_large' })
  const json = parseJson(text)
  if (json === undefined) return fail({ code: 'invalid_input', detail: 'The body is not JSON.' })
  // Some parsers leave such a field out without a word, zod's lists among them.
  const lost = [...walkJson(json)].map(({ path }) => path).filter((path) => path.at(-1) === '__proto__')
  if (lost.length > 0)
    return refuseFields(firstErrors(lost.map((path) => [path.join('.'), 'This name cannot be used.'])))
  return check(schema, json)
}

/** The query of a tool's request. A name that is given twice is refused like one that is not known. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): Result<z.output<S>> {
  const query = new Map<string, string>()
  for (const [name, value] of new URL(request.url).searchParams) {
    if (query.has(name)) return refuseFields(firstErrors([[name, 'It is given twice.']]))
    query.set(name, value)
  }
  return check(schema, Object.fromEntries(query))
}

/** The intent key that a request's Idempotency-Key stands for; without one each request is an intent of its own. */
export function readIntentKey(request: Request, operation: string): Result<string> {
  const given = request.headers.get('idempotency-key')
  if (given === null) return succeed(randomUUID())
  const key = IdempotencyKey.safeParse(given)
  return key.success
    ? succeed(toUuid(`${operation}\n${key.data}`))
    : refuseFields({ 'Idempotency-Key': key.error.issues[0]?.message ?? '' })
}

/** Fields of the request that are not as they have to be, by their names there. */
export function refuseFields(fieldErrors: FieldErrors) {
  return fail({ code: 'invalid_input', fieldErrors })
}

const check = <S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> => {
  const parsed = schema.safeParse(value)
  return parsed.success ? succeed(parsed.data) : refuseFields(toRequestErrors(parsed.error))
}

/** One message per field, the first of each. A body that is no object at all has its own place. */
const toRequestErrors = ({ issues }: z.ZodError): FieldErrors =>
  firstErrors(
    issues.flatMap((issue) => {
      const path = issue.path.map(String)
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [[...path, key].join('.'), 'This field is not known.'] as const)
        : [[path.join('.') || 'body', issue.message] as const]
    }),
  )

/** A UUID (version 8, RFC 9562) that a text always leads to. */
const toUuid = (text: string) =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5')

/** A link as an internal tool gets it, or why there is none; `rename` gives fields the names of the API. */
export function answerCreatedLink(
  result: Result<LiveLinkView>,
  rename: (errors: FieldErrors) => FieldErrors,
): Result<CreatedLink> {
  if (!result.ok) {
    const { fieldErrors } = result.failure
    return fieldErrors ? fail({ ...result.failure, fieldErrors: rename(fieldErrors) }) : result
  }
  const created = toCreatedLink(result.value)
  return created ? succeed(created) : fail({ code: 'link_ended' })
}
