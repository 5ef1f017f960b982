import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { ownTagsOf } from '@/lib/core/tags'
import type { ActorCtx } from '@/lib/ctx'
import { customerOfConnection } from '@/lib/customers/view'
import { checkFor, type WorksFor } from '@/lib/handoff/words'
import { nameIntegrations } from '@/lib/integrations/list'

import { issueLink, repeatLink } from './create'
import { takeSnapshot } from './nango'
import { toLiveLinkView } from './read'
import type { ReconnectLinkInput } from './schema/create'
import { findIntent, type NewLink } from './store/begin'
import { hashInput } from './store/row'
import type { LiveLinkView } from './view'

/** The part of a request that the connection itself says. */
type OfConnection = Pick<NewLink, 'customer' | 'ownTags' | 'integrations' | 'reconnects'>

/** What a link that reconnects is for, by its connection as it is now; fails as `takeSnapshot` does. */
export async function prepareReconnect(
  ctx: ActorCtx,
  { integration, connectionId, worksFor }: { integration: string; connectionId: string; worksFor: WorksFor },
): Promise<Result<OfConnection>> {
  const isHandoff = worksFor !== '30m'
  const taken = await takeSnapshot(ctx.nango, { integration, connectionId, isHandoff })
  if (!taken.ok) return taken
  const { connection, snapshot } = taken.value
  const customer = customerOfConnection(connection)
  return succeed({
    // A connection that was created elsewhere may name no customer: then its own id stands for one.
    customer: { ...customer, id: customer.id ?? connectionId },
    ownTags: ownTagsOf(connection.tags),
    integrations: nameIntegrations(ctx, [integration]),
    reconnects: { connectionId, snapshot },
  })
}

/**
 * Creates one link that replaces the account behind a connection, shown to its maker. The same intent key never creates
 * two; a repeated request is not held up by what has become of the connection since.
 */
export async function reconnectLink(
  ctx: ActorCtx,
  { intentKey, worksFor = '30m', check, ...of }: ReconnectLinkInput,
  patienceMs?: number,
): Promise<Result<LiveLinkView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const request = { ...of, worksFor, check }
  // As it was before there were hand-off links, so that a request may be repeated over a change of release.
  const inputHash = hashInput({ reconnects: worksFor === '30m' ? of : request })
  const issued = await issueOrRepeat(ctx, { intentKey, inputHash, request }, patienceMs)
  return issued.ok ? succeed(toLiveLinkView(ctx, issued.value.link, issued.value.secret)) : issued
}

type Request = Omit<ReconnectLinkInput, 'intentKey' | 'worksFor'> & Pick<NewLink, 'worksFor'>
type Intent = { intentKey: string; inputHash: string; request: Request }

const issueOrRepeat = async (
  ctx: ActorCtx,
  { intentKey, inputHash, request }: Intent,
  patienceMs: number | undefined,
) => {
  const earlier = await findIntent(ctx.db, ctx.actor.id, intentKey)
  if (earlier) return repeatLink(ctx, earlier, inputHash, patienceMs)
  const prepared = await prepareReconnect(ctx, request)
  if (!prepared.ok) return prepared
  return issueLink(
    ctx,
    {
      maker: ctx.actor,
      intentKey,
      inputHash,
      language: request.language,
      configDefaults: {},
      hosts: [],
      worksFor: request.worksFor,
      check: checkFor(request.worksFor, request.check, prepared.value.customer.email),
      createdAt: ctx.now(),
      renewsId: null,
      ...prepared.value,
    },
    patienceMs,
  )
}
