import { z } from 'zod'

import { LinkState } from '../link-state'

const instant = z.iso.datetime()
const text = z.string().nullable()

/** What a webhook may tell of. */
export const LinkWebhookType = z.enum(['link.connected', 'link.expired', 'link.revoked', 'link.alarmed'])
export type LinkWebhookType = z.infer<typeof LinkWebhookType>

/**
 * The body of a webhook that the desk sends when a link ends, or when a connection came through one that nobody
 * expected. Never the link or its token. The headers are those of Standard Webhooks
 * (https://www.standardwebhooks.com): `webhook-id`, `webhook-timestamp`, `webhook-signature`.
 */
export const LinkWebhook = z
  .object({
    type: LinkWebhookType,
    timestamp: instant.meta({ description: 'When it happened.' }),
    data: z.object({
      id: z.string().meta({ description: 'The link.' }),
      status: LinkState,
      customer: z.object({
        id: z.string(),
        email: text,
        displayName: text,
        organizationId: text,
        organizationName: text,
      }),
      integrations: z.array(z.object({ key: z.string(), connectionId: text })),
      makerId: z.string().meta({ description: 'Who made the link: a staff member or an API key.' }),
      reconnects: text.meta({ description: 'The connection that the link was to connect anew.' }),
      createdAt: instant,
      expiresAt: instant.nullable(),
      alarm: z
        .object({ integration: z.string(), connectionId: z.string() })
        .optional()
        .meta({ description: 'Only of link.alarmed: the connection that nobody expected.' }),
    }),
  })
  .meta({ id: 'LinkWebhook' })
export type LinkWebhook = z.infer<typeof LinkWebhook>
