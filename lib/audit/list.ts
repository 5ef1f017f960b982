import 'server-only'
import { actorLabel, canReadAudit } from '@/lib/core/actor'
import { readPage, toInstants } from '@/lib/core/paging'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { EventKind, eventText, shownFacts } from './events'
import type { NameOf } from './events/entry'
import { type AuditFilter, type EventCursor, kindsOf } from './schema'
import { type EventFilter, pageEvents, type StoredEvent } from './store/page'
import type { AuditLine, AuditPage } from './view'

const pageSize = 50

/**
 * One page of the audit log, for admins and viewers; `readNames` says what integrations are called. A cursor that leads
 * nowhere leads to the newest page.
 */
export async function listAudit(
  ctx: StaffCtx,
  filter: AuditFilter,
  cursor: EventCursor,
  readNames: (ctx: StaffCtx) => Promise<NameOf>,
): Promise<Result<AuditPage>> {
  if (!canReadAudit(ctx.actor)) return fail({ code: 'not_allowed' })
  const nameOf = await readNames(ctx)
  const wanted = toEventFilter(filter)
  const { rows, ...neighbours } = await readPage((at) => pageEvents(ctx.db, wanted, at, pageSize), cursor)
  return succeed({ lines: rows.map((event) => toLine(event, nameOf)), ...neighbours })
}

const toLine = (
  { id, at, kind, facts, linkId, customer, ...event }: StoredEvent,
  nameOf: NameOf,
): AuditLine => {
  const known = EventKind.safeParse(kind).data
  const refused = kind === 'staff.refused' ? facts['email'] : null
  return {
    id,
    at: at.toISOString(),
    text: known ? eventText({ kind: known, facts }, nameOf) : kind,
    kind,
    who: refused ? String(refused) : actorLabel(event.actorName, event.actorEmail),
    isDesk: event.actorName === null && !refused,
    email: event.actorEmail,
    linkId,
    customer,
    facts: Object.entries(shownFacts({ kind, facts })).map(([name, value]) => [name, String(value)]),
  }
}

/** A filter as the database takes it: days become instants, a group becomes its kinds. */
export function toEventFilter({ kind, staff, link, ...filter }: AuditFilter): EventFilter {
  return {
    kinds: kindsOf(kind),
    actorId: staff,
    linkId: link,
    ...toInstants(filter),
  }
}
