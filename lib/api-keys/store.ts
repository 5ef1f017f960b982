import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

import { and, asc, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import { ulid } from 'ulid'
import { z } from 'zod'

import { recordEvent } from '@/lib/audit/record'
import { type ApiKeyActor, ApiScope } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'
import { isPersonDisabled } from '@/lib/db/same-person'
import { staff } from '@/lib/db/schema'
import { apiKeys } from '@/lib/db/schema-tools'

export type ApiKey = ApiKeyActor & {
  ending: string
  createdAt: Date
  makerId: string
  makerName: string
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const Scopes = z.array(ApiScope)

const columns = {
  id: apiKeys.id,
  name: apiKeys.name,
  scopes: apiKeys.scopes,
  ending: apiKeys.ending,
  createdAt: apiKeys.createdAt,
  makerId: apiKeys.createdBy,
  makerName: staff.name,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
}

const selectKeys = (db: Db) =>
  db.select(columns).from(apiKeys).innerJoin(staff, eq(staff.id, apiKeys.createdBy))

const withScopes = <Row extends { scopes: unknown }>(row: Row) => ({
  ...row,
  scopes: Scopes.parse(row.scopes),
})

/** Every key that was ever created, newest first. */
export async function listKeys(db: Db): Promise<ApiKey[]> {
  return (await selectKeys(db).orderBy(desc(apiKeys.id))).map(withScopes)
}

export async function findKeyById(db: Db, id: string): Promise<ApiKey | null> {
  const [row] = await selectKeys(db).where(eq(apiKeys.id, id))
  return row ? withScopes(row) : null
}

/** Whose key this is; null for one that is malformed, unknown, revoked or past its end. */
export async function findKeyInUse(db: Db, key: string, now: Date): Promise<ApiKey | null> {
  if (!shape.test(key)) return null
  const [row] = await selectKeys(db).where(eq(apiKeys.hash, hashApiKey(key)))
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null
  return withScopes(row)
}

type NewKey = { name: string; scopes: ApiScope[]; expiresAt: Date | null; actorId: string; at: Date }

/** Creates a key. Its text is answered here and never again. */
export function insertKey(
  db: Db,
  { name, scopes, expiresAt, actorId, at }: NewKey,
): Promise<{ id: string; key: string }> {
  return db.transaction(async (tx) => {
    const key = `cdk_${randomBytes(32).toString('base64url')}`
    const id = `key_${ulid(at.getTime())}`
    await tx.insert(apiKeys).values({
      id,
      name,
      scopes,
      expiresAt,
      hash: hashApiKey(key),
      ending: key.slice(-4),
      createdAt: at,
      createdBy: actorId,
    })
    const facts = { name, scopes: scopes.join(', '), keyId: id }
    await recordEvent(tx, { at, kind: 'key.created', actorId, linkId: null, facts })
    return { id, key }
  })
}

/** Ends a key from the next request on; false when it had ended before or is not known. */
export function endKey(db: Db, { id, actorId, at }: { id: string; actorId: string; at: Date }) {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(apiKeys)
      .set({ revokedAt: at })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name })
    if (!ended) return false
    const facts = { name: ended.name, keyId: id }
    await recordEvent(tx, { at, kind: 'key.revoked', actorId, linkId: null, facts })
    return true
  })
}

/** Ends every key that these people created and that is in use, in the caller's transaction. */
export async function endKeysOf(tx: Db, makerIds: string[], { actorId, at }: { actorId: string; at: Date }) {
  const ended = await tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(inArray(apiKeys.createdBy, makerIds), isInUse(at)))
    .returning({ name: apiKeys.name, keyId: apiKeys.id })
  for (const facts of ended.toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1)))
    await recordEvent(tx, { at, kind: 'key.revoked', actorId, linkId: null, facts })
}

const isInUse = (now: Date) =>
  and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)))

/** Keys in use whose maker is disabled, oldest first. */
export function listKeysOfDisabled(db: Db, now: Date): Promise<{ name: string; makerName: string }[]> {
  return db
    .select({ name: apiKeys.name, makerName: staff.name })
    .from(apiKeys)
    .innerJoin(staff, eq(staff.id, apiKeys.createdBy))
    .where(and(isInUse(now), isPersonDisabled(db)))
    .orderBy(asc(apiKeys.id))
}

/** How fine `last_used_at` is kept: one write a minute and key at most. */
const usedEveryMs = 60_000

/** Records that a key was used. */
export async function touchKey(db: Db, { id, lastUsedAt }: ApiKey, at: Date) {
  const before = new Date(at.getTime() - usedEveryMs)
  if (lastUsedAt && lastUsedAt > before) return
  await db
    .update(apiKeys)
    .set({ lastUsedAt: at })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))))
}

/** A key as its owner sends it: `cdk_` and 32 random bytes in base64url. */
const shape = /^cdk_[\w-]{43}$/

/** What is stored of a key. It is as random as the hash itself, so that a fast one is enough. */
const hashApiKey = (key: string) => {
  return createHash('sha256').update(key).digest('hex')
}
