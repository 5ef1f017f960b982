import 'server-only'
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, sql, type SQL } from 'drizzle-orm'

import { cutPage, type Page } from '@/lib/core/paging'
import type { Db } from '@/lib/db/open'
import { events, links } from '@/lib/db/schema'
import { actors } from '@/lib/db/schema-tools'

import type { EventKind } from '../events'
import { StoredFacts } from '../events/entry'
import { deskItself, type EventCursor } from '../schema'

export type StoredEvent = {
  id: number
  at: Date
  kind: string
  actorName: string | null
  actorEmail: string | null
  linkId: string | null
  /** The name of that link's customer, or what there is instead. */
  customer: string | null
  /** Empty where somebody changed them into something else. */
  facts: StoredFacts
  /** The facts as JSON, whatever they are. */
  factsJson: string
  /** Hexadecimal. */
  hash: string
}

/** At most `size` events of a filter. */
export async function pageEvents(
  db: Db,
  filter: EventFilter,
  cursor: EventCursor,
  size: number,
): Promise<Page<StoredEvent, number>> {
  const found = await selectEvents(db, filter, cursor, size + 1)
  return cutPage(cursor?.way === 'newer' ? found.toReversed() : found, cursor, size)
}

/** Away from the cursor. */
const selectEvents = async (
  db: Db,
  filter: EventFilter,
  cursor: EventCursor,
  limit: number,
): Promise<StoredEvent[]> => {
  const { ids, order } = eventIds({ db, filter, cursor, limit })
  const rows = await db
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      actorName: actors.name,
      actorEmail: actors.email,
      linkId: events.linkId,
      customer: sql<
        string | null
      >`coalesce(${links.customerName}, ${links.customerEmail}, ${links.customerId})`,
      facts: events.facts,
      factsJson: sql<string>`${events.facts}::text`,
      hash: sql<string>`encode(${events.hash}, 'hex')`,
    })
    .from(events)
    .leftJoin(actors, eq(actors.id, events.actorId))
    .leftJoin(links, eq(links.id, events.linkId))
    .where(sql`${events.id} in ${ids}`)
    .orderBy(...order)
  return rows.map((row) => ({ ...row, facts: StoredFacts.parse(row.facts) }))
}

/** Which events to list; null leaves a filter out. */
export type EventFilter = {
  kinds: readonly EventKind[] | null
  /** A staff id, or `deskItself`. */
  actorId: string | null
  linkId: string | null
  /** At or after, and before. */
  from: Date | null
  to: Date | null
}

type Asked = { db: Db; filter: EventFilter; cursor: EventCursor; limit: number }

/**
 * A query for the ids of at most `limit` events of a filter, away from a cursor, and the order they come in. It walks
 * along the index of that part of the filter which leaves least: PostgreSQL takes matches to be spread evenly over the
 * log, and would walk through all of it to those of somebody who left a year ago.
 */
const eventIds = (asked: Asked): { ids: SQL; order: SQL[] } => {
  const { actorId, linkId, kinds, from, to } = asked.filter
  const isDated = from !== null || to !== null
  const byNumber = [away(asked)(events.id)]
  if (linkId !== null) return { ids: numbered(asked), order: byNumber }
  if (actorId !== null && actorId !== deskItself)
    return { ids: strand(asked, 'actorId', actorId), order: byNumber }
  if (isDated) return { ids: timed(asked), order: [away(asked)(events.at), ...byNumber] }
  return { ids: kinds === null ? numbered(asked) : twisted(asked, kinds), order: byNumber }
}

const away = ({ cursor }: Asked) => (cursor?.way === 'newer' ? asc : desc)

/** In the order of the numbers. */
const numbered = (asked: Asked): SQL => {
  const { cursor } = asked
  const beyond = cursor ? (cursor.way === 'older' ? lt : gt)(events.id, cursor.fromId) : undefined
  return select(asked, and(matching(asked.filter), beyond), [away(asked)(events.id)])
}

/** In the order of the instants, which an index has; the numbers have nearly the same. */
const timed = (asked: Asked): SQL => {
  const { cursor } = asked
  const place = sql`(${events.at}, ${events.id})`
  const from = cursor && sql`(select at, id from events where id = ${cursor.fromId})`
  const beyond = from ? (cursor.way === 'older' ? lt : gt)(place, from) : undefined
  return select(asked, and(matching(asked.filter), beyond), [away(asked)(events.at), away(asked)(events.id)])
}

/** The events of several kinds: the next ones of each, and of these the next. */
const twisted = (asked: Asked, kinds: readonly EventKind[]): SQL => {
  const strands = kinds.map((kind) => strand(asked, 'kind', kind))
  return sql`(select id from (${sql.join(strands, sql` union all `)}) strands
    order by ${away(asked)(sql`id`)} limit ${asked.limit})`
}

/** The events of one actor or one kind: said as a span of its index, in that index's order, so that no other fits. */
const strand = (asked: Asked, name: 'actorId' | 'kind', value: string): SQL => {
  const { cursor } = asked
  const low = cursor?.way === 'newer' ? cursor.fromId + 1 : 0
  const high = cursor?.way === 'older' ? cursor.fromId - 1 : Number.MAX_SAFE_INTEGER
  const place = sql`(${events[name]}, ${events.id})`
  const others = { ...asked.filter, [name === 'kind' ? 'kinds' : 'actorId']: null }
  const span = and(
    gte(place, sql`(${value}, ${low}::bigint)`),
    lte(place, sql`(${value}, ${high}::bigint)`),
    matching(others),
  )
  return select(asked, span, [away(asked)(events[name]), away(asked)(events.id)])
}

const select = ({ db, limit }: Asked, where: SQL | undefined, order: SQL[]): SQL =>
  sql`${db
    .select({ id: events.id })
    .from(events)
    .where(where)
    .orderBy(...order)
    .limit(limit)}`

const matching = ({ kinds, actorId, linkId, from, to }: EventFilter) =>
  and(
    kinds === null ? undefined : inArray(events.kind, [...kinds]),
    actorId === null ? undefined : byActor(actorId),
    linkId === null ? undefined : eq(events.linkId, linkId),
    from === null ? undefined : gte(events.at, from),
    to === null ? undefined : lt(events.at, to),
  )

const byActor = (actorId: string) =>
  actorId === deskItself ? isNull(events.actorId) : eq(events.actorId, actorId)
