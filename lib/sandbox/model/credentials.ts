import { randomBytes } from 'node:crypto'

/** Secrets of a connection as Nango answers them, `{}` where the mode has none. */
export type Credentials = Record<string, unknown>

export const hourMs = 60 * 60 * 1000

/** What the imitated provider hands out for a code or a refresh token: good for an hour, worth nothing anywhere. */
export function newTokens(scope: string, now: Date): Credentials {
  const expires_at = new Date(now.getTime() + hourMs).toISOString()
  const tokens = {
    access_token: `at_${randomBytes(6).toString('hex')}`,
    refresh_token: `rt_${randomBytes(6).toString('hex')}`,
  }
  const raw = { ...tokens, token_type: 'bearer', expires_in: 3600, scope, expires_at }
  return { type: 'OAUTH2', ...tokens, expires_at, raw }
}

const deadRefreshToken = 'sandbox-dead'

/** Tokens past their end that no provider renews. */
export function deadTokens(now: Date): Credentials {
  const expires_at = new Date(now.getTime() - hourMs).toISOString()
  const tokens = { access_token: 'sandbox-dead', refresh_token: deadRefreshToken, expires_at }
  return { type: 'OAUTH2', ...tokens, raw: tokens }
}

export function areDead({ refresh_token }: Credentials): boolean {
  return refresh_token === deadRefreshToken
}

/** Credentials as a read shows them: the refresh token only to whoever asks for it. */
export function shownCredentials(credentials: Credentials, withRefreshToken: boolean): Credentials {
  if (credentials['type'] !== 'OAUTH2' || withRefreshToken) return credentials
  const { refresh_token: _own, raw, ...rest } = credentials
  if (typeof raw !== 'object' || raw === null) return rest
  const { refresh_token: _raw, ...shownRaw } = { refresh_token: undefined, ...raw }
  return { ...rest, raw: shownRaw }
}

/** Whether an access token is past its end; one without an end never is. */
export function isExpired({ expires_at }: Credentials, now: Date): boolean {
  return typeof expires_at === 'string' && Date.parse(expires_at) <= now.getTime()
}
