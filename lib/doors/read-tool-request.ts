import 'server-only'
import { createHash, randomUUID } from 'node:crypto'

import type { z } from 'zod'

import { IdempotencyKey } from '@/lib/core/api/idempotency-key'
import type { FieldErrors } from '@/lib/core/failure'
import { fail, succeed, type Result } from '@/lib/core/result'

import { readBody } from './read-body'

const mostBytes = 64 * 1024

/** The body of a tool's request: JSON of at most 64 KB in the shape of a schema. */
export const readJson = async <S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<Result<z.output<S>>> => {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json *(;|$)/i.test(type)) return fail({ code: 'body_not_json' })
  const text = await readBody(request, mostBytes)
  if (text === null) return fail({ code: 'body_too_large' })
  const json = parseJson(text)
  return json.ok ? check(schema, json.value) : json
}

/** The query of a tool's request. A name that is given twice is refused like one that is not known. */
export const readQuery = <S extends z.ZodType>(request: Request, schema: S): Result<z.output<S>> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URL(request.url).searchParams) {
    if (name in query) return refuseFields({ [name]: 'It is given twice.' })
    query[name] = value
  }
  return check(schema, query)
}

/** The intent key that a request's Idempotency-Key stands for; without one each request is an intent of its own. */
export const readIntentKey = (request: Request, operation: string): Result<string> => {
  const given = request.headers.get('idempotency-key')
  if (given === null) return succeed(randomUUID())
  const key = IdempotencyKey.safeParse(given)
  return key.success
    ? succeed(toUuid(`${operation}\n${key.data}`))
    : refuseFields({ 'Idempotency-Key': key.error.issues[0]?.message ?? '' })
}

/** Fields of the request that are not as they have to be, by their names there. */
export const refuseFields = (fieldErrors: FieldErrors) => fail({ code: 'invalid_input', fieldErrors })

const parseJson = (text: string): Result<unknown> => {
  try {
    return succeed(JSON.parse(text))
  } catch {
    return fail({ code: 'invalid_input', detail: 'The body is not JSON.' })
  }
}

const check = <S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> => {
  const parsed = schema.safeParse(value)
  return parsed.success ? succeed(parsed.data) : refuseFields(toFieldErrors(parsed.error))
}

/** One message per field, the first of each. A body that is no object at all has its own place. */
const toFieldErrors = ({ issues }: z.ZodError): FieldErrors => {
  const errors: FieldErrors = {}
  for (const issue of issues) {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) errors[[...path, key].join('.')] ??= 'This field is not known.'
    else errors[path.join('.') || 'body'] ??= issue.message
  }
  return errors
}

/** A UUID (version 8, RFC 9562) that a text always leads to. */
const toUuid = (text: string) =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5')
