import 'server-only'
import { desc, inArray, sql, type SQL } from 'drizzle-orm'

import { customerFields, forFields, optionalFieldNames } from '@/lib/core/customer-fields'
import type { Db } from '@/lib/db/open'
import { linkIntegrations, links } from '@/lib/db/schema'
import { hasWords } from '@/lib/db/search-words'
import { shownStates } from '@/lib/links/words'

import type { KnownCustomer } from './view'

/** Looking through this many links one by one costs little, whatever the term. */
const recentCount = 5_000
/** Hits in a sample of one in a thousand links that make a term too frequent to be collected from all of them. */
const frequentHits = 5

const isShown = inArray(links.state, shownStates)

type Search = { term: string; limit: number }

/**
 * The customers whom links were created for last, newest first, that have each word of a typed term somewhere in id,
 * e-mail, name or organization; once each, as their newest link knows them, with its integrations. Looks through the newest 5,000 links, and
 * through all when these are not enough, if `isWide` (see `isWideSearch`) and it is not too frequent.
 */
export async function findCustomers(
  db: Db,
  { term, isWide, limit }: { term: string; isWide: boolean; limit: number },
): Promise<KnownCustomer[]> {
  const search = { term, limit }
  const recent = sql`(select * from ${links} where ${isShown} order by id desc limit ${recentCount}) links`
  const found = await customersIn(db, recent, search)
  if (found.length === limit || !isWide || (await isFrequent(db, search))) return found
  return customersIn(db, sql`${links}`, search)
}

/** The search text begins with the link's id: what stands behind its first space is the customer's. */
const isOfCustomer = ({ term }: Search) => hasWords(term, { behind: ' ' })

/** Whether the trigram index would collect so many links that it takes long: the database cannot stop it halfway. */
const isFrequent = async (db: Db, { term }: Search): Promise<boolean> => {
  const sample = sql`${links} tablesample system (0.1) repeatable (1)`
  const [seen] = await db
    .select({ hits: sql<number>`count(*)::int` })
    .from(sample)
    .where(hasWords(term))
  return (seen?.hits ?? 0) >= frequentHits
}

const customersIn = (db: Db, source: SQL, search: Search): Promise<KnownCustomer[]> => {
  const newest = sql`
    select newest.id
    from (
      select customer_id from ${source} where ${isShown} and ${isOfCustomer(search)}
      group by customer_id order by max(id) desc limit ${search.limit}
    ) found
    cross join lateral (
      select id from ${links} where customer_id = found.customer_id and ${isShown} order by id desc limit 1
    ) newest`
  return db
    .select({
      id: links.customerId,
      ...forFields(optionalFieldNames, (field) => links[customerFields[field].column]),
      integrations: sql<string[]>`(
        select json_agg(${linkIntegrations.integrationKey} order by ${linkIntegrations.position})
        from ${linkIntegrations} where ${linkIntegrations.linkId} = ${links.id})`,
    })
    .from(links)
    .where(sql`${links.id} in (${newest})`)
    .orderBy(desc(links.id))
}
