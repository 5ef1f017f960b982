import { z } from 'zod'

/** Nango's own id of a connection: any text (packages/server/lib/helpers/validation.ts allows 255 characters). */
export const ConnectionId = z.string().min(1).max(255)
