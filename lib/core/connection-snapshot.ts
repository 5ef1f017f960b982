import { z } from 'zod'

/** A connection before a reconnect: what Nango drops is put back from it, and what changed is told by it. */
export const ConnectionSnapshot = z.object({
  tags: z.record(z.string(), z.string()),
  webhookUrlOverride: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  connectionConfig: z.record(z.string(), z.unknown()),
  /** On Nango's clock. */
  updatedAt: z.iso.datetime(),
})
export type ConnectionSnapshot = z.infer<typeof ConnectionSnapshot>
