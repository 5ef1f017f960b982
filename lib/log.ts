import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

import { pino } from 'pino'

import { perProcess } from '@/lib/core/per-process'

import { settings } from './settings/env'

/** Values that look like a secret wherever they stand: bearer headers, connect tokens, our API keys, sealed tokens, codes. */
const secretValues =
  /nango_connect_session_[0-9a-f]+|Bearer\s+[\w.~+/=-]+|\bcdk_[\w-]{43}|\b[a-z0-9]{1,16}\.[\w-]{16}\.[\w-]{22}\.[\w-]+|(?<=\/c\/)[0-9a-z]{20,40}/gi

/** Where a JSON web token may begin, to the end of all that it can be made of: it is one when it has enough dots. */
const tokenLike = /eyJ[\w.-]+/g

/** A text without its secrets, in time that grows with its length alone: outsiders write much of what is logged. */
export function scrub(text: string) {
  return text
    .replaceAll(secretValues, '[secret]')
    .replaceAll(tokenLike, (run) => (run.split('.', 3).length === 3 ? '[secret]' : run))
}

/** In characters a text and all texts of one line together; in entries a list or object; how deep they go. */
const most = { text: 2_048, line: 32_768, entries: 50, depth: 5 }

/** A text as long as a line can bear. */
const cutText = (text: string, room = most.text) => {
  const end = Math.min(room, most.text)
  return text.length > end ? `${text.slice(0, end)}… (${text.length} characters)` : text
}

/** The fields of one line, cut to a size that a log can bear; an error is said in a few words. */
const toLogFields = (fields: object) => {
  let room = most.line

  const cut = (text: string) => {
    const short = cutText(text, room)
    room = Math.max(0, room - short.length)
    return short
  }

  const toEntries = (value: object, depth: number) =>
    Object.fromEntries(
      Object.entries(value)
        .slice(0, most.entries)
        .map(([name, one]) => [cut(name), toLine(one, depth)]),
    )

  const toLine = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return cut(value)
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    if (depth > most.depth) return '…'
    if (value instanceof Error) return toErrorLine(value, depth)
    if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
    if (Array.isArray(value)) return value.slice(0, most.entries).map((one) => toLine(one, depth + 1))
    return toEntries(value, depth + 1)
  }

  /** Its name, code and message. Never its fields: an AxiosError carries the API key. */
  const toErrorLine = (error: Error, depth: number): unknown => {
    const name = cut(error.name)
    const cause = error.cause === undefined ? {} : { cause: toLine(error.cause, depth + 1) }
    // Drizzle writes the parameters, the customers' data, into its message: only what the driver said is logged.
    if ('params' in error) return { name, ...cause }
    const code = 'code' in error ? { code: cut(String(error.code)) } : {}
    return { name, message: cut(error.message), ...code, stack: cut(framesOf(error)), ...cause }
  }

  return toEntries(fields, 0)
}

/** Where it was thrown: a stack begins with the message, which may be long. */
const framesOf = ({ stack = '' }: Error) => stack.slice(Math.max(0, stack.indexOf('\n    at ')))

const secretNames = [
  'token',
  'apiKey',
  'secret',
  'authorization',
  'cookie',
  'connectLink',
  'connect_link',
  'url',
  'password',
]

const logger = perProcess('log', () =>
  pino({
    level: settings().logLevel,
    base: null,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    mixin: () => ({ requestId: requestId() }),
    // Pino's own would say all that an error carries.
    serializers: { err: (line: unknown) => line },
    formatters: { log: toLogFields },
    hooks: {
      logMethod(said, method) {
        // An error alone would be its own message.
        const [first, ...rest] = said[0] instanceof Error ? [{ err: said[0] }, said[0].name] : said
        const short = [first, ...rest].map((one) => (typeof one === 'string' ? cutText(one) : one))
        Reflect.apply(method, this, short)
      },
      streamWrite: scrub,
    },
  }),
)

/** The one logger. One JSON object a line on standard output. */
export function log(): pino.Logger {
  return logger.get()
}

const toConsole =
  (level: 'error' | 'warn') =>
  (...said: unknown[]) => {
    const err = said.find((one) => one instanceof Error)
    if (err && 'digest' in err) return
    const text = said.filter((one) => typeof one === 'string').join(' ')
    log()[level](err ? { err } : {}, text || 'Next')
  }

/**
 * Next writes to the console what it could not handle, with all that an error carries; from now on as lines of ours. An
 * error with a digest is left to `onRequestError`, which gets it too.
 */
export function captureConsole() {
  console.error = toConsole('error')
  console.warn = toConsole('warn')
}

type Request = { id: string; address: string; origin: string }

const requests = perProcess('requests', () => new AsyncLocalStorage<Request>())

/** The id of the request being served; undefined in work that no request asked for. */
export function requestId(): string | undefined {
  return requests.get().getStore()?.id
}

/** From where the request being served came, as `clientAddress` says it; undefined in work that no request asked for. */
export function requestAddress(): string | undefined {
  return requests.get().getStore()?.address
}

/** Under which origin the request being served called the desk; undefined in work that no request asked for. */
export function requestOrigin(): string | undefined {
  return requests.get().getStore()?.origin
}

/**
 * Names everything that runs from here on, synchronously or later, after a request. A proxy's own id is kept when it is
 * a short token, so that it is the same in all logs. Returns the id.
 */
export function beginRequest(
  given: string | string[] | undefined,
  { address, origin }: { address: string; origin: string },
): string {
  const id = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : newId()
  requests.get().enterWith({ id, address, origin })
  return id
}

/** 48 random bits, short enough to be read out on the phone. */
const newId = () => `req_${randomBytes(6).toString('hex')}`
