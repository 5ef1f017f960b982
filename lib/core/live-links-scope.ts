import { z } from 'zod'

import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

/** Whose live links: one customer's, one integration's, or those that one staff member made. */
export const LiveLinksScope = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('customer'), value: TypedText.min(1).max(255) }),
  z.strictObject({ by: z.literal('integration'), value: IntegrationKey }),
  z.strictObject({ by: z.literal('staff'), value: TypedText.min(1).max(64) }),
])
export type LiveLinksScope = z.infer<typeof LiveLinksScope>
