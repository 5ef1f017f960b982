import { z } from 'zod'

import { LinkId } from '../link-id'
import type { LiveLinkView } from '../link-view'

/** The answer to a wish for a link. Whoever holds `connectLink` can connect an account for this customer. */
export const MadeLink = z
  .object({
    connectLink: z.url().meta({ description: 'Give it to this customer and to nobody else.' }),
    expiresAt: z.iso.datetime(),
    id: LinkId.meta({ description: 'Our id of the link.', example: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
  })
  .meta({ id: 'MadeLink' })
export type MadeLink = z.infer<typeof MadeLink>

/** Null for a link that has ended: then its address is gone. */
export const toMadeLink = ({ link, url }: LiveLinkView): MadeLink | null =>
  url === null || link.endsAt === null ? null : { connectLink: url, expiresAt: link.endsAt, id: link.id }
