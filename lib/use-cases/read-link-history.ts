import 'server-only'
import { canReveal } from '@/lib/core/actor'
import type { LinkConnectionView, LinkHistoryView } from '@/lib/core/link-history-view'
import { isLive } from '@/lib/core/link-state'
import { toLinkTags } from '@/lib/core/link-tags'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import { type ConfirmedConnection, listConfirmedOf } from '@/lib/db/link-alarms'
import { listEventsOf } from '@/lib/db/link-history'
import type { Link } from '@/lib/db/link-row'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** A link with everything that happened to it, for every role; never its URL. */
export const readLinkHistory = async (ctx: StaffCtx, id: string): Promise<Result<LinkHistoryView>> => {
  await recallIntegrations(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  return succeed({
    live: toLiveLinkView(ctx, link, null),
    canReveal: isLive(link.state) && canReveal(ctx.actor, link),
    tags: tagsOf(link),
    connections: toConnections(link, await listConfirmedOf(ctx.db, id)),
    events: await listEventsOf(ctx.db, id),
  })
}

/** Where a connection named no customer its own id stands for one, and was not sent. */
const tagsOf = ({ id, customer, ownTags, reconnectsId }: Link) =>
  Object.entries(toLinkTags(id, customer, ownTags)).flatMap(([key, value]) =>
    key === 'end_user_id' && value === reconnectsId ? [] : [{ key, value }],
  )

const toConnections = (
  { integrations, alarms }: Link,
  confirmed: ConfirmedConnection[],
): LinkConnectionView[] => {
  const made = integrations.flatMap(({ key, connectionId, connectedAt }) =>
    connectionId && connectedAt
      ? [{ id: connectionId, integrationKey: key, at: connectedAt.toISOString(), alarm: null }]
      : [],
  )
  const open = alarms.map(({ connectionId, integrationKey, at, kind }) => ({
    id: connectionId,
    integrationKey,
    at: at.toISOString(),
    alarm: kind,
  }))
  const isListed = (one: ConfirmedConnection) =>
    [...made, ...open].some(
      ({ id, integrationKey }) => id === one.connectionId && integrationKey === one.integrationKey,
    )
  return [
    ...made,
    ...confirmed.flatMap(({ connectionId, integrationKey, at }) =>
      isListed({ connectionId, integrationKey, at })
        ? []
        : [{ id: connectionId, integrationKey, at: at.toISOString(), alarm: null }],
    ),
    ...open,
  ]
}
