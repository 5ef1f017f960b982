import { z } from 'zod'

/** Our id of a link: `lnk_` and a ULID. */
export const LinkId = z.string().regex(/^lnk_[0-9A-HJKMNP-TV-Z]{26}$/)
