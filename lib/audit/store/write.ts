import 'server-only'
import { asc, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import type { Places } from '@/lib/db/prepared'
import { events } from '@/lib/db/schema'
import { lastSettings } from '@/lib/db/schema-tools'
import type { SettingValue } from '@/lib/settings/values'

export type EventRow = {
  at: Date
  kind: string
  actorId: string | null
  linkId: string | null
  facts: Record<string, unknown>
}

/** The same as the database reads it, under names that no other value of a statement has. */
export type EventTexts = { [Name in keyof EventRow]: string | null }

export async function insertEvent(db: Db, row: EventRow): Promise<void> {
  await db.insert(events).values(row)
}

/** The event as a row of its table, once per row of the CTE named: nothing when nothing was changed there. */
export function selectEvent({ at, kind, actorId, linkId, facts }: Places<EventTexts>, cte: string) {
  return sql`
  select 0::bigint, ${at}::timestamptz, ${kind}, ${actorId}::text, ${linkId}::text, ${facts}::jsonb, ''::bytea
  from ${sql.identifier(cte)}`
}

/** Keeps the settings and returns the last ones by name. Locked until the end of the transaction. */
export async function replaceSettings(tx: Db, values: SettingValue[]): Promise<Map<string, string>> {
  const rows = await tx.select().from(lastSettings).orderBy(asc(lastSettings.name)).for('update')
  await tx
    .insert(lastSettings)
    .values(values.map(({ name, value }) => ({ name, value })))
    .onConflictDoUpdate({ target: lastSettings.name, set: { value: sql`excluded.value` } })
  return new Map(rows.map(({ name, value }) => [name, value]))
}
