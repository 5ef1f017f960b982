import { z } from 'zod'

import { ActorId, ConnectionId, LinkId, IntegrationKey } from '@/lib/core/ids'
import { type Cursor, daySpan, readListQuery, withoutIdleZone } from '@/lib/core/paging'
import { IdText, TypedText } from '@/lib/core/text'

import { linkStates, renewedWord, stateWords } from '../words'

export const LinkState = z.enum(linkStates)
export type LinkState = z.infer<typeof LinkState>

/**
 * What a list of links may be narrowed to: one state, or those with an alarm. `revoked` and `renewed` differ as
 * they differ in the rows.
 */
const LinkStatus = z.enum([...LinkState.exclude(['creating']).options, 'renewed', 'alarm'])
export type LinkStatus = z.infer<typeof LinkStatus>

export const linkStatusWords: Record<LinkStatus, string> = {
  active: stateWords.active,
  connected: stateWords.connected,
  expired: stateWords.expired,
  revoked: stateWords.revoked,
  renewed: renewedWord,
  failed: stateWords.failed,
  alarm: 'With an alarm',
}

export type LinkCursor = Cursor<string>
/**
 * Which links a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; empty text and null mean all. What an
 * address lacks, gives twice or that makes no sense counts as no filter.
 */
const LinksFilter = z
  .object({
    search: IdText.max(200).catch(''),
    status: LinkStatus.nullable().catch(null),
    integration: IntegrationKey.min(1).nullable().catch(null),
    staff: ActorId.nullable().catch(null),
    ...daySpan,
  })
  .transform(withoutIdleZone)
export type LinksFilter = z.infer<typeof LinksFilter>

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export function readLinksQuery(query: Record<string, unknown>): { filter: LinksFilter; cursor: LinkCursor } {
  return readListQuery(query, LinksFilter, LinkId)
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
  // As Nango has it.
  customer: TypedText.min(1).max(255).exactOptional(),
})
export type WaitingQuestion = z.infer<typeof WaitingQuestion>

/** How a person passed a link on, or read it. */
export const HandOver = z.enum([
  'copied',
  'revealed',
  'full_screen',
  'download',
  'shared',
  'message',
  'print',
])
export type HandOver = z.infer<typeof HandOver>

/** An instant of a list's span. */
const PageInstant = z.iso.datetime({ offset: true }).meta({ example: '2026-01-31T09:30:00Z' })

/** The query of GET /api/links. */
export const LinksQuery = z.strictObject({
  status: LinkState.exclude(['creating'])
    .exactOptional()
    .meta({ description: 'Only links that are like this now.' }),
  integration: IntegrationKey.min(1)
    .exactOptional()
    .meta({ description: 'Only links for this integration.', example: 'github' }),
  customer: TypedText.min(1)
    .max(255)
    .exactOptional()
    .meta({ description: 'Only links of this `endUserId`.', example: 'user_42' }),
  from: PageInstant.exactOptional().meta({ description: 'Only links made at this instant or later.' }),
  to: PageInstant.exactOptional().meta({ description: 'Only links made before this instant.' }),
  cursor: LinkId.exactOptional().meta({ description: '`nextCursor` of the page before.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ description: 'How many links a page has at most.' }),
})

export type LinksQuery = z.infer<typeof LinksQuery>
