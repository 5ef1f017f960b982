import { customerRoutes } from '@/lib/core/desk-routes'
import type { FrameEvent } from '@/lib/visits/schema'
import { isProgress, isSession, type ProgressView, type SessionView } from '@/lib/visits/view'

/** `over`: the link does nothing any more, and its page says what is so; else the desk did not answer now, or was not reached. */
export type Refused = 'over' | 'later' | 'offline'

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
    if (answer.ok) return await answer.json()
    return answer.status === 410 || answer.status === 404 ? 'over' : 'later'
  } catch {
    return 'offline'
  }
}

const toRefused = (answer: unknown): Refused => (answer === 'over' || answer === 'offline' ? answer : 'later')

/** A connect session for one integration. */
export async function fetchSession(code: string, integrationKey: string): Promise<SessionView | Refused> {
  const answer = await ask(customerRoutes.session(), { code, integrationKey })
  return isSession(answer) ? answer : toRefused(answer)
}

/** Tells the desk what happened; it answers how far the link is. */
export async function tellDesk(code: string, event: FrameEvent): Promise<ProgressView | Refused> {
  const answer = await ask(customerRoutes.event(), { code, event })
  return isProgress(answer) ? answer : toRefused(answer)
}
