import 'server-only'
import { and, asc, count, eq, inArray, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { linkIntegrations, links } from '@/lib/db/schema'
import { integrationHosts } from '@/lib/db/schema-tools'

/** A younger link's integration was there a moment ago: Nango took it. */
const sureMs = 60_000

/** Keeps which integrations that live links wait for are not among Nango's `keys` any more, as of an instant. */
export async function markMissingIntegrations(db: Db, keys: string[], at: Date) {
  const { goneAt, integrationKey, connectedAt, linkId } = linkIntegrations
  await db
    .update(linkIntegrations)
    .set({ goneAt: null })
    .where(and(isNotNull(goneAt), inArray(integrationKey, keys)))
  const waiting = db
    .select({ id: links.id })
    .from(links)
    .where(and(eq(links.state, 'active'), lt(links.createdAt, new Date(at.getTime() - sureMs))))
  await db
    .update(linkIntegrations)
    .set({ goneAt: at })
    .where(
      and(isNull(goneAt), isNull(connectedAt), notInArray(integrationKey, keys), inArray(linkId, waiting)),
    )
}

type ListedHost = { integrationKey: string; entry: string }

/** A list that is longer is no list that anybody reads. */
const mostEntries = 200

/** What an admin allows values of an integration to reach, or of all integrations, in order. */
export function listIntegrationHosts(db: Db, integrationKey: string | null = null): Promise<ListedHost[]> {
  return db
    .select({ integrationKey: integrationHosts.integrationKey, entry: integrationHosts.entry })
    .from(integrationHosts)
    .where(integrationKey === null ? undefined : eq(integrationHosts.integrationKey, integrationKey))
    .orderBy(asc(integrationHosts.integrationKey), asc(integrationHosts.entry))
}

type Change = ListedHost & { actorId: string; at: Date }

/** Adds an entry, with its event; `full` when the list has no room. An entry that is there already is no change. */
export function addIntegrationHost(db: Db, change: Change): Promise<'done' | 'full'> {
  return db.transaction(async (tx) => {
    const { integrationKey, entry, actorId, at } = change
    const [there] = await tx
      .select({ entries: count() })
      .from(integrationHosts)
      .where(eq(integrationHosts.integrationKey, integrationKey))
    if ((there?.entries ?? 0) >= mostEntries) return 'full'
    const added = await tx
      .insert(integrationHosts)
      .values({ integrationKey, entry, addedAt: at, addedBy: actorId })
      .onConflictDoNothing()
      .returning({ entry: integrationHosts.entry })
    if (added.length > 0) await recordChange(tx, 'host.listed', change)
    return 'done'
  })
}

/** Takes an entry away, with its event. */
export function removeIntegrationHost(db: Db, change: Change): Promise<void> {
  return db.transaction(async (tx) => {
    const { integrationKey, entry } = change
    const removed = await tx
      .delete(integrationHosts)
      .where(and(eq(integrationHosts.integrationKey, integrationKey), eq(integrationHosts.entry, entry)))
      .returning({ entry: integrationHosts.entry })
    if (removed.length > 0) await recordChange(tx, 'host.unlisted', change)
  })
}

const recordChange = (
  tx: Db,
  kind: 'host.listed' | 'host.unlisted',
  { integrationKey, entry, actorId, at }: Change,
) => recordEvent(tx, { at, kind, actorId, linkId: null, facts: { integration: integrationKey, host: entry } })

/** More than these nobody chooses from. */
const mostUsed = 500

/**
 * Every integration that a link was created for, by its newest name. It hops through the index from key to key:
 * PostgreSQL would read all of it for a `distinct`.
 */
export function selectUsedIntegrations(db: Db): Promise<{ key: string; displayName: string }[]> {
  const { integrationKey: key, displayName, linkId } = linkIntegrations
  const used = sql`(
    with recursive hop as (
      (select ${key} as key from ${linkIntegrations} order by 1 limit 1)
      union all
      select (select ${key} from ${linkIntegrations} where ${key} > hop.key order by 1 limit 1)
      from hop where hop.key is not null
    )
    select hop.key, (
      select ${displayName} from ${linkIntegrations} where ${key} = hop.key order by ${linkId} desc limit 1
    ) as name from hop where hop.key is not null
  ) as used`
  return db
    .select({ key: sql<string>`used.key`, displayName: sql<string>`used.name` })
    .from(used)
    .orderBy(sql`used.name`, sql`used.key`)
    .limit(mostUsed)
}
