import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import type { ConnectionName } from '@/lib/core/ids'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { ActorCtx, StaffCtx } from '@/lib/ctx'
import { loadIntegrationNames } from '@/lib/integrations/list'

import { toLinkView } from './read'
import type { WaitingQuestion } from './schema/lists'
import {
  type ConnectionOf,
  findConnectionOrigins,
  findWaitingLinks,
  listLinksOfConnection,
  readReconnectChanges,
} from './store/of-connection'
import type { Link } from './store/row'
import { findOpenSuspicions } from './store/suspicions'
import type { ConnectionLink, LinkRole, LinksOfConnection, WaitingLink } from './view'

/** What the desk's links have to do with each of some connections, by a few queries for all of them. Nango is not asked. */
export async function readLinksOfConnections(
  ctx: ActorCtx,
  connections: ConnectionOf[],
): Promise<(connection: ConnectionOf) => LinksOfConnection> {
  const [originOf, openOf] = await Promise.all([
    findConnectionOrigins(ctx.db, connections),
    readOpenOfConnections(ctx, connections),
  ])
  return (one) => ({ madeBy: originOf(one), ...openOf(one) })
}

/** The same without which link created each. */
export async function readOpenOfConnections(
  ctx: ActorCtx,
  connections: ConnectionOf[],
): Promise<(connection: ConnectionOf) => Omit<LinksOfConnection, 'madeBy'>> {
  const ids = connections.map(({ id }) => id)
  const [waitingFor, suspected] = await Promise.all([
    findWaitingLinks(ctx.db, connections, ctx.now()),
    findOpenSuspicions(ctx.db, ids),
  ])
  return (one) => ({
    waiting: waitingFor(one).map((link) => toWaitingLink(ctx, link)),
    isSuspected: suspected.some(
      (name) => name.connectionId === one.id && name.integrationKey === one.integrationKey,
    ),
  })
}

const mostLinks = 50

/** The links that had to do with a connection, newest first, at most 50. */
export async function listConnectionLinks(ctx: ActorCtx, of: ConnectionName): Promise<ConnectionLink[]> {
  await loadIntegrationNames(ctx)
  const links = await listLinksOfConnection(ctx.db, of, mostLinks)
  const reconnects = links.filter(({ reconnectsId }) => reconnectsId === of.connectionId)
  const changes = await readReconnectChanges(
    ctx.db,
    reconnects.map(({ id }) => id),
  )
  return links.map((link) => ({
    link: toLinkView(ctx, link),
    role: roleOf(link, of),
    changes: changes.get(link.id) ?? null,
    isSettling: link.state === 'connected' && link.hasSnapshot,
  }))
}

const roleOf = ({ reconnectsId, integrations, alarms }: Link, { connectionId }: ConnectionName): LinkRole => {
  if (reconnectsId === connectionId) return 'reconnects'
  if (integrations.some((one) => one.connectionId === connectionId)) return 'made'
  const isUnexpected = alarms.some((one) => one.connectionId === connectionId && one.kind === 'unexpected')
  const isGuess = alarms.some((one) => one.connectionId === connectionId && one.kind === 'untagged')
  return isGuess && !isUnexpected ? 'guessed' : 'unexpected'
}

/** The links that wait for a connection by now, for who may create another. Nango is not asked. */
export async function readWaiting(
  ctx: StaffCtx,
  { integration, id, customer }: WaitingQuestion,
): Promise<Result<WaitingLink[]>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const of = { id, integrationKey: integration, customerId: customer ?? null }
  const waitingFor = await findWaitingLinks(ctx.db, [of], ctx.now())
  return succeed(waitingFor(of).map((link) => toWaitingLink(ctx, link)))
}

/** A live link as it is named beside a connection. */
const toWaitingLink = (ctx: ActorCtx, link: Link): WaitingLink => ({
  id: link.id,
  isReconnect: link.reconnectsId !== null,
  integrations: link.integrations.map(({ displayName }) => displayName),
  makerName: link.makerName,
  isMine: link.makerId === ctx.actor.id,
  endsAt: (link.endsAt ?? ctx.now()).toISOString(),
})
