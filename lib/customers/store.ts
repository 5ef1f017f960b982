import 'server-only'
import { desc, inArray, sql, type SQL } from 'drizzle-orm'

import { customerFields, forFields, optionalFieldNames } from '@/lib/core/customer-fields'
import { idsMeantBy } from '@/lib/core/typed/plain-text'
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

type CustomerSearch = { term: string; isWide: boolean; limit: number }

/**
 * The customers whom links were created for last that a typed term may mean, once each, as their newest link knows them,
 * with its integrations: first the one whose id it is, then, newest first, those that have each of its words somewhere in id,
 * e-mail, name or organization.
 */
export async function findCustomers(db: Db, search: CustomerSearch): Promise<KnownCustomer[]> {
  const ofId = await readCustomers(
    db,
    sql`select distinct customer_id from ${links} where ${isShown} and ${hasId(search)}`,
  )
  const others = await searchCustomers(db, search)
  return [...ofId, ...others.filter(({ id }) => !ofId.some((one) => one.id === id))].slice(0, search.limit)
}

/** Looks through the newest 5,000 links, and through all when these are not enough, if `isWide` (see `isWideSearch`) and it is not too frequent. */
const searchCustomers = async (db: Db, { term, isWide, limit }: CustomerSearch): Promise<KnownCustomer[]> => {
  const search = { term, limit }
  const recent = sql`(select * from ${links} where ${isShown} order by id desc limit ${recentCount}) links`
  const found = await customersIn(db, recent, search)
  if (found.length === limit || !isWide || (await isFrequent(db, search))) return found
  return customersIn(db, sql`${links}`, search)
}

const hasId = ({ term }: Search) => inArray(links.customerId, idsMeantBy(term))

/** The search text begins with the link's id: what stands behind its first space is the customer's. */
const hasTerm = ({ term }: Search) => hasWords(term, { behind: ' ' })

/** Whether the trigram index would collect so many links that it takes long: the database cannot stop it halfway. */
const isFrequent = async (db: Db, { term }: Search): Promise<boolean> => {
  const sample = sql`${links} tablesample system (0.1) repeatable (1)`
  const [seen] = await db
    .select({ hits: sql<number>`count(*)::int` })
    .from(sample)
    .where(hasWords(term))
  return (seen?.hits ?? 0) >= frequentHits
}

const customersIn = (db: Db, source: SQL, search: Search): Promise<KnownCustomer[]> =>
  readCustomers(
    db,
    sql`select customer_id from ${source} where ${isShown} and ${hasTerm(search)}
      group by customer_id order by max(id) desc limit ${search.limit}`,
  )

/** Customers by a query for their ids, newest first. */
const readCustomers = (db: Db, ids: SQL): Promise<KnownCustomer[]> => {
  const newest = sql`
    select newest.id
    from (${ids}) found
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
