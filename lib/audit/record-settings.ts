import 'server-only'
import { asc, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { lastSettings } from '@/lib/db/schema-tools'
import { changesOf, type SettingValue } from '@/lib/settings/values'

import { recordEvent } from './record'

/**
 * Compares the settings with those of the last start, writes an event for each that changed, and keeps them for the
 * next. Processes that start together tell of a change once; the first start of all tells nothing.
 */
export function recordSettings(db: Db, values: SettingValue[], at: Date): Promise<void> {
  return db.transaction(async (tx) => {
    // Locked until the end of the transaction: another process then compares with what this one kept.
    const rows = await tx.select().from(lastSettings).orderBy(asc(lastSettings.name)).for('update')
    const last = new Map(rows.map(({ name, value }) => [name, value]))
    await tx
      .insert(lastSettings)
      .values(values.map(({ name, value }) => ({ name, value })))
      .onConflictDoUpdate({ target: lastSettings.name, set: { value: sql`excluded.value` } })
    for (const facts of changesOf(last, values))
      await recordEvent(tx, { at, kind: 'setting.changed', actorId: null, linkId: null, facts })
  })
}
