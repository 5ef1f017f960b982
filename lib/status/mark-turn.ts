import 'server-only'
import { perProcess } from '@/lib/core/per-process'

const turns = perProcess('turns', () => new Map<string, Date>())

/** The loop that looks after links, retries what was cut off, and deletes what is old. */
export const sweepLoop = 'sweep'
/** The loop that sends mails. */
export const mailLoop = 'mails'

/** Records that background work of this process has just come to the end of a turn. */
export function markTurn(name: string) {
  turns.get().set(name, new Date())
}

/**
 * When background work of this process last came to the end of a turn, as an ISO instant; null before the first one. A
 * turn ends well too when it finds that another process has the work.
 */
export function lastTurn(name: string): string | null {
  return turns.get().get(name)?.toISOString() ?? null
}
