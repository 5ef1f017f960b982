import { z } from 'zod'

import { StoredCustomer } from '@/lib/customers/schema'

import { LinkId } from '../link-id'
import { LinkState } from '../link-state'
import type { LinkView } from '../link-view'

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
      }),
    ),
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

export const toApiLink = (link: LinkView): ApiLink => ({
  id: link.id,
  status: link.state,
  customer: link.customer,
  integrations: link.integrations.map(({ key, connectionId, connectedAt }) => ({
    key,
    connectionId,
    connectedAt,
  })),
  reconnects: link.reconnectsId,
  renews: link.renewsId,
  renewedAs: link.renewedAs,
  createdAt: link.createdAt,
  expiresAt: link.endsAt,
  connectedAt: link.connectedAt,
  endedAt: link.endedAt,
  alarmedAt: link.alarmedAt,
})
