import 'server-only'
import type { IncomingMessage } from 'node:http'

/** How the wait for a body ended; `cut` means that the process is stopping. */
export type BodyOutcome = 'whole' | 'too large' | 'too slow' | 'cut'

/** Bodies that are on their way, each with how to give it only so many ms more. */
const underWay = new Map<IncomingMessage, (mostMs: number) => void>()

export const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/**
 * Keeps a body in memory until all of it has come, then gives it back to the request as if it had just arrived: nobody
 * works, and nobody holds a place, for a body that is endless or never ends. When the caller is gone `done` is not called.
 */
export const awaitBody = (
  request: IncomingMessage,
  { mostBytes, mostMs }: { mostBytes: number; mostMs: number },
  done: (outcome: BodyOutcome) => void,
) => {
  let size = 0
  let parts: Buffer[] = []
  const finish = (outcome: BodyOutcome | null) => {
    if (!underWay.delete(request)) return
    clearTimeout(timer)
    if (outcome !== 'whole') parts = []
    if (outcome !== null) done(outcome)
  }
  let timer = setTimeout(finish, mostMs, 'too slow' satisfies BodyOutcome)
  underWay.set(request, (ms) => {
    clearTimeout(timer)
    timer = setTimeout(finish, ms, 'cut' satisfies BodyOutcome)
  })
  request.once('close', () => finish(null))
  // Node's parser hands each part, and null at the end, to `push`, which is the documented way into a stream.
  takePushes(request, (part) => {
    if (!underWay.has(request)) return
    if (part === null) {
      givePushesBack(request)
      for (const one of parts) request.push(one)
      request.push(null)
      finish('whole')
      return
    }
    size += part.length
    parts.push(part)
    if (size > mostBytes) finish('too large')
  })
}

/** Drops what comes of a body from here on; `ended` is called at its end. */
export const dropBody = (request: IncomingMessage, ended: () => void) =>
  takePushes(request, (part) => {
    if (part === null) ended()
  })

/** Gives the bodies that are still on their way only so long: the process is stopping. */
export const hurryBodies = (mostMs: number) => {
  for (const hurry of underWay.values()) hurry(mostMs)
}

const takePushes = (request: IncomingMessage, take: (part: Buffer | null) => void) => {
  const push = (part: Buffer | null) => {
    take(part)
    return true
  }
  Object.assign(request, { push })
}

const givePushesBack = (request: IncomingMessage) => {
  Reflect.deleteProperty(request, 'push')
}
