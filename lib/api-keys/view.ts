import type { ApiScope } from '@/lib/core/actor'

export type ApiKeyState = 'active' | 'expired' | 'revoked'

/** A key as admins see it: never its text. Instants are ISO strings. */
export type ApiKeyView = {
  id: string
  name: string
  scopes: ApiScope[]
  /** The key's last four characters. */
  ending: string
  makerName: string
  createdAt: string
  /** Null for a key without an end. */
  expiresAt: string | null
  lastUsedAt: string | null
  state: ApiKeyState
}

/** A new key with its text, which is shown this once. */
export type NewApiKeyView = { view: ApiKeyView; key: string }

/** In the order in which they are offered. */
export const scopeWords: Record<ApiScope, { name: string; text: string }> = {
  create: { name: 'Create', text: 'make connect links and reconnect links' },
  read: { name: 'Read', text: 'see how its own links are' },
  revoke: { name: 'Revoke', text: 'end its own links' },
}

const isScope = (name: string): name is ApiScope => Object.hasOwn(scopeWords, name)
export const apiScopes = Object.keys(scopeWords).filter(isScope)

/** What a key's life can be, in days; null means that it has no end. */
export const keyLives = [30, 90, 365, null] as const
