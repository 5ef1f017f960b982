import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import type { LinkState } from '@/lib/core/link-state'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { recordEvent } from '@/lib/db/events'
import { findLinkById, findLiveTwin, readLinkSecret } from '@/lib/db/find-link'
import { hashInput } from '@/lib/db/link-row'

import { makeLink } from './make-link'
import { revokeLink } from './revoke-link'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

const renewable: readonly LinkState[] = ['active', 'expired', 'revoked']

/**
 * Makes a twin of a link for the same customer and integrations, and revokes the old one if it still lives. A link that
 * has a live twin already, from another tab or person, answers with that one.
 */
export const renewLink = async (
  ctx: StaffCtx,
  id: string,
  intentKey: string,
): Promise<Result<LiveLinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const old = await findLinkById(ctx.db, id)
  if (!old) return fail({ code: 'not_found' })
  if (!renewable.includes(old.state)) return fail({ code: 'link_not_renewable' })
  const twin = await findLiveTwin(ctx.db, id)
  if (twin) return succeed(toLiveLinkView(ctx, twin, await readLinkSecret(ctx.db, twin.id)))
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
    reconnects: null,
  })
  if (!made.ok) return made
  // A failed revocation is no reason to hide the new link: the old one shows itself as still live.
  await revokeLink(ctx, id).catch(() => null)
  const facts = { renewedAs: made.value.link.id }
  await recordEvent(ctx.db, { at: ctx.now(), kind: 'link.renewed', actorId: ctx.actor.id, linkId: id, facts })
  return succeed(toLiveLinkView(ctx, made.value.link, made.value.secret))
}
