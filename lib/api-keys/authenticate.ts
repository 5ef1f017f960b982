import 'server-only'
import type { ApiKeyActor } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'

import { findKeyInUse, touchKey } from './store'

/** Whose key this text is, and records that it was used; null for one that is malformed, unknown, revoked or past its end. */
export async function authenticateKey(db: Db, text: string, at: Date): Promise<ApiKeyActor | null> {
  const found = await findKeyInUse(db, text, at)
  if (!found) return null
  await touchKey(db, found, at)
  const { id, name, scopes } = found
  return { id, name, scopes }
}
