import 'server-only'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canMakeLinks } from '@/lib/core/staff'
import { findLinkById } from '@/lib/db/find-link'
import { hashInput } from '@/lib/db/link-row'

import { makeLink } from './make-link'
import { revokeLink } from './revoke-link'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** Makes a twin of a link for the same customer and integrations, and revokes the old one if it still lives. */
export const renewLink = async (
  ctx: StaffCtx,
  id: string,
  intentKey: string,
): Promise<Result<LiveLinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const old = await findLinkById(ctx.db, id)
  if (!old) return fail({ code: 'not_found' })
  const { customer, ownTags, language, configDefaults, integrations } = old
  const made = await makeLink(ctx, {
    maker: ctx.actor,
    intentKey,
    inputHash: hashInput({ renews: id }),
    customer,
    ownTags,
    language,
    configDefaults,
    integrations,
    createdAt: ctx.now(),
    renewsId: id,
  })
  if (!made.ok) return made
  // A failed revocation is no reason to hide the new link: the old one shows itself as still live.
  await revokeLink(ctx, id)
  return succeed(toLiveLinkView(ctx, made.value.link, made.value.secret))
}
