import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import type { LiveLinkView } from '@/lib/core/link-view'
import type { ReconnectLinkInput } from '@/lib/core/reconnect-link-input'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findIntent } from '@/lib/db/find-intent'
import { hashInput } from '@/lib/db/link-row'

import type { ActorCtx } from './actor-ctx'
import { makeLink, repeatLink } from './make-link'
import { prepareReconnect } from './prepare-reconnect'
import { toLiveLinkView } from './to-link-view'

/**
 * Makes one link that replaces the account behind a connection, shown to its maker. The same intent key never makes
 * two; a repeated wish is not held up by what has become of the connection since.
 */
export const reconnectLink = async (
  ctx: ActorCtx,
  { intentKey, ...wish }: ReconnectLinkInput,
  patienceMs?: number,
): Promise<Result<LiveLinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const inputHash = hashInput({ reconnects: wish })
  const made = await makeOrRepeat(ctx, { intentKey, inputHash, wish }, patienceMs)
  return made.ok ? succeed(toLiveLinkView(ctx, made.value.link, made.value.secret)) : made
}

type Intent = { intentKey: string; inputHash: string; wish: Omit<ReconnectLinkInput, 'intentKey'> }

const makeOrRepeat = async (
  ctx: ActorCtx,
  { intentKey, inputHash, wish }: Intent,
  patienceMs: number | undefined,
) => {
  const earlier = await findIntent(ctx.db, ctx.actor.id, intentKey)
  if (earlier) return repeatLink(ctx, earlier, inputHash, patienceMs)
  const prepared = await prepareReconnect(ctx, wish)
  if (!prepared.ok) return prepared
  return makeLink(
    ctx,
    {
      maker: ctx.actor,
      intentKey,
      inputHash,
      language: wish.language,
      configDefaults: {},
      hosts: [],
      createdAt: ctx.now(),
      renewsId: null,
      ...prepared.value,
    },
    patienceMs,
  )
}
