import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'

import { type ApiKey, listKeys, listKeysOfDisabled } from './store'
import { type ApiKeyState, type ApiKeyView } from './view'

const stateOf = ({ revokedAt, expiresAt }: ApiKey, now: Date): ApiKeyState => {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= now ? 'expired' : 'active'
}

/** A key as admins see it. */
export function toApiKeyView(key: ApiKey, now: Date): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    ending: key.ending,
    makerName: key.makerName,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    state: stateOf(key, now),
  }
}

/** Every key of an internal tool, newest first. For admins. */
export async function listApiKeys(ctx: StaffCtx): Promise<Result<ApiKeyView[]>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const keys = await listKeys(ctx.db)
  return succeed(keys.map((key) => toApiKeyView(key, ctx.now())))
}

/** The keys that work now, with who created them. */
export async function listActiveKeys({ db, now }: DeskCtx): Promise<ApiKey[]> {
  return (await listKeys(db)).filter((key) => stateOf(key, now()) === 'active')
}

/** Keys that work though whoever created them is disabled, oldest first. */
export function listOrphanKeys({ db, now }: DeskCtx): Promise<{ name: string; makerName: string }[]> {
  return listKeysOfDisabled(db, now())
}
