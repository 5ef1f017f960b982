import { z } from 'zod'

import { ConnectionId, LinkId } from '@/lib/core/ids'
import { TypedText } from '@/lib/core/text'
import { Customer } from '@/lib/customers/schema'
import { IntegrationKey } from '@/lib/integrations/view'

import { type LinkState, renewedWord, stateWords } from '../words'

/**
 * What a list of links may be narrowed to: one state, or those with an alarm. `revoked` and `renewed` differ as
 * they differ in the rows.
 */
export type LinkStatus = Exclude<LinkState, 'creating'> | 'renewed' | 'alarm'

export const linkStatusWords: Record<LinkStatus, string> = {
  active: stateWords.active,
  connected: stateWords.connected,
  expired: stateWords.expired,
  revoked: stateWords.revoked,
  renewed: renewedWord,
  failed: stateWords.failed,
  alarm: 'With an alarm',
}

/** Which links a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; empty text and null mean all. */
export type LinksFilter = {
  search: string
  status: LinkStatus | null
  integration: string | null
  staff: string | null
  from: string | null
  to: string | null
  zone: string | null
}

export const noLinksFilter: LinksFilter = {
  search: '',
  status: null,
  integration: null,
  staff: null,
  from: null,
  to: null,
  zone: null,
}

/** Where a page begins: right below a link (`older`) or right above it (`newer`); null is the newest page. */
export type LinkCursor = { way: 'older' | 'newer'; fromId: string } | null

/** The query of an address that shows a filter from a cursor on. */
export function toLinksAddress(filter: LinksFilter, cursor: LinkCursor = null) {
  return {
    ...filter,
    before: cursor?.way === 'older' ? cursor.fromId : null,
    after: cursor?.way === 'newer' ? cursor.fromId : null,
  }
}

/** The part of a filter that is in use, by the names of the fields. */
export function filterValues<Name extends string>(filter: Record<Name, string | null>) {
  const used: { [N in Name]?: string } = {}
  for (const name in filter) if (filter[name]) used[name] = filter[name]
  return used
}

/** Whether a search looks through everything: it takes three letters or digits in a row. A shorter one finds whole customer IDs. */
export function isWideSearch(search: string) {
  return /[\p{L}\p{N}]{3}/u.test(search)
}

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
/** Whoever can create links: staff and API keys. */
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
export function readLinksQuery(query: Record<string, unknown>): { filter: LinksFilter; cursor: LinkCursor } {
  const { before, after } = Cursors.parse(query)
  return { filter: Filter.parse(query), cursor: toCursor(before, after) }
}

const toCursor = (before: string | null, after: string | null): LinkCursor => {
  if (before !== null) return { way: 'older', fromId: before }
  return after === null ? null : { way: 'newer', fromId: after }
}

/** Whose live links: one customer's, one integration's, or those that one staff member created. */
export const LiveLinksScope = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('customer'), value: TypedText.min(1).max(255) }),
  z.strictObject({ by: z.literal('integration'), value: IntegrationKey }),
  z.strictObject({ by: z.literal('staff'), value: TypedText.min(1).max(64) }),
])
export type LiveLinksScope = z.infer<typeof LiveLinksScope>

/** Which connection's links are asked for, and its customer where it names one. */
export const WaitingQuestion = z.strictObject({
  integration: IntegrationKey.min(1),
  id: ConnectionId,
  customer: Customer.shape.id.exactOptional(),
})
export type WaitingQuestion = z.infer<typeof WaitingQuestion>

/** How a person passed a link on, or read it. */
export const HandOver = z.enum(['copied', 'revealed', 'full_screen', 'download', 'shared'])
export type HandOver = z.infer<typeof HandOver>

/** What a person says of a connection that may have come of a link: it did, or it is none of the desk's. */
export const SettleAlarmInput = z.strictObject({
  linkId: LinkId,
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  verdict: z.enum(['tag', 'leave']),
})
export type SettleAlarmInput = z.infer<typeof SettleAlarmInput>
