import { randomBytes, randomUUID } from 'node:crypto'

import type { SandboxRuntime } from '../runtime'
import type { EndUser, Tags } from './end-user'

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

const hourMs = 60 * 60 * 1000

export function newToken(): string {
  return `nango_connect_session_${randomBytes(32).toString('hex')}`
}

/** Opens a connect session; the token is nango_connect_session_ and 64 hex digits (packages/keystore). */
export function openSession(
  runtime: SandboxRuntime,
  terms: SessionTerms,
  token: string = newToken(),
): ConnectSession {
  const { sessions } = runtime.store
  const nowMs = runtime.now().getTime()
  for (const old of sessions.values()) {
    // An OAuth flow begun in time may end up to an hour after expiry and needs its session until then.
    if (old.expiresAt.getTime() + hourMs < nowMs) {
      sessions.delete(old.token)
    }
  }
  const session = { ...terms, token, expiresAt: new Date(nowMs + runtime.linkSeconds * 1000) }
  sessions.set(token, session)
  return session
}

/** The session of a token, unless it expired, was deleted or never was: the three look alike. */
export function findLiveSession(runtime: SandboxRuntime, token: string): ConnectSession | undefined {
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
export function targetConnectionId({ store }: SandboxRuntime, session: ConnectSession): string | undefined {
  if (session.reconnectsRow === null) return randomUUID()
  return store.connections.find(({ id }) => id === session.reconnectsRow)?.connectionId
}
