import type { EndUser } from '../model/end-user'
import type { OAuthState } from '../model/oauth-state'
import type { Connection } from '../model/store'

/** The body of a `type: "auth"` webhook; source: packages/webhooks/lib/auth.ts. */
export type AuthEvent = Record<string, unknown> & { connectionId: string; operation: 'creation' | 'override' }

export function successEvent(
  connection: Connection,
  operation: 'creation' | 'override',
  environment: string,
): AuthEvent {
  return {
    from: 'nango',
    type: 'auth',
    operation,
    success: true,
    connectionId: connection.connectionId,
    providerConfigKey: connection.integration.uniqueKey,
    provider: connection.integration.provider,
    authMode: connection.integration.authMode,
    environment,
    tags: connection.tags,
    ...(connection.endUser && { endUser: endUserOf(connection.endUser) }),
  }
}

/** A refused or broken OAuth callback: a creation even during a reconnect, without tags and end user. */
export function failureEvent(flow: OAuthState, description: string, environment: string): AuthEvent {
  return {
    from: 'nango',
    type: 'auth',
    operation: 'creation',
    success: false,
    connectionId: flow.connectionId,
    providerConfigKey: flow.integration.uniqueKey,
    provider: flow.integration.provider,
    authMode: flow.integration.authMode,
    environment,
    error: { type: 'invalid_callback', description },
  }
}

function endUserOf(endUser: EndUser) {
  return {
    endUserId: endUser.id,
    ...(endUser.email !== null && { endUserEmail: endUser.email }),
    ...(endUser.organization && { organizationId: endUser.organization.id }),
    tags: endUser.tags ?? {},
  }
}
