import { randomUUID } from 'node:crypto'

import type { SandboxRuntime } from '../runtime'
import type { ConnectSession } from './connect-session'
import type { Integration } from './integration'

/** An OAuth flow between its start and its callback. */
export type OAuthState = {
  token: string
  integration: Integration
  typedConfig: Record<string, unknown>
  /** What the flow ends in. A failure webhook names it as well: then it exists only when the flow reconnects. */
  connectionId: string
  language: string | undefined
  /** The id that the customer's page gave the flow, to hear how it ends. */
  pageId: string | undefined
  startedAt: Date
}

/** What the customer's page is told; at a real Nango it comes through a WebSocket. */
export type FlowOutcome = { isGood: boolean; errorType?: string; errorMessage?: string }

const hourMs = 60 * 60 * 1000

/** Remembers the flow and returns its state id, which is good for one callback within an hour. */
export function beginOAuth(
  runtime: SandboxRuntime,
  session: ConnectSession,
  flow: Pick<OAuthState, 'integration' | 'typedConfig' | 'language' | 'connectionId' | 'pageId'>,
): string {
  const { store, now } = runtime
  for (const [id, old] of store.oauthStates) {
    if (isOver(old, now())) {
      store.oauthStates.delete(id)
    }
  }
  const state = randomUUID()
  store.oauthStates.set(state, {
    ...flow,
    token: session.token,
    startedAt: now(),
  })
  return state
}

export function peekOAuth({ store, now }: SandboxRuntime, state: string): OAuthState | undefined {
  const found = store.oauthStates.get(state)
  return found === undefined || isOver(found, now()) ? undefined : found
}

/** Hands the flow over once; a second call with the same state finds nothing. */
export function takeOAuth(runtime: SandboxRuntime, state: string): OAuthState | undefined {
  const found = peekOAuth(runtime, state)
  runtime.store.oauthStates.delete(state)
  return found
}

function isOver(state: OAuthState, now: Date): boolean {
  return now.getTime() - state.startedAt.getTime() > hourMs
}

/** Tells the customer's page, if one waits. */
export function tellPage({ store }: SandboxRuntime, pageId: string | undefined, outcome: FlowOutcome): void {
  if (pageId !== undefined) store.outcomes.set(pageId, outcome)
}
