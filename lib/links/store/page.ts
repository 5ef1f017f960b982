import 'server-only'
import { and, asc, desc, eq, exists, gt, gte, isNotNull, lt, ne, notExists, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'

import { customerFields, forFields, optionalFieldNames } from '@/lib/core/customer-fields'
import { cutPage, type Page } from '@/lib/core/paging'
import { toSearchText } from '@/lib/core/search/search-text'
import type { Db } from '@/lib/db/open'
import { isUnfolded, linkIntegrations, links } from '@/lib/db/schema'
import { actors } from '@/lib/db/schema-tools'
import { hasWords } from '@/lib/db/search-words'

import { type LinkCursor, LinkState, type LinkStatus } from '../schema/lists'
import { linkStates } from '../words'
import { isOfCustomer, selectLinks } from './find'
import { firstLinkIdAt, isTwinOf, type Link } from './row'

/** Which links to list; null leaves a filter out. Links that are still being created are never listed. */
export type LinkFilter = {
  status: Exclude<LinkStatus, 'renewed'> | null
  /** Whether another link took its place. */
  isRenewed: boolean | null
  integrationKey: string | null
  makerId: string | null
  customerId: string | null
  /** Created at or after, and created before. */
  from: Date | null
  to: Date | null
  /** Words, as typed, that all stand somewhere in the search text; see `isWideSearch`. */
  term: string | null
}

/** At most `size` links of a filter, by two queries, whatever the size of the table. */
export async function pageLinks(
  db: Db,
  filter: LinkFilter,
  cursor: LinkCursor,
  size: number,
): Promise<Page<Link, string>> {
  const found = await selectLinks(db, sql`${links.id} in (${idsOf(filter, cursor, size + 1)})`, size + 1)
  return cutPage(found, cursor, size)
}

const idsOf = (filter: LinkFilter, cursor: LinkCursor, limit: number): SQL =>
  filter.term === null
    ? sql`select ${links.id} ${matching(filter, cursor)} order by ${links.id} ${away(cursor)} limit ${limit}`
    : searched(filter, filter.term, cursor, limit)

/** The order in which links lie when one goes away from a cursor. */
const away = (cursor: LinkCursor) => (cursor?.way === 'newer' ? sql`asc` : sql`desc`)

/** How many links a search walks through, for each one wanted, before it asks the trigram index. */
const patience = 190

/**
 * Frequent words are found on a short walk along the filter's links; the trigram index would collect every match first.
 * Rare ones are not, and then the index has few to collect. PostgreSQL cannot know which they are and would often guess
 * wrong, so it walks first: `hits` stays empty unless the walk stopped at its end with too few found.
 *
 * Where an integration is wanted and the words are frequent, its own links are gone along instead.
 */
const searched = (filter: LinkFilter, term: string, cursor: LinkCursor, limit: number): SQL => {
  const windowSize = limit * patience
  const { integrationKey } = filter
  const plain = { ...filter, integrationKey: null }
  const order = sql`order by ${links.id} ${away(cursor)}`
  const areFrequent = sql`(select count(*) from near) = ${limit}`
  const ofIntegration = sql`union all (
    select ${links.id} ${matching(filter, cursor)} and ${hasWords(term)} and ${areFrequent} ${order} limit ${limit})`
  return sql`
    with walked as materialized (
      select ${links.id}, ${links.searchText} ${matching(plain, cursor)} ${order} limit ${windowSize}
    ), near as materialized (
      select id from walked where ${hasWords(term)} limit ${limit}
    ), walk as materialized (
      select count(*) as length, ${cursor?.way === 'newer' ? sql`max` : sql`min`}(id) as end_id from walked
    ), hits as materialized (
      select id, state, maker_id, customer_id, alarmed_at from ${links}
      where ${hasWords(term)} and not ${areFrequent} and (select length from walk) = ${windowSize}
    )
    select id from (
      select ${links.id} from near as links where ${allows(integrationKey, areFrequent)}
      union all select ${links.id} ${matching(plain, cursor, sql`hits as links`)} and ${beyondWalk(cursor)}
        and ${allows(integrationKey, areFrequent)}
      ${integrationKey === null ? sql`` : ofIntegration}
    ) found
    order by id ${away(cursor)} limit ${limit}`
}

const beyondWalk = (cursor: LinkCursor) =>
  sql`${links.id} ${cursor?.way === 'newer' ? sql`>` : sql`<`} (select end_id from walk)`

/** Whether a link is for the integration that is wanted; looked up link by link, and so only where words are rare. */
const allows = (integrationKey: string | null, areFrequent: SQL) =>
  integrationKey === null
    ? sql`true`
    : sql`not ${areFrequent} and (select true from ${linkIntegrations}
        where ${linkIntegrations.linkId} = ${links.id} and ${linkIntegrations.integrationKey} = ${integrationKey})`

const twins = sql`(select from links twin ${isTwinOf(links.id)})`

/** The tables and conditions of a filter beyond a cursor. */
const matching = (filter: LinkFilter, cursor: LinkCursor, table = sql`${links}`): SQL => {
  const { status, isRenewed, integrationKey, makerId, customerId } = filter
  const conditions = and(
    status === 'alarm' ? isNotNull(links.alarmedAt) : undefined,
    status === null || status === 'alarm' ? ne(links.state, 'creating') : eq(links.state, status),
    isRenewed === null ? undefined : (isRenewed ? exists : notExists)(twins),
    makerId === null ? undefined : eq(links.makerId, makerId),
    customerId === null ? undefined : isOfCustomer(customerId),
    within(links.id, filter, cursor),
  )
  if (integrationKey === null) return sql`from ${table} where ${conditions}`
  // The range is said of both tables: PostgreSQL carries only equalities over from one to the other.
  return sql`from ${linkIntegrations} inner join ${table} on ${eq(links.id, linkIntegrations.linkId)}
    where ${and(eq(linkIntegrations.integrationKey, integrationKey), within(linkIntegrations.linkId, filter, cursor), conditions)}`
}

const within = (
  id: typeof links.id | typeof linkIntegrations.linkId,
  { from, to }: LinkFilter,
  cursor: LinkCursor,
) =>
  and(
    from === null ? undefined : gte(id, firstLinkIdAt(from)),
    to === null ? undefined : lt(id, firstLinkIdAt(to)),
    cursor === null ? undefined : (cursor.way === 'older' ? lt : gt)(id, cursor.fromId),
  )

/** How many links a filter leaves, counted one by one: for work that reads them all anyway. */
export async function countLinks(db: Db, filter: LinkFilter): Promise<number> {
  const words = filter.term === null ? undefined : hasWords(filter.term)
  const [row] = await db
    .select({
      count: sql<number>`(select count(*)::int ${matching(filter, null)} ${words && sql`and ${words}`})`,
    })
    .from(sql`(select 1) one`)
  return row?.count ?? 0
}

const StateCounts = z.array(z.object({ state: LinkState, count: z.number() }))

/** How many links are in each state, counted up to `most` each. */
export async function countStates(db: Db, most: number): Promise<{ state: LinkState; count: number }[]> {
  const counts = linkStates.map(
    (state) =>
      sql`select ${state}::text as state, count(*)::int as count from (select 1 from ${links} where ${links.state} = ${state} limit ${most}) one`,
  )
  const columns = { state: sql`state`, count: sql`count` }
  return StateCounts.parse(await db.select(columns).from(sql`(${sql.join(counts, sql` union all `)}) counts`))
}

const mostChoices = 500

/** Everybody who has created a link, by name; an internal tool has no e-mail address. */
export function listMakers(db: Db): Promise<{ id: string; name: string; email: string | null }[]> {
  return db
    .select({ id: actors.id, name: actors.name, email: actors.email })
    .from(actors)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(links)
          .where(eq(links.makerId, actors.id)),
      ),
    )
    .orderBy(asc(actors.name), asc(actors.id))
    .limit(mostChoices)
}

/** Folds the search texts of the newest `most` links that need it, and returns how many there were. */
export async function foldNewest(db: Db, most: number): Promise<number> {
  const found = await db
    .select({
      id: links.id,
      customer: {
        id: links.customerId,
        ...forFields(optionalFieldNames, (field) => links[customerFields[field].column]),
      },
    })
    .from(links)
    .where(isUnfolded)
    .orderBy(desc(links.id))
    .limit(most)
  if (found.length === 0) return 0
  const texts = found.map(({ id, customer }) => ({ id, text: toSearchText(id, customer) }))
  await db
    .update(links)
    .set({ searchText: sql`folded.text` })
    .from(sql`jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as folded(id text, text text)`)
    .where(and(sql`${links.id} = folded.id`, isUnfolded))
  return found.length
}
