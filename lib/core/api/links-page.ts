import { z } from 'zod'

import { IntegrationKey } from '../integration'
import { LinkId } from '../link-id'
import { TypedText } from '../typed-text'
import { ApiLink } from './link'

const Instant = z.iso.datetime({ offset: true }).meta({ example: '2026-01-31T09:30:00Z' })

/** The query of GET /api/links. */
export const LinksQuery = z.strictObject({
  status: z
    .enum(['active', 'connected', 'expired', 'revoked', 'failed'])
    .exactOptional()
    .meta({ description: 'Only links that are like this now.' }),
  integration: IntegrationKey.min(1)
    .exactOptional()
    .meta({ description: 'Only links for this integration.', example: 'github' }),
  customer: TypedText.min(1)
    .max(255)
    .exactOptional()
    .meta({ description: 'Only links of this `endUserId`.', example: 'user_42' }),
  from: Instant.exactOptional().meta({ description: 'Only links made at this instant or later.' }),
  to: Instant.exactOptional().meta({ description: 'Only links made before this instant.' }),
  cursor: LinkId.exactOptional().meta({ description: '`nextCursor` of the page before.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ description: 'How many links a page has at most.' }),
})
export type LinksQuery = z.infer<typeof LinksQuery>

export const LinksPage = z
  .object({
    links: z.array(ApiLink).meta({ description: 'Newest first.' }),
    nextCursor: LinkId.nullable().meta({ description: 'Where the next page begins; null on the last.' }),
  })
  .meta({ id: 'LinksPage' })
export type LinksPage = z.infer<typeof LinksPage>
