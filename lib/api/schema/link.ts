import { z } from 'zod'

import { LinkId } from '@/lib/core/ids'
import { StoredCustomer } from '@/lib/customers/schema'
import { CheckKind, WorksFor } from '@/lib/handoff/schema'
import { LinkState } from '@/lib/links/schema/lists'
import type { LinkView, LiveLinkView } from '@/lib/links/view'

const Instant = z.iso.datetime()

/** How a link is; never its address. */
export const ApiLink = z
  .object({
    id: LinkId.meta({ example: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
    status: LinkState.meta({
      description:
        '`active` waits for the customer. `connected` may follow on `expired` and `revoked`: who began in time may finish late.',
    }),
    customer: StoredCustomer.extend({ id: z.string().meta({ description: 'The `endUserId`.' }) }),
    integrations: z.array(
      z.object({
        key: z.string().meta({ description: 'Id of the integration at Nango.' }),
        connectionId: z
          .string()
          .nullable()
          .meta({ description: 'Nango’s id of the connection, once there is one.' }),
        connectedAt: Instant.nullable(),
        confirmed: z.boolean().nullable().meta({
          description:
            'Of a hand-off link: whether the page of somebody who passed its check said that the connection was made there, or a person said so. Null for other links.',
        }),
      }),
    ),
    worksFor: WorksFor.meta({ description: 'How long it works from its making.' }),
    check: CheckKind.meta({ description: 'What the customer of a hand-off link is asked for.' }),
    reconnects: z
      .string()
      .nullable()
      .meta({ description: 'The connection whose account a reconnect link replaces.' }),
    renews: LinkId.nullable().meta({ description: 'The link whose place this one took.' }),
    renewedAs: LinkId.nullable().meta({
      description:
        'The newest link that took this one’s place; this one is `revoked` then, unless it ended before.',
    }),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    connectedAt: Instant.nullable(),
    endedAt: Instant.nullable().meta({
      description: 'When it ended, in whatever way.',
    }),
    alarmedAt: Instant.nullable().meta({
      description:
        'When a connection came through this link that nobody expected, or what may have come of it after its end; null again when that is settled.',
    }),
  })
  .meta({ id: 'Link' })
export type ApiLink = z.infer<typeof ApiLink>

export function toApiLink(link: LinkView): ApiLink {
  return {
    id: link.id,
    status: link.state,
    customer: link.customer,
    integrations: link.integrations.map(({ key, connectionId, connectedAt, isConfirmed }) => ({
      key,
      connectionId,
      connectedAt,
      confirmed: isConfirmed,
    })),
    worksFor: link.handoff?.worksFor ?? '30m',
    check: link.handoff?.check ?? 'none',
    reconnects: link.reconnectsId,
    renews: link.renewsId,
    renewedAs: link.renewedAs,
    createdAt: link.createdAt,
    expiresAt: link.endsAt,
    connectedAt: link.connectedAt,
    endedAt: link.endedAt,
    alarmedAt: link.alarmedAt,
  }
}

export const LinksPage = z
  .object({
    links: z.array(ApiLink).meta({ description: 'Newest first.' }),
    nextCursor: LinkId.nullable().meta({ description: 'Where the next page begins; null on the last.' }),
  })
  .meta({ id: 'LinksPage' })
export type LinksPage = z.infer<typeof LinksPage>

/** The answer to a request for a link. Whoever holds `connectLink` can connect an account for this customer. */
export const CreatedLink = z
  .object({
    connectLink: z.url().meta({ description: 'Give it to this customer and to nobody else.' }),
    expiresAt: z.iso.datetime(),
    id: LinkId.meta({ description: 'Our id of the link.', example: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
    words: z.string().exactOptional().meta({
      description:
        'Of a hand-off link with the check `words`: the two words that its customer is asked for. Read them out to this customer; no other answer has them.',
      example: 'amber kettle',
    }),
  })
  .meta({ id: 'MadeLink' })
export type CreatedLink = z.infer<typeof CreatedLink>

/** Null for a link that has ended: then its address is gone. */
export function toCreatedLink({ link, url }: LiveLinkView): CreatedLink | null {
  const words = link.handoff?.words
  return url === null || link.endsAt === null
    ? null
    : { connectLink: url, expiresAt: link.endsAt, id: link.id, ...(words && { words }) }
}
