import 'server-only'
import { EventKind, eventText, shownFacts } from '@/lib/audit/events'
import type { AuditFilter, EventCursor } from '@/lib/audit/filter'
import type { AuditLine, AuditPage } from '@/lib/audit/view'
import { actorLabel } from '@/lib/core/actor-label'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canReadAudit } from '@/lib/core/staff'
import { pageEvents, type StoredEvent } from '@/lib/db/page-events'

import { callByKey, recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toEventFilter } from './to-event-filter'

const pageSize = 50

/** One page of the audit log, for admins and viewers. A cursor that leads nowhere leads to the newest page. */
export const pageAudit = async (
  ctx: StaffCtx,
  filter: AuditFilter,
  cursor: EventCursor,
): Promise<Result<AuditPage>> => {
  if (!canReadAudit(ctx.actor)) return fail({ code: 'not_allowed' })
  await recallIntegrations(ctx)
  const wanted = toEventFilter(filter)
  const asked = await pageEvents(ctx.db, wanted, cursor, pageSize)
  const page = cursor && asked.events.length === 0 ? await pageEvents(ctx.db, wanted, null, pageSize) : asked
  return succeed({
    lines: page.events.map((event) => toLine(ctx, event)),
    newer: page.newer === null ? null : { way: 'newer', fromId: page.newer },
    older: page.older === null ? null : { way: 'older', fromId: page.older },
  })
}

const toLine = (ctx: StaffCtx, { id, at, kind, facts, linkId, ...event }: StoredEvent): AuditLine => {
  const nameOf = (key: string) => callByKey(ctx, key)
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
