import 'server-only'
import { pino } from 'pino'

import { cutText, scrub, toLogFields } from './log-line'
import { perProcess } from './process/per-process'
import { requestId } from './request-id'
import { settings } from './settings/env'

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
 * Next tells on the console what it could not handle, with all that an error carries; from now on as lines of ours. An
 * error with a digest is left to `onRequestError`, which gets it too.
 */
export const takeConsole = () => {
  console.error = toConsole('error')
  console.warn = toConsole('warn')
}
