import type { EndUser } from '../model/end-user'
import type { Connection, OAuthState } from '../model/store'

/** The body of a `type: "auth"` webhook; source: packages/webhooks/lib/auth.ts. */
export type AuthEvent = Record<string, unknown> & {
  connectionId: string
  operation: 'creation' | 'override' | 'refresh'
}

export function successEvent(
  connection: Connection,
  operation: 'creation' | 'override',
  environment: string,
): AuthEvent {
  return {
    ...commonOf(connection, environment),
    operation,
    success: true,
    tags: connection.tags,
    ...(connection.endUser && { endUser: endUserOf(connection.endUser) }),
  }
}

/** A refresh that the provider refused. */
export function refreshFailureEvent(
  connection: Connection,
  description: string,
  environment: string,
): AuthEvent {
  return {
    ...commonOf(connection, environment),
    operation: 'refresh',
    success: false,
    error: { type: 'refresh_token_external_error', description },
    tags: connection.tags,
    ...(connection.endUser && { endUser: endUserOf(connection.endUser) }),
  }
}

/** A callback that brought no code, or a code that the provider refused. */
export type CallbackFailure = { type: 'invalid_callback' | 'unknown'; description: string }

/** A refused or broken OAuth callback: a creation even during a reconnect, without tags and end user. */
export function failureEvent(flow: OAuthState, error: CallbackFailure, environment: string): AuthEvent {
  return { ...commonOf(flow, environment), operation: 'creation', success: false, error }
}

const commonOf = (
  { connectionId, integration }: Pick<Connection, 'connectionId' | 'integration'>,
  environment: string,
) => ({
  from: 'nango',
  type: 'auth',
  connectionId,
  providerConfigKey: integration.uniqueKey,
  provider: integration.provider,
  authMode: integration.definition.auth_mode,
  environment,
})

const endUserOf = (endUser: EndUser) => ({
  endUserId: endUser.id,
  ...(endUser.email !== null && { endUserEmail: endUser.email }),
  ...(endUser.organization && { organizationId: endUser.organization.id }),
  tags: endUser.tags ?? {},
})
