import { z } from 'zod'

import { isKeepable } from './typed-text'

/** Nango's own id of a connection: any text (packages/server/lib/helpers/validation.ts allows 255 characters). */
export const ConnectionId = z
  .string()
  .min(1)
  .max(255)
  .refine(isKeepable, 'This text contains a character that no connection id has.')
