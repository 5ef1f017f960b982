import { z } from 'zod'

import { isStorable } from './text'

/** Our id of a link: `lnk_` and a ULID. */
export const LinkId = z.string().regex(/^lnk_[0-9A-HJKMNP-TV-Z]{26}$/)

/** Nango's own id of a connection: any text (packages/server/lib/helpers/validation.ts allows 255 characters). */
export const ConnectionId = z
  .string()
  .min(1)
  .max(255)
  .refine(isStorable, 'This text contains a character that no connection id has.')

export const StaffId = z.string().regex(/^stf_[0-9A-Z]{26}$/)
/** Whoever can create links: staff and API keys. */
export const ActorId = z.string().regex(/^(stf|key)_[0-9A-Z]{26}$/)
export const WebhookId = z.string().regex(/^msg_[0-9A-HJKMNP-TV-Z]{26}$/)

/** Nango's rule for an integration's unique key: packages/server/lib/helpers/validation.ts. */
export const IntegrationKey = z
  .string()
  .max(255)
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, 'This is not an integration key.')
  .refine((key) => key !== '__proto__', 'This is not an integration key.')

/** What Nango calls a connection: its integration's key, and an id that is its own within that integration. */
export const ConnectionName = z.object({ integrationKey: IntegrationKey.min(1), connectionId: ConnectionId })

export type ConnectionName = z.infer<typeof ConnectionName>
