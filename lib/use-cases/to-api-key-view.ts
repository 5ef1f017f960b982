import 'server-only'
import type { ApiKeyState, ApiKeyView } from '@/lib/core/api-key-view'
import type { ApiKey } from '@/lib/db/api-keys'

const stateOf = ({ revokedAt, expiresAt }: ApiKey, now: Date): ApiKeyState => {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= now ? 'expired' : 'active'
}

/** A key as admins see it. */
export const toApiKeyView = (key: ApiKey, now: Date): ApiKeyView => ({
  id: key.id,
  name: key.name,
  scopes: key.scopes,
  ending: key.ending,
  makerName: key.makerName,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  state: stateOf(key, now),
})
