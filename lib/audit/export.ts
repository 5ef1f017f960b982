import 'server-only'
import { canReadAudit } from '@/lib/core/actor'
import { filterValues, readBatches } from '@/lib/core/paging'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { shownFacts } from './events'
import { toEventFilter } from './list'
import { recordEvent } from './record'
import type { AuditFilter, EventCursor } from './schema'
import { type EventFilter, pageEvents } from './store/page'

const batchSize = 250

/** One event as a line of a file. */
export type AuditRow = {
  id: number
  at: string
  kind: string
  actorName: string | null
  actorEmail: string | null
  linkId: string | null
  facts: string
  hash: string
}

/**
 * All events of a filter, newest first, a batch at a time, for admins and viewers. The export is an event itself, written
 * before the first line leaves.
 */
export async function exportAudit(
  ctx: StaffCtx,
  filter: AuditFilter,
): Promise<Result<AsyncIterable<AuditRow[]>>> {
  if (!canReadAudit(ctx.actor)) return fail({ code: 'not_allowed' })
  await recordEvent(ctx.db, {
    at: ctx.now(),
    kind: 'audit.exported',
    actorId: ctx.actor.id,
    linkId: null,
    facts: filterValues(filter),
  })
  return succeed(readRows(ctx, toEventFilter(filter)))
}

async function* readRows(ctx: StaffCtx, filter: EventFilter): AsyncGenerator<AuditRow[]> {
  for await (const events of readBatches((cursor: EventCursor) =>
    pageEvents(ctx.db, filter, cursor, batchSize),
  ))
    yield events.map(({ at, factsJson, ...event }) => {
      const shown = shownFacts(event)
      const facts = shown === event.facts ? factsJson : JSON.stringify(shown)
      return { ...event, at: at.toISOString(), facts }
    })
}
