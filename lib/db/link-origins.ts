import 'server-only'
import { eq, sql } from 'drizzle-orm'

import type { Db } from './open'
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
