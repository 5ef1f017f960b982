import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import { toConfigDefaults } from '@/lib/core/advanced'
import type { CreateLinkInput } from '@/lib/core/create-link-input'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findIntent } from '@/lib/db/find-intent'
import { hashInput } from '@/lib/db/link-row'

import type { ActorCtx } from './actor-ctx'
import { checkConfig } from './check-config'
import { nameIntegrations } from './list-integrations'
import { makeLink, repeatLink } from './make-link'
import { refuseMisfits } from './refuse-misfits'
import { toLiveLinkView } from './to-link-view'

/** Makes one link for a customer, shown to its maker. The same intent key never makes two. */
export const createLink = async (
  ctx: ActorCtx,
  input: CreateLinkInput,
  patienceMs?: number,
): Promise<Result<LiveLinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const fitting = await refuseMisfits(ctx, input.advanced)
  if (!fitting.ok) return fitting
  const { intentKey, confirmedHosts, ...wish } = input
  const configDefaults = toConfigDefaults(input.advanced)
  const integrations = nameIntegrations(ctx, input.integrations)
  const hosts = await checkConfig(ctx, { configDefaults, confirmedHosts })
  if (!hosts.ok) {
    // What was made already is shown, whatever has become of a list or of Nango since.
    const earlier = await findIntent(ctx.db, ctx.actor.id, intentKey)
    if (!earlier) return hosts
    return show(ctx, await repeatLink(ctx, earlier, hashInput(wish), patienceMs))
  }
  const made = await makeLink(
    ctx,
    {
      maker: ctx.actor,
      intentKey,
      inputHash: hashInput(wish),
      customer: input.customer,
      ownTags: input.tags,
      language: input.language,
      configDefaults,
      hosts: hosts.value,
      integrations,
      createdAt: ctx.now(),
      renewsId: null,
      reconnects: null,
    },
    patienceMs,
  )
  return show(ctx, made)
}

const show = (ctx: ActorCtx, made: Awaited<ReturnType<typeof makeLink>>): Result<LiveLinkView> =>
  made.ok ? succeed(toLiveLinkView(ctx, made.value.link, made.value.secret)) : made
