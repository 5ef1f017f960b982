import 'server-only'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { AlarmKind } from '@/lib/core/link-alarm'

import type { Db } from './open'
import { linkAlarms } from './schema'
import { suspicionLinks, suspicions } from './schema-late'

/** An open alarm of a link. */
export type LinkAlarm = {
  linkId: string
  kind: AlarmKind
  integrationKey: string
  connectionId: string
  at: Date
  otherLinks: number
}

const isReplaced = (kind: string) => kind === 'replaced'

/** The open alarms of some links, oldest first. */
export const listAlarmsOf = async (db: Db, linkIds: string[]): Promise<LinkAlarm[]> => {
  if (linkIds.length === 0) return []
  const [unexpected, guesses] = [
    await db.select().from(linkAlarms).where(inArray(linkAlarms.linkId, linkIds)).orderBy(asc(linkAlarms.at)),
    await selectGuesses(db, linkIds),
  ]
  return [
    ...unexpected.map((one) => ({ ...one, kind: 'unexpected' as const, otherLinks: 0 })),
    ...guesses.map(({ kind, ...one }) => ({
      ...one,
      kind: isReplaced(kind) ? ('replaced' as const) : ('untagged' as const),
    })),
  ]
}

const selectGuesses = (db: Db, linkIds: string[]) =>
  db
    .select({
      linkId: suspicionLinks.linkId,
      kind: suspicions.kind,
      integrationKey: suspicions.integrationKey,
      connectionId: suspicions.connectionId,
      at: suspicions.seenAt,
      otherLinks: sql<number>`(select count(*)::int - 1 from suspicion_links other
        where other.suspicion_id = ${suspicions.id})`,
    })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(inArray(suspicionLinks.linkId, linkIds), isNull(suspicions.settledAt)))
    .orderBy(asc(suspicions.seenAt))

export type ConfirmedConnection = { integrationKey: string; connectionId: string; at: Date }

/** Connections of which somebody said that they came of a link. */
export const listConfirmedOf = async (db: Db, linkId: string): Promise<ConfirmedConnection[]> => {
  const rows = await db
    .select({
      integrationKey: suspicions.integrationKey,
      connectionId: suspicions.connectionId,
      at: suspicions.seenAt,
    })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(eq(suspicionLinks.linkId, linkId), suspicionLinks.isConfirmed))
    .orderBy(asc(suspicions.seenAt))
  return rows
}
