import { randomBytes, randomUUID } from 'node:crypto'

import { type Credentials, hourMs } from './credentials'
import type { EndUser, Tags } from './end-user'
import type { Integration, ProviderDefinition } from './integration'

/** The memory and the clock: what the functions of this file need of a runtime. */
type Memory = { store: Store; now: () => Date }

export type ConnectionError = { type: 'auth' | 'sync'; log_id: string }

/** A finished connection. */
export type Connection = {
  id: number
  connectionId: string
  integration: Integration
  tags: Tags
  endUser: EndUser | null
  /** What is wrong with it now, as Nango lists it. */
  errors: ConnectionError[]
  /** Null for an OAuth connection that a link created, until somebody sets it. */
  metadata: Record<string, unknown> | null
  connectionConfig: Record<string, unknown>
  webhookUrlOverride: string | null
  createdAt: Date
  updatedAt: Date
  lastFetchedAt: Date | null
  credentials: Credentials
  /** When a refresh of its token failed; Nango leaves the provider alone for a while then. */
  refreshFailedAt: Date | null
}

/** The whole memory of a sandbox; it ends with the process. */
export type Store = {
  sessions: Map<string, ConnectSession>
  /** Oldest first. */
  connections: Connection[]
  /** In the order in which they were created. */
  integrations: Integration[]
  providers: Record<string, ProviderDefinition>
  /** Scopes by API key. */
  keys: Map<string, readonly string[]>
  oauthStates: Map<string, OAuthState>
  /** How flows of a customer's page ended, by the id that the page gave them. */
  outcomes: Map<string, FlowOutcome>
  lastRow: number
}

export function toConnectionError(type: ConnectionError['type'], row: number): ConnectionError {
  return { type, log_id: `sandbox_log_${row}_${type}` }
}

export function findConnection(
  store: Store,
  connectionId: string,
  integrationKey: string,
): Connection | undefined {
  return store.connections.find(
    (connection) =>
      connection.connectionId === connectionId && connection.integration.uniqueKey === integrationKey,
  )
}

export function findIntegration(store: Store, uniqueKey: string): Integration | undefined {
  return store.integrations.find((integration) => integration.uniqueKey === uniqueKey)
}

type IntegrationDefaults = {
  user_scopes?: string | undefined
  authorization_params?: Record<string, string> | undefined
  connection_config?: Record<string, unknown> | undefined
}

/** What a link was created for. */
export type SessionTerms = {
  tags: Tags
  endUser: EndUser | null
  /** null means every integration. */
  allowedIntegrations: string[] | null
  configDefaults: Record<string, IntegrationDefaults> | null
  overrides: Record<string, unknown> | null
  webhookUrlOverride: string | null
  /** Row id of the connection that a reconnect link renews. */
  reconnectsRow: number | null
}

export type ConnectSession = SessionTerms & { token: string; expiresAt: Date }

const newToken = (): string => {
  return `nango_connect_session_${randomBytes(32).toString('hex')}`
}

/** Opens a connect session; the token is nango_connect_session_ and 64 hex digits (packages/keystore). */
export function openSession(
  runtime: Memory & { linkSeconds: number },
  terms: SessionTerms,
  token: string = newToken(),
): ConnectSession {
  const { sessions } = runtime.store
  const nowMs = runtime.now().getTime()
  for (const old of sessions.values()) {
    // An OAuth flow begun in time may end up to an hour after expiry and needs its session until then.
    if (old.expiresAt.getTime() + hourMs < nowMs) sessions.delete(old.token)
  }
  const session = { ...terms, token, expiresAt: new Date(nowMs + runtime.linkSeconds * 1000) }
  sessions.set(token, session)
  return session
}

/** The session of a token, unless it expired, was deleted or never was: the three look alike. */
export function findLiveSession(runtime: Memory, token: string): ConnectSession | undefined {
  const session = runtime.store.sessions.get(token)
  return session !== undefined && session.expiresAt > runtime.now() ? session : undefined
}

export function isAllowed(session: ConnectSession, integrationKey: string): boolean {
  return session.allowedIntegrations === null || session.allowedIntegrations.includes(integrationKey)
}

export function presetConfig(session: SessionTerms, integrationKey: string): Record<string, unknown> {
  return session.configDefaults?.[integrationKey]?.connection_config ?? {}
}

/** The id of the connection that a flow of this session ends in; undefined when the one to renew is gone. */
export function targetConnectionId(
  { store }: Pick<Memory, 'store'>,
  session: ConnectSession,
): string | undefined {
  if (session.reconnectsRow === null) return randomUUID()
  return store.connections.find(({ id }) => id === session.reconnectsRow)?.connectionId
}

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

/** What the customer's page is sent; at a real Nango it comes through a WebSocket. */
type FlowOutcome =
  | { isGood: true; providerConfigKey: string; connectionId: string }
  | { isGood: false; errorType: string; errorMessage: string }

/** Remembers the flow and returns its state id, which is good for one callback within an hour. */
export function beginOAuth(
  runtime: Memory,
  session: ConnectSession,
  flow: Pick<OAuthState, 'integration' | 'typedConfig' | 'language' | 'connectionId' | 'pageId'>,
): string {
  const { store, now } = runtime
  for (const [id, old] of store.oauthStates) {
    if (isOver(old, now())) store.oauthStates.delete(id)
  }
  const state = randomUUID()
  store.oauthStates.set(state, {
    ...flow,
    token: session.token,
    startedAt: now(),
  })
  return state
}

export function findOAuth({ store, now }: Memory, state: string): OAuthState | undefined {
  const found = store.oauthStates.get(state)
  return found === undefined || isOver(found, now()) ? undefined : found
}

/** Hands the flow over once; a second call with the same state finds nothing. */
export function consumeOAuth(runtime: Memory, state: string): OAuthState | undefined {
  const found = findOAuth(runtime, state)
  runtime.store.oauthStates.delete(state)
  return found
}

const isOver = (state: OAuthState, now: Date): boolean => now.getTime() - state.startedAt.getTime() > hourMs

/** Notifies the customer's page, if one waits. */
export function notifyPage(
  { store }: Pick<Memory, 'store'>,
  pageId: string | undefined,
  outcome: FlowOutcome,
): void {
  if (pageId !== undefined) store.outcomes.set(pageId, outcome)
}
