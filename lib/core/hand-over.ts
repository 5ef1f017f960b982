import { z } from 'zod'

/** How a person passed a link on, or looked at it. */
export const HandOver = z.enum(['copied', 'revealed', 'full_screen', 'download', 'shared'])
export type HandOver = z.infer<typeof HandOver>
