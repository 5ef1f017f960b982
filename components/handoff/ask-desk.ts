import { customerRoutes } from '@/lib/core/desk-routes'
import type { FrameEvent } from '@/lib/visits/schema'
import { isProgress, isSession, type ProgressView, type SessionView } from '@/lib/visits/view'

/**
 * `over`: the link does nothing any more, and its page says what is so; `needs_link`: it opens nothing any more; else the desk did not
 * answer now, or was not reached.
 */
export type Refused = 'over' | 'needs_link' | 'later' | 'offline'

/** `unread`: the desk made nothing of what it was asked. */
const refusals: Record<number, Refused | 'unread'> = {
  400: 'unread',
  404: 'over',
  409: 'needs_link',
  410: 'over',
}

const isRefused = (answer: unknown): answer is Refused =>
  answer === 'over' || answer === 'needs_link' || answer === 'offline'

const patienceMs = 15_000

/** Asks the desk as the page of a link; the code goes in the body, never in an address. */
const ask = async (path: string, body: unknown): Promise<unknown> => {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    })
    return answer.ok ? await answer.json() : refusals[answer.status]
  } catch {
    return 'offline'
  }
}

const toRefused = (answer: unknown): Refused => (isRefused(answer) ? answer : 'later')

/** A connect session for one integration. */
export async function fetchSession(code: string, integrationKey: string): Promise<SessionView | Refused> {
  const answer = await ask(customerRoutes.session(), { code, integrationKey })
  return isSession(answer) ? answer : toRefused(answer)
}

/**
 * Tells the desk what happened; it answers how far the link is. Beside this release one may run that takes no `errorMessage`: that
 * is told the same without it.
 */
export async function tellDesk(code: string, event: FrameEvent): Promise<ProgressView | Refused> {
  const answer = await ask(customerRoutes.event(), { code, event })
  if (answer === 'unread' && event.type === 'error' && event.errorMessage !== undefined)
    return tellDesk(code, { ...event, errorMessage: undefined })
  return isProgress(answer) ? answer : toRefused(answer)
}
