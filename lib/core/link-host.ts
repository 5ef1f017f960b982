import { z } from 'zod'

/** Where the customer's credentials for an integration go, because a value was set beforehand. */
export const LinkHost = z.object({ integration: z.string(), host: z.string() })
export type LinkHost = z.infer<typeof LinkHost>
