import type { ProviderDefinition } from './provider'

/** Auth modes that the sandbox can take a customer through. */
export type AuthMode = 'OAUTH2' | 'OAUTH1' | 'OAUTH2_CC' | 'API_KEY' | 'BASIC' | 'NONE' | 'TWO_STEP'

/** The OAuth client of an integration; scopes as Nango stores them, joined by commas. */
export type OAuthClient = { id: string; secret: string; scopes: string; webhookSecret: string | null }

export type Integration = {
  uniqueKey: string
  provider: string
  displayName: string
  definition: ProviderDefinition
  client: OAuthClient | null
  forwardWebhooks: boolean
  createdAt: Date
  updatedAt: Date
}

export function isOAuth({ definition }: Integration): boolean {
  return definition.auth_mode === 'OAUTH2' || definition.auth_mode === 'OAUTH1'
}

/** The scopes that the provider is asked for, unless a link says otherwise. */
export function scopesOf({ client, definition }: Integration): string[] {
  const own = (client?.scopes ?? '').split(',').filter((scope) => scope !== '')
  return [...new Set([...own, ...(definition.default_scopes ?? [])])]
}

/** By provider name, and within a provider in the order in which they were made: so Nango lists them. */
export function inListOrder(integrations: Integration[]): Integration[] {
  return integrations.toSorted((a, b) => (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : 0))
}
