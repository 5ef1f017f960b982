import 'server-only'
import { kindsOf, type AuditFilter } from '@/lib/audit/filter'
import { dayStart, nextDay } from '@/lib/core/time'
import type { EventFilter } from '@/lib/db/event-ids'

/** A filter as the database takes it: days become instants, a group becomes its kinds. */
export const toEventFilter = ({ kind, staff, link, from, to, zone }: AuditFilter): EventFilter => ({
  kinds: kindsOf(kind),
  actorId: staff,
  linkId: link,
  from: from === null ? null : dayStart(from, zone ?? 'UTC'),
  to: to === null ? null : dayStart(nextDay(to), zone ?? 'UTC'),
})
