import 'server-only'
import { and, desc, eq, inArray } from 'drizzle-orm'

import { StoredFacts } from '@/lib/audit/events/entry'

import { findLinksByIds } from './find-link'
import type { Link } from './link-row'
import type { Db } from './open'
import { events, linkAlarms, linkIntegrations, links } from './schema'
import { selectSuspected } from './suspicions'

type Of = { integrationKey: string; connectionId: string }

/** Links that made a connection, were to connect it anew, let it in unexpectedly, or may have, newest first, at most `limit`. */
export const listLinksOfConnection = async (db: Db, of: Of, limit: number): Promise<Link[]> => {
  // One question an index each: a condition that joins them would walk through all links.
  const found = await Promise.all([
    selectMakers(db, of, limit),
    selectReconnects(db, of, limit),
    selectAlarmed(db, of, limit),
    selectSuspected(db, of, limit),
  ])
  const ids = new Set(found.flat().map(({ id }) => id))
  return findLinksByIds(db, [...ids].toSorted().toReversed().slice(0, limit))
}

const selectMakers = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: linkIntegrations.linkId })
    .from(linkIntegrations)
    .where(
      and(
        eq(linkIntegrations.connectionId, of.connectionId),
        eq(linkIntegrations.integrationKey, of.integrationKey),
      ),
    )
    .orderBy(desc(linkIntegrations.linkId))
    .limit(limit)

const selectReconnects = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: links.id })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(eq(links.reconnectsId, of.connectionId), eq(linkIntegrations.integrationKey, of.integrationKey)),
    )
    .orderBy(desc(links.id))
    .limit(limit)

const selectAlarmed = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: linkAlarms.linkId })
    .from(linkAlarms)
    .where(
      and(eq(linkAlarms.connectionId, of.connectionId), eq(linkAlarms.integrationKey, of.integrationKey)),
    )
    .orderBy(desc(linkAlarms.linkId))
    .limit(limit)

/** What the reconnects of some links changed, by the links' ids. */
export const readReconnectChanges = async (db: Db, linkIds: string[]): Promise<Map<string, string>> => {
  if (linkIds.length === 0) return new Map()
  const rows = await db
    .select({ linkId: events.linkId, facts: events.facts })
    .from(events)
    .where(and(inArray(events.linkId, linkIds), eq(events.kind, 'link.reconnected')))
  return new Map(
    rows.flatMap(({ linkId, facts }) => {
      const changes = StoredFacts.parse(facts)['changes']
      return linkId !== null && typeof changes === 'string' ? [[linkId, changes] as const] : []
    }),
  )
}
