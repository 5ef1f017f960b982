import 'server-only'
import { pino } from 'pino'

import { settings } from './env'
import { requestId } from './request-id'

declare global {
  var connectDeskLog: pino.Logger | undefined
}

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

/** Values that look like a secret wherever they stand: connect tokens, bearer headers, our API keys, sealed tokens. */
const secretValues =
  /nango_connect_session_[0-9a-f]+|Bearer\s+[\w.~+/=-]+|\bcdk_[\w-]{43}|\beyJ[\w-]+(?:\.[\w-]*){2,4}|\b[a-z0-9]{1,16}\.[\w-]{16}\.[\w-]{22}\.[\w-]+/gi

const scrub = (text: string) => text.replaceAll(secretValues, '[secret]')

/** What a log may say of an error: its name, code and scrubbed message. Never its fields: an AxiosError carries the API key. */
const toErrorLine = (error: unknown): unknown => {
  // Drizzle writes the parameters, the customers' data, into its message: only what the driver said is told.
  if (error instanceof Error && 'params' in error)
    return { name: error.name, cause: toErrorLine(error.cause) }
  return error instanceof Error
    ? {
        name: error.name,
        message: scrub(error.message),
        ...('code' in error ? { code: String(error.code) } : {}),
        stack: scrub(error.stack ?? ''),
        ...(error.cause === undefined ? {} : { cause: toErrorLine(error.cause) }),
      }
    : scrub(String(error))
}

/** The one logger. One JSON object a line on standard output. */
export const log = (): pino.Logger =>
  (globalThis.connectDeskLog ??= pino({
    level: settings().logLevel,
    base: null,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    mixin: () => ({ requestId: requestId() }),
    serializers: { err: toErrorLine, error: toErrorLine },
    hooks: { streamWrite: scrub },
  }))

const toLine =
  (level: 'error' | 'warn') =>
  (...said: unknown[]) => {
    const err = said.find((one) => one instanceof Error)
    if (err && 'digest' in err) return
    const text = said.filter((one) => typeof one === 'string').join(' ')
    log()[level](err ? { err } : {}, text || 'Next')
  }

/**
 * Next tells on the console what it could not handle, with all that an error carries; from now on as lines of ours. An
 * error with a digest is left to `onRequestError`, which gets it too.
 */
export const takeConsole = () => {
  console.error = toLine('error')
  console.warn = toLine('warn')
}
