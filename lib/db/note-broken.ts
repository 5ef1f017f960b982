import 'server-only'
import { and, eq, gte, lt, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'

import { listLinksOfConnection } from './connection-links'
import type { Db } from './open'
import { brokenConnections } from './schema-desk'

type Name = { integrationKey: string; connectionId: string }

/** A connection that was mended where the desk could not see it is told again after this. */
const toldMs = 24 * 3_600_000

/**
 * Notes once that a connection's credentials are dead, in the history of the link that it came of last where there is one.
 * Returns whether that was news.
 */
export const noteBroken = async (
  db: Db,
  name: Name,
  { at, error }: { at: Date; error: string | null },
): Promise<boolean> => {
  const [link] = await listLinksOfConnection(db, name, 1)
  return db.transaction(async (tx) => {
    const noted = await tx
      .insert(brokenConnections)
      .values({ ...name, at })
      .onConflictDoUpdate({
        target: [brokenConnections.integrationKey, brokenConnections.connectionId],
        set: { at: sql`excluded.at` },
        setWhere: lt(brokenConnections.at, new Date(at.getTime() - toldMs)),
      })
      .returning({ at: brokenConnections.at })
    if (noted.length === 0) return false
    const facts = { connection: name.connectionId, integration: name.integrationKey, error }
    await recordEvent(tx, { at, kind: 'connection.broken', actorId: null, linkId: link?.id ?? null, facts })
    return true
  })
}

/** Whether it is told already that a connection is broken, as of an instant. */
export const isKnownBroken = async (db: Db, name: Name, at: Date): Promise<boolean> => {
  const rows = await db
    .select({ at: brokenConnections.at })
    .from(brokenConnections)
    .where(and(named(name), gte(brokenConnections.at, new Date(at.getTime() - toldMs))))
  return rows.length > 0
}

/** Forgets that a connection was broken, because it has new credentials: the next time is news again. */
export const noteMended = async (db: Db, name: Name) => {
  await db.delete(brokenConnections).where(named(name))
}

const named = ({ integrationKey, connectionId }: Name) =>
  and(eq(brokenConnections.integrationKey, integrationKey), eq(brokenConnections.connectionId, connectionId))
