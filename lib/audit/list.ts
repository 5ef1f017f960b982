import 'server-only'
import { actorLabel, canReadAudit } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { dayStart, nextDay } from '@/lib/core/time'
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
export async function pageAudit(
  ctx: StaffCtx,
  filter: AuditFilter,
  cursor: EventCursor,
  readNames: (ctx: StaffCtx) => Promise<NameOf>,
): Promise<Result<AuditPage>> {
  if (!canReadAudit(ctx.actor)) return fail({ code: 'not_allowed' })
  const nameOf = await readNames(ctx)
  const wanted = toEventFilter(filter)
  const asked = await pageEvents(ctx.db, wanted, cursor, pageSize)
  const page = cursor && asked.events.length === 0 ? await pageEvents(ctx.db, wanted, null, pageSize) : asked
  return succeed({
    lines: page.events.map((event) => toLine(event, nameOf)),
    newer: page.newer === null ? null : { way: 'newer', fromId: page.newer },
    older: page.older === null ? null : { way: 'older', fromId: page.older },
  })
}

const toLine = ({ id, at, kind, facts, linkId, ...event }: StoredEvent, nameOf: NameOf): AuditLine => {
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
    facts: Object.entries(shownFacts({ kind, facts })).map(([name, value]) => [name, String(value)]),
  }
}

/** A filter as the database takes it: days become instants, a group becomes its kinds. */
export function toEventFilter({ kind, staff, link, from, to, zone }: AuditFilter): EventFilter {
  return {
    kinds: kindsOf(kind),
    actorId: staff,
    linkId: link,
    from: from === null ? null : dayStart(from, zone ?? 'UTC'),
    to: to === null ? null : dayStart(nextDay(to), zone ?? 'UTC'),
  }
}
