import 'server-only'
import { z } from 'zod'

const name = z.string().max(255)

/** A webhook of Nango as far as we read it, whatever its type; packages/types/lib/webhooks/api.ts. */
export const NangoWebhook = z.object({
  type: z.string().max(50),
  operation: z.string().max(50).optional().catch(undefined),
  success: z.boolean().optional().catch(undefined),
  connectionId: name.optional().catch(undefined),
  providerConfigKey: name.optional().catch(undefined),
  tags: z.record(z.string(), z.string()).catch({}),
  error: z
    .object({ type: z.string().max(100), description: z.string().catch('') })
    .optional()
    .catch(undefined),
})

export type NangoWebhook = z.infer<typeof NangoWebhook>

/** The type of what the desk sends itself to try the way; Nango has none of that name. */
export const testWebhookType = 'connect_desk.test'
