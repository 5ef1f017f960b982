import 'server-only'
import { and, asc, count, eq } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'

import type { Db } from './open'
import { integrationHosts } from './schema-tools'

export type ListedHost = { integrationKey: string; entry: string }

/** A list that is longer is no list that anybody reads. */
const mostEntries = 200

/** What an admin allows values of an integration to reach, or of all integrations, in order. */
export const listIntegrationHosts = (db: Db, integrationKey: string | null = null): Promise<ListedHost[]> =>
  db
    .select({ integrationKey: integrationHosts.integrationKey, entry: integrationHosts.entry })
    .from(integrationHosts)
    .where(integrationKey === null ? undefined : eq(integrationHosts.integrationKey, integrationKey))
    .orderBy(asc(integrationHosts.integrationKey), asc(integrationHosts.entry))

type Change = ListedHost & { actorId: string; at: Date }

/** Adds an entry, with its event; `full` when the list has no room. An entry that is there already is no change. */
export const addIntegrationHost = (db: Db, change: Change): Promise<'done' | 'full'> =>
  db.transaction(async (tx) => {
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

/** Takes an entry away, with its event. */
export const removeIntegrationHost = (db: Db, change: Change): Promise<void> =>
  db.transaction(async (tx) => {
    const { integrationKey, entry } = change
    const removed = await tx
      .delete(integrationHosts)
      .where(and(eq(integrationHosts.integrationKey, integrationKey), eq(integrationHosts.entry, entry)))
      .returning({ entry: integrationHosts.entry })
    if (removed.length > 0) await recordChange(tx, 'host.unlisted', change)
  })

const recordChange = (
  tx: Db,
  kind: 'host.listed' | 'host.unlisted',
  { integrationKey, entry, actorId, at }: Change,
) => recordEvent(tx, { at, kind, actorId, linkId: null, facts: { integration: integrationKey, host: entry } })
