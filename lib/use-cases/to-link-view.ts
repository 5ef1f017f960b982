import 'server-only'
import { canDisconnect, canEndLinks, canReveal } from '@/lib/core/actor'
import { buildConnectUrl } from '@/lib/core/connect-url'
import { isAttemptFailure } from '@/lib/core/failed-attempt'
import { endWords } from '@/lib/core/late-connection'
import { isLive } from '@/lib/core/link-state'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import type { LinkSecret } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'

import type { ActorCtx } from './actor-ctx'
import { callIntegration } from './integration-names'
import { lateFinishOf } from './late-finish'

/** A link as the actor may see it, without its secret. */
export const toLinkView = (ctx: ActorCtx, link: Link): LinkView => ({
  id: link.id,
  state: link.state,
  customer: link.customer,
  integrations: link.integrations.map(
    ({ key, displayName, provider, connectedAt, connectionId, goneAt }) => ({
      key,
      displayName: callIntegration(ctx, { key, displayName }),
      provider,
      connectedAt: toText(connectedAt),
      connectionId,
      goneAt: toText(goneAt),
    }),
  ),
  makerName: link.makerName,
  isMine: link.makerId === ctx.actor.id,
  canEnd: canEndLinks(ctx.actor),
  createdAt: link.createdAt.toISOString(),
  endsAt: toText(link.endsAt),
  connectedAt: toText(link.connectedAt),
  endedAt: toText(link.endedAt),
  isRevoking: link.state === 'active' && link.revokeAskedAt !== null,
  alarmedAt: toText(link.alarmedAt),
  alarms: link.alarms.map(({ kind, integrationKey, connectionId, at, otherLinks }) => ({
    kind,
    integrationKey,
    connectionId,
    at: at.toISOString(),
    otherLinks,
  })),
  endWords: endWords[lateFinishOf(ctx.nango, link)],
  canDisconnect: canDisconnect(ctx.actor),
  attemptFailedAt: toText(link.attemptFailedAt),
  attemptFailure: isAttemptFailure(link.attemptFailure) ? link.attemptFailure : null,
  hosts: [...new Set(link.hosts.map(({ host }) => host))],
  reconnectsId: link.reconnectsId,
  connectionGoneAt: toText(link.connectionGoneAt),
  renewsId: link.renewsId,
  renewedAs: link.renewedAs,
})

const toText = (instant: Date | null) => instant?.toISOString() ?? null

/** Milliseconds until a link ends by the desk's clock; 0 for one that has ended. */
const remainingMs = (ctx: ActorCtx, link: Link) =>
  isLive(link.state) && link.endsAt ? Math.max(0, link.endsAt.getTime() - ctx.now().getTime()) : 0

/** A link with its URL, for its maker and admins while it lives; for others without. */
export const toLiveLinkView = (ctx: ActorCtx, link: Link, secret: LinkSecret | null): LiveLinkView => {
  const isShown =
    secret !== null && isLive(link.state) && canReveal(ctx.actor, link) && remainingMs(ctx, link) > 0
  const url = isShown
    ? buildConnectUrl({ ...secret, apiUrl: ctx.nango.apiUrlInLinks, language: link.language })
    : null
  return { link: toLinkView(ctx, link), url, remainingMs: remainingMs(ctx, link) }
}
