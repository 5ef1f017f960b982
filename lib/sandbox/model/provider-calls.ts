import type { SandboxRuntime } from '../runtime'
import { refreshFailureEvent } from '../webhooks/auth-event'
import { areDead, isExpired, newTokens } from './credentials'
import { type Integration, scopesOf } from './integration'
import type { Connection } from './store'

export type TypedFields = Record<string, string>

type SecretField = { name: string; isRequired: boolean }

/** The names of the secrets that each mode asks for. */
const secretFields: Record<string, SecretField[]> = {
  API_KEY: [{ name: 'apiKey', isRequired: true }],
  BASIC: [
    { name: 'username', isRequired: true },
    { name: 'password', isRequired: false },
  ],
  OAUTH2_CC: [
    { name: 'client_id', isRequired: true },
    { name: 'client_secret', isRequired: true },
  ],
}

export function credentialFields({ definition }: Integration): SecretField[] {
  return secretFields[definition.auth_mode] ?? []
}

/**
 * Stands in for Nango's test call at the provider: secrets that the sandbox is set to refuse are refused ("invalid"
 * unless set otherwise), and so is a call whose address lacks a value. Anything else passes.
 */
export function areRejected(
  { refusedSecrets }: SandboxRuntime,
  integration: Integration,
  typed: Record<string, unknown>,
  config: Record<string, unknown>,
): boolean {
  return (
    Object.values(typed).some((value) => typeof value === 'string' && refusedSecrets.has(value.trim())) ||
    lacksHost(integration, config)
  )
}

const lacksHost = ({ definition }: Integration, config: Record<string, unknown>): boolean => {
  const { base_url, verification } = definition.proxy ?? {}
  if (verification === undefined || typeof base_url !== 'string') return false
  return [...base_url.matchAll(/\$\{connectionConfig\.(\w+)\}/g)].some(([, name = '']) => !(name in config))
}

const backoffMs = 60_000

/** What a read that may see secrets ends in when they are dead. */
type DeadCredentials = { status: 400 | 424; message: string }

/**
 * Gets new tokens when the old ones are past their end, as a read with read_credentials does, or when forced. A refusal
 * of the provider is reported once as 400 and by a webhook, then as 424 until the backoff is over; force skips it
 * (packages/shared/lib/services/connections/credentials/refresh.ts). Typed secrets are never tried.
 */
export function refreshCredentials(
  runtime: SandboxRuntime,
  connection: Connection,
  isForced: boolean,
): DeadCredentials | null {
  const { now, refusesRefresh } = runtime
  const { credentials, refreshFailedAt } = connection
  if (credentials['type'] !== 'OAUTH2') return null
  if (!isForced && !isExpired(credentials, now())) return null
  if (credentials['refresh_token'] === undefined) {
    connection.updatedAt = now()
    return null
  }
  if (!isForced && refreshFailedAt !== null && now().getTime() - refreshFailedAt.getTime() < backoffMs)
    return { status: 424, message: 'A recent refresh attempt failed. Backing off before retrying.' }
  if (!areDead(credentials) && !refusesRefresh(connection.connectionId)) {
    const fresh = newTokens(scopesOf(connection.integration).join(' '), now())
    Object.assign(connection, { credentials: fresh, refreshFailedAt: null, updatedAt: now() })
    connection.errors = connection.errors.filter(({ type }) => type !== 'auth')
    return null
  }
  return fail(runtime, connection)
}

const fail = ({ now, sender, environment }: SandboxRuntime, connection: Connection): DeadCredentials => {
  const message =
    'The external API returned an error when trying to refresh the access token. Please try again later.'
  const others = connection.errors.filter(({ type }) => type !== 'auth')
  connection.errors = [...others, { type: 'auth', log_id: `${now().getTime()}_sandbox${connection.id}` }]
  connection.refreshFailedAt = now()
  sender.send(refreshFailureEvent(connection, message, environment), connection.webhookUrlOverride)
  return { status: 400, message }
}
