import { z } from 'zod'

import { StoredCustomer } from '@/lib/customers/schema'
import { LinkState } from '@/lib/links/schema/lists'

const instant = z.iso.datetime()
const text = z.string().nullable()

/** What a webhook may report. */
export const LinkWebhookType = z.enum([
  'link.connected',
  'link.expired',
  'link.revoked',
  'link.alarmed',
  // Of hand-off links alone.
  'link.confirmed',
  'link.doubted',
  'link.reported',
])
export type LinkWebhookType = z.infer<typeof LinkWebhookType>

export const AlarmReason = z.enum(['unexpected', 'untagged', 'replaced'])

/**
 * The body of a webhook that the desk sends when a link ends, when a connection came through one that nobody
 * expected, when it is known, or in doubt, that the customer of a hand-off link made its connection, or when somebody did not
 * expect that link. Never the link or its token. The headers are those of Standard Webhooks (https://www.standardwebhooks.com): `webhook-id`, `webhook-timestamp`, `webhook-signature`.
 */
export const LinkWebhook = z
  .object({
    type: LinkWebhookType,
    timestamp: instant.meta({ description: 'When it happened.' }),
    data: z.object({
      id: z.string().meta({ description: 'The link.' }),
      status: LinkState,
      customer: StoredCustomer,
      integrations: z.array(
        z.object({
          key: z.string(),
          connectionId: text,
          confirmed: z.boolean().nullable().meta({
            description:
              'Of a hand-off link: whether the page of somebody who passed its check said that the connection was made there. Null for other links.',
          }),
        }),
      ),
      makerId: z.string().meta({ description: 'Who made the link: a staff member or an API key.' }),
      reconnects: text.meta({ description: 'The connection that the link was to connect anew.' }),
      createdAt: instant,
      expiresAt: instant.nullable(),
      alarm: z
        .object({
          integration: z.string(),
          connectionId: z.string(),
          reason: AlarmReason.meta({
            description:
              '`unexpected`: a connection with the link’s tag is one too many. `untagged`: a connection without tags appeared after the link’s end. `replaced`: the account of the connection was replaced after the link’s end.',
          }),
          isGuess: z.boolean().meta({
            description: 'Whether it only may have come of this link; the same may be told of other links.',
          }),
        })
        .optional()
        .meta({ description: 'Only of link.alarmed: the connection that nobody expected.' }),
      integration: z
        .string()
        .optional()
        .meta({ description: 'Only of link.confirmed and link.doubted: whose connection it is about.' }),
    }),
  })
  .meta({ id: 'LinkWebhook' })
export type LinkWebhook = z.infer<typeof LinkWebhook>
