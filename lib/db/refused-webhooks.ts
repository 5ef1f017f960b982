import 'server-only'
import { gte, lt, sql } from 'drizzle-orm'

import type { Db } from './open'
import { refusedWebhooks } from './schema-late'

const hourMs = 3_600_000
/** Whole hours that are counted together. */
const shownHours = 24

const hourOf = (at: Date, ago = 0) => new Date((Math.floor(at.getTime() / hourMs) - ago) * hourMs)

/** Adds to this hour's count of webhooks whose signature did not fit, and forgets hours that nobody is shown any more. */
export const addRefusedWebhooks = async (db: Db, count: number, at: Date) => {
  await db
    .insert(refusedWebhooks)
    .values({ hour: hourOf(at), count })
    .onConflictDoUpdate({
      target: refusedWebhooks.hour,
      set: { count: sql`least(${refusedWebhooks.count}::bigint + ${count}, 2000000000)` },
    })
  await db.delete(refusedWebhooks).where(lt(refusedWebhooks.hour, hourOf(at, 2 * shownHours)))
}

/** How many came in the last 24 hours, in whole hours. */
export const countRefusedWebhooks = async (db: Db, at: Date): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`coalesce(sum(${refusedWebhooks.count}), 0)::double precision` })
    .from(refusedWebhooks)
    .where(gte(refusedWebhooks.hour, hourOf(at, shownHours - 1)))
  return row?.count ?? 0
}
