import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'

import type { ConnectSession } from '../model/store'
import { type ApiError, ApiFailure } from './answer'

/** What the middlewares leave for the handlers of an API call. */
export type ApiEnv = {
  Variables: {
    /** The parsed JSON, undefined where none was sent. */
    body: unknown
    /** The session whose token authenticated the call; undefined for a call with an API key. */
    session: ConnectSession | undefined
    /** Scopes of the API key; none for a call with a token. */
    scopes: readonly string[]
  }
}

export type ApiContext = Context<ApiEnv>

/** An object or a list; Nango's parser takes no other JSON. Failures are reported in the words of its JSON engine. */
export function parseJson(text: string): unknown {
  const start = text.search(/[^\t\n\r ]/)
  if (start === -1) return parse('')
  return text[start] === '{' || text[start] === '[' ? parse(text) : refuse(text, start)
}

/** The engine's complaint about the first sign, which it would not have of a valid scalar by itself. */
function refuse(text: string, start: number): never {
  try {
    JSON.parse(`${text.slice(0, start)}${'#'.repeat(text.length - start)}`)
  } catch (error) {
    const message = messageOf(error).replace(/#+/g, (signs) => text.slice(start, start + signs.length))
    throw invalidJson(message)
  }
  throw invalidJson('Invalid JSON')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidJson(
      messageOf(error).replace(
        / at position (\d+)$/,
        (all, at: string) => `${all}${place(text, Number(at))}`,
      ),
    )
  }
}

/** Nango's newer engine adds the line and the column. */
const place = (text: string, position: number): string => {
  const before = text.slice(0, position).split('\n')
  return ` (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`
}

const messageOf = (error: unknown): string => (error instanceof SyntaxError ? error.message : 'Invalid JSON')

const invalidJson = (message: string): ApiFailure => new ApiFailure(400, { code: 'invalid_json', message })

/**
 * Reads the body as Nango's body parser does, before anything else of a call: its refusals carry no rate limit headers.
 * Only `application/json` is parsed, in UTF-8 or UTF-16. Other types that begin so are let through as bytes; a charset
 * that is no UTF is a server error there. Types are compared in lower case by the parser and as they are by the check.
 */
export const readJsonBody = createMiddleware<ApiEnv>(async (c, next) => {
  const contentType = c.req.header('content-type')
  const bytes = c.req.method === 'GET' ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer())
  c.set('body', bodyOf(contentType, bytes))
  if (contentType !== undefined && !contentType.startsWith('application/json'))
    throw new ApiFailure(415, {
      code: 'invalid_content_type',
      message: 'Content-Type header must be application/json',
    })
  return next()
})

const bodyOf = (contentType: string | undefined, bytes: Uint8Array): unknown => {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  if (type.trim() !== 'application/json')
    return bytes.length > 0 && type !== '' ? Object.fromEntries(bytes.entries()) : undefined
  const charset =
    parameters.map((one) => /^\s*charset="?([^"]*)"?\s*$/.exec(one)?.[1]).find(Boolean) ?? 'utf-8'
  if (!charset.startsWith('utf-')) throw new Error(`unsupported charset "${charset}"`)
  if (bytes.length === 0) return {}
  return parseJson(new TextDecoder(charset === 'utf-16' ? 'utf-16le' : charset).decode(bytes))
}

/**
 * The query as Nango's server sees it: repeated keys are a list, `tags[key]=value` is an object at any depth,
 * `tags[]=value` a list.
 */
export function parseQuery(url: string): Record<string, unknown> {
  const root: Node = new Map()
  for (const [name, value] of new URL(url).searchParams) {
    const [, parent, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [undefined, name]
    put(
      root,
      [
        parent ?? name,
        ...rest
          .split(']')
          .slice(0, -1)
          .map((part) => part.slice(1)),
      ],
      value,
    )
  }
  return toObject(root)
}

// Maps, because a plain object would let `__proto__[x]` reach the prototype of all objects.
type Node = Map<string, Node | string[]>

const put = (node: Node, [key = '', ...rest]: string[], value: string): void => {
  const earlier = node.get(key)
  if (rest.length === 0) {
    node.set(key, [...(Array.isArray(earlier) ? earlier : []), value])
    return
  }
  const inner: Node = earlier instanceof Map ? earlier : new Map()
  node.set(key, inner)
  put(inner, rest, value)
}

const toObject = (node: Node): Record<string, unknown> =>
  Object.fromEntries([...node].map(([key, value]) => [key, toValue(value)]))

const toValue = (value: Node | string[]): unknown => {
  if (Array.isArray(value)) return value.length > 1 ? value : value[0]
  const list = value.get('')
  return value.size === 1 && Array.isArray(list) ? list : toObject(value)
}

type Part = 'invalid_body' | 'invalid_query_params' | 'invalid_uri_params'

/** Parses, or fails with 400 and one entry an issue; path elements are strings (packages/utils/lib/express/validate.ts). */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: Part,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ApiFailure(400, { code: part, errors: toErrors(parsed.error.issues) })
  return parsed.data
}

export function validateQuery<Schema extends z.ZodType>(c: ApiContext, schema: Schema): z.output<Schema> {
  return validate(schema, parseQuery(c.req.url), 'invalid_query_params')
}

const Nothing = z.strictObject({})

export function refuseQuery(c: ApiContext): void {
  validateQuery(c, Nothing)
}

/** For calls that take no body; none at all is fine as well. */
export function refuseBody(c: ApiContext): void {
  validate(Nothing, c.var.body ?? {}, 'invalid_body')
}

export function toErrors(
  issues: Pick<z.core.$ZodIssue, 'code' | 'message' | 'path'>[],
): NonNullable<ApiError['errors']> {
  return issues.map(({ code, message, path }) => ({ code, message, path: path.map(String) }))
}
