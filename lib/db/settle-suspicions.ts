import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/connection-name'
import type { Guess, Settlement } from '@/lib/core/link-alarm'

import type { Db } from './open'
import { links } from './schema'
import { suspicionLinks, suspicions } from './schema-late'

export type Settling = ConnectionName & {
  how: Settlement
  /** Null for what the desk found out by itself. */
  actorId: string | null
  /** The link of which it is confirmed; null where nobody said of which. */
  linkId: string | null
  /** Null for whatever is open. */
  kind: Guess | null
  at: Date
}

const openOf = ({ integrationKey, connectionId }: ConnectionName) =>
  and(
    eq(suspicions.integrationKey, integrationKey),
    eq(suspicions.connectionId, connectionId),
    isNull(suspicions.settledAt),
  )

/** Notes of which link a connection came, before Nango is told: with the link's tag it is then none too many. */
export const confirmSuspicion = async (db: Db, name: ConnectionName, linkId: string) => {
  const open = db.select({ id: suspicions.id }).from(suspicions).where(openOf(name))
  await db
    .update(suspicionLinks)
    .set({ isConfirmed: sql`${suspicionLinks.linkId} = ${linkId}` })
    .where(inArray(suspicionLinks.suspicionId, open))
}

/** Settles what is open about a connection, on every link that it may have come of. Returns how many alarms that were. */
export const settleSuspicions = (db: Db, settling: Settling): Promise<number> =>
  db.transaction(async (tx) => {
    const { integrationKey, connectionId, how, actorId, linkId, kind, at } = settling
    const settled = await tx
      .update(suspicions)
      .set({ settledAt: at, settledBy: actorId, settledHow: how })
      .where(and(openOf(settling), kind === null ? undefined : eq(suspicions.kind, kind)))
      .returning({ id: suspicions.id })
    if (settled.length === 0) return 0
    const of = inArray(
      suspicionLinks.suspicionId,
      settled.map(({ id }) => id),
    )
    const rows = await tx.selectDistinct({ id: suspicionLinks.linkId }).from(suspicionLinks).where(of)
    const linkIds = rows.map(({ id }) => id).toSorted()
    for (const id of linkIds)
      await tx
        .update(links)
        .set({ alarmedAt: firstOpen(id) })
        .where(eq(links.id, id))
    const facts = { integration: integrationKey, connection: connectionId, how, confirmed: linkId }
    for (const id of linkIds)
      await recordEvent(tx, { at, kind: 'link.alarm_settled', actorId, linkId: id, facts })
    return settled.length
  })

/** The first alarm of a link that nobody has settled, or null. */
const firstOpen = (id: string) => sql`least(
  (select min(at) from link_alarms where link_id = ${id}),
  (select min(seen_at) from suspicions inner join suspicion_links on suspicion_id = suspicions.id
    where link_id = ${id} and settled_at is null))`
