import { z } from 'zod'

import { IntegrationKey } from './integration'
import { LinkId } from './link-id'
import type { LinkCursor, LinksFilter } from './links-filter'
import { TypedText } from './typed-text'

export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone))

const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** A calendar day, `YYYY-MM-DD`, of a year that people mean. */
export const Day = z.iso.date().regex(/^[12]\d{3}/)

export const StaffId = z.string().regex(/^stf_[0-9A-Z]{26}$/)
/** Whoever can make links: staff and API keys. */
export const ActorId = z.string().regex(/^(stf|key)_[0-9A-Z]{26}$/)
const Status = z.enum(['active', 'connected', 'expired', 'revoked', 'renewed', 'failed', 'alarm'])

/** The filter of an address. What is missing, given twice or makes no sense counts as no filter. */
const Filter = z
  .object({
    search: TypedText.max(200).catch(''),
    status: Status.nullable().catch(null),
    integration: IntegrationKey.min(1).nullable().catch(null),
    staff: ActorId.nullable().catch(null),
    from: Day.nullable().catch(null),
    to: Day.nullable().catch(null),
    zone: TimeZone.nullable().catch(null),
  })
  .transform((filter) => (filter.from || filter.to ? filter : { ...filter, zone: null }))

const Cursors = z.object({
  before: LinkId.nullable().catch(null),
  after: LinkId.nullable().catch(null),
})

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export const readLinksQuery = (
  query: Record<string, unknown>,
): { filter: LinksFilter; cursor: LinkCursor } => {
  const { before, after } = Cursors.parse(query)
  return { filter: Filter.parse(query), cursor: toCursor(before, after) }
}

const toCursor = (before: string | null, after: string | null): LinkCursor => {
  if (before !== null) return { way: 'older', fromId: before }
  return after === null ? null : { way: 'newer', fromId: after }
}
