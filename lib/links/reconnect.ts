import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { ownTagsOf } from '@/lib/core/tags'
import type { ActorCtx } from '@/lib/ctx'
import { customerOfTags, tagLimit } from '@/lib/customers/view'
import { nameIntegrations } from '@/lib/integrations/list'
import { linkTag } from '@/lib/nango/connection'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import { issueLink, repeatLink } from './create'
import { toLiveLinkView } from './read'
import type { ReconnectLinkInput } from './schema/create'
import { findIntent, type NewLink } from './store/begin'
import { hashInput } from './store/row'
import type { LiveLinkView } from './view'

/** The part of a wish that the connection itself says. */
type OfConnection = Pick<NewLink, 'customer' | 'ownTags' | 'integrations' | 'reconnects'>

/** Looks at a connection as it is now, because a reconnect drops what is not sent again or put back. */
export async function prepareReconnect(
  ctx: ActorCtx,
  { integration, connectionId }: { integration: string; connectionId: string },
): Promise<Result<OfConnection>> {
  const read = await readConnection(ctx.nango, integration, connectionId)
  if (!read.ok) return read
  const { tags, updatedAt, webhookUrlOverride, metadata, connectionConfig } = read.value
  if (Object.keys({ ...tags, [linkTag]: '' }).length > tagLimit) return fail({ code: 'connection_tags_full' })
  return succeed({
    customer: customerOf(read.value),
    ownTags: ownTagsOf(tags),
    integrations: nameIntegrations(ctx, [integration]),
    reconnects: {
      connectionId,
      snapshot: { tags, webhookUrlOverride, metadata, connectionConfig, updatedAt: updatedAt.toISOString() },
    },
  })
}

/** A connection that was made elsewhere may name no customer: then its own id stands for one. */
const customerOf = ({ id, tags, endUser }: FullConnection): NewLink['customer'] => {
  const told = customerOfTags(tags)
  return {
    ...told,
    id: told.id ?? endUser?.id ?? id,
    email: told.email ?? endUser?.email ?? null,
    displayName: told.displayName ?? endUser?.displayName ?? null,
  }
}

/**
 * Makes one link that replaces the account behind a connection, shown to its maker. The same intent key never makes
 * two; a repeated wish is not held up by what has become of the connection since.
 */
export async function reconnectLink(
  ctx: ActorCtx,
  { intentKey, ...wish }: ReconnectLinkInput,
  patienceMs?: number,
): Promise<Result<LiveLinkView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
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
  return issueLink(
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
