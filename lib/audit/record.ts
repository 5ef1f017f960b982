import 'server-only'
import type { Db } from '@/lib/db/open'
import type { Places } from '@/lib/db/prepared'
import { changesOf, type SettingValue } from '@/lib/settings/values'

import { eventCatalogue, type EventFacts, type EventKind } from './events'
import { type EventRow, type EventTexts, insertEvent, replaceSettings, selectEvent } from './store/write'

export type { EventTexts }

/** An event of one of these kinds, with the facts that the catalogue asks of it. Without an actor it was the desk itself. */
export type NewEvent<Kind extends EventKind = EventKind> = Kind extends EventKind
  ? { at: Date; kind: Kind; actorId: string | null; linkId: string | null; facts: EventFacts<Kind> }
  : never

/** Writes one event, in the transaction of the change that it records. Throws on facts that its kind does not have. */
export function recordEvent(db: Db, event: NewEvent): Promise<void> {
  return insertEvent(db, toRow(event))
}

/** An event as a statement takes it that writes it with `eventIf`. Throws on facts that its kind does not have. */
export function toEventTexts(event: NewEvent): EventTexts {
  const { at, facts, ...row } = toRow(event)
  return { ...row, at: at.toISOString(), facts: JSON.stringify(facts) }
}

/** The event as a row of its table, once per row of the CTE named: nothing when nothing was changed there. */
export function eventIf(event: Places<EventTexts>, cte: string) {
  return selectEvent(event, cte)
}

const toRow = (event: NewEvent): EventRow => ({
  ...event,
  facts: eventCatalogue[event.kind].facts.parse(event.facts),
})

/**
 * Compares the settings with those of the last start, writes an event for each that changed, and keeps them for the
 * next. Processes that start together record a change once; the first start of all records nothing.
 */
export function recordSettings(db: Db, values: SettingValue[], at: Date): Promise<void> {
  return db.transaction(async (tx) => {
    for (const facts of changesOf(await replaceSettings(tx, values), values))
      await recordEvent(tx, { at, kind: 'setting.changed', actorId: null, linkId: null, facts })
  })
}
