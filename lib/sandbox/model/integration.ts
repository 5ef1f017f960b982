export type AuthMode = 'OAUTH2' | 'OAUTH1' | 'OAUTH2_CC' | 'API_KEY' | 'BASIC' | 'NONE'

/** A question that the hosted page asks before it connects, in the shape of Nango's provider definitions. */
export type ConfigField = {
  type: 'string'
  title: string
  description: string
  example: string
  pattern: string
  order: number
  automated: false
  suffix?: string
}

/** An integration together with its provider; in the sandbox each provider has exactly one integration. */
export type Integration = {
  uniqueKey: string
  provider: string
  displayName: string
  authMode: AuthMode
  categories: string[]
  scopes: string[]
  connectionConfig: Record<string, ConfigField>
  tile: { letters: string; colour: string }
}

export function isOAuth(integration: Integration): boolean {
  return integration.authMode === 'OAUTH2' || integration.authMode === 'OAUTH1'
}
