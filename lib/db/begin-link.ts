import 'server-only'
import { and, eq } from 'drizzle-orm'
import { ulid } from 'ulid'

import type { ConfigDefaults } from '@/lib/core/advanced'
import type { Customer } from '@/lib/core/customer'
import type { Integration } from '@/lib/core/integration'
import type { Language } from '@/lib/core/language'
import type { OwnTags } from '@/lib/core/tags'

import { findLink } from './find-link'
import { toLink, type Link } from './link-row'
import type { Db } from './open'
import { linkIntegrations, links } from './schema'

export type NewLink = {
  maker: { id: string; name: string }
  intentKey: string
  inputHash: string
  customer: Customer
  ownTags: OwnTags
  language: Language | null
  configDefaults: ConfigDefaults
  integrations: Integration[]
  createdAt: Date
  renewsId: string | null
}

/**
 * Writes the intent as a link in `creating`, once per maker and key. `fresh` is false when the key was used before:
 * then the link is the earlier one, in whatever state it is.
 */
export const beginLink = async (db: Db, wish: NewLink): Promise<{ fresh: boolean; link: Link }> => {
  const id = `lnk_${ulid(wish.createdAt.getTime())}`
  const written = await db.transaction(async (tx) => {
    const [link] = await tx.insert(links).values(toRow(id, wish)).onConflictDoNothing().returning()
    if (!link) return null
    const integrations = await tx
      .insert(linkIntegrations)
      .values(
        wish.integrations.map((one, position) => ({
          linkId: id,
          position,
          integrationKey: one.key,
          displayName: one.displayName,
          provider: one.provider,
        })),
      )
      .returning()
    return { link, integrations }
  })
  if (written) return { fresh: true, link: toLink({ ...written, makerName: wish.maker.name }) }
  const link = await findLink(db, and(eq(links.makerId, wish.maker.id), eq(links.intentKey, wish.intentKey)))
  if (!link) throw new Error('The link of this intent key cannot be read.')
  return { fresh: false, link }
}

const toRow = (id: string, wish: NewLink): typeof links.$inferInsert => ({
  id,
  makerId: wish.maker.id,
  intentKey: wish.intentKey,
  inputHash: wish.inputHash,
  state: 'creating',
  customerId: wish.customer.id,
  customerEmail: wish.customer.email,
  customerName: wish.customer.displayName,
  organizationId: wish.customer.organizationId,
  organizationName: wish.customer.organizationName,
  ownTags: wish.ownTags,
  language: wish.language,
  configDefaults: wish.configDefaults,
  createdAt: wish.createdAt,
  renewsId: wish.renewsId,
})
