import 'server-only'
import { desc, eq, isNotNull, or, sql } from 'drizzle-orm'

import type { LinkOriginView } from '@/lib/core/desk-status'

import type { Db } from './open'
import { links } from './schema'
import { linkOrigins } from './schema-desk'

/** The origin that links of a Nango host must have: what the first answer showed. Pins `seen` if nothing is pinned yet. */
export const pinLinkOrigin = async (db: Db, nangoHost: string, seen: string, at: Date): Promise<string> => {
  const known = await db.select().from(linkOrigins).where(eq(linkOrigins.nangoHost, nangoHost))
  if (known[0]) return known[0].origin
  const [row] = await db
    .insert(linkOrigins)
    .values({ nangoHost, origin: seen, pinnedAt: at })
    .onConflictDoUpdate({ target: linkOrigins.nangoHost, set: { nangoHost: sql`excluded.nango_host` } })
    .returning({ origin: linkOrigins.origin })
  return row?.origin ?? seen
}

/** What is known of where links of a Nango host lead. */
export const readLinkOriginFacts = async (db: Db, nangoHost: string): Promise<LinkOriginView> => {
  const isRefused = eq(links.failureCode, 'nango_foreign_link')
  const [pinned, last] = await Promise.all([
    db.select({ origin: linkOrigins.origin }).from(linkOrigins).where(eq(linkOrigins.nangoHost, nangoHost)),
    db
      .select({ failureCode: links.failureCode })
      .from(links)
      .where(or(isNotNull(links.linkBase), isRefused))
      .orderBy(desc(links.id))
      .limit(1),
  ])
  return { pinned: pinned[0]?.origin ?? null, wasLastRefused: Boolean(last[0]?.failureCode) }
}
