import 'server-only'
import { findLateLinks } from '@/lib/db/late-links'
import { settleSuspicions } from '@/lib/db/settle-suspicions'
import { findOpenSuspicions, recordSuspicion, withoutSuspected } from '@/lib/db/suspicions'
import { mayOutliveSession } from '@/lib/nango/auth-mode'
import type { Connection } from '@/lib/nango/connection'
import { forgetConnections } from '@/lib/nango/list-connections'
import { loadAuthModes } from '@/lib/nango/load-auth-modes'

import type { DeskCtx } from './desk-ctx'

/** More links than this one connection cannot be told to have come of. */
const mostLinks = 20

/**
 * Looks for connections that may have come of a link after its end: Nango finishes an OAuth flow whose connect session
 * was deleted, and the connection then bears no tags and no customer (recorded: `story-session-deleted-before-callback`).
 * Each raises an alarm once on the links that it may have come of. One that got tags meanwhile is settled. Returns how
 * many were new.
 */
export const suspectConnections = async (ctx: DeskCtx, connections: Connection[]): Promise<number> => {
  await settleTagged(ctx, connections)
  if (!ctx.nango.warnsOfLate) return 0
  const bare = connections.filter(isBare).map((one) => ({ ...one, connectionId: one.id }))
  let count = 0
  for (const connection of await withoutSuspected(ctx.db, bare))
    if (await suspect(ctx, connection)) count += 1
  if (count > 0) forgetConnections(ctx.nango)
  return count
}

/** Whatever a product makes by itself says whose it is. */
const isBare = ({ tags, endUser }: Connection) => Object.keys(tags).length === 0 && endUser === null

const suspect = async (ctx: DeskCtx, connection: Connection & { connectionId: string }) => {
  const { integrationKey, connectionId, row, provider } = connection
  const linkIds = await findPossibleLinks(ctx, connection)
  if (linkIds.length === 0) return false
  await loadAuthModes(ctx.nango)
  if (!mayOutliveSession(ctx.nango, provider)) return false
  const suspicion = { kind: 'untagged' as const, integrationKey, connectionId, occurrence: String(row) }
  return recordSuspicion(ctx.db, suspicion, linkIds, ctx.now())
}

/** One that was removed while its reconnect was under way is made anew under the same id (`story-reconnect-deleted-meanwhile`). */
const findPossibleLinks = async (ctx: DeskCtx, { id, integrationKey, createdAt }: Connection) => {
  const at = ctx.now()
  const [anew, fresh] = await Promise.all([
    findLateLinks(ctx.db, { integrationKey, reconnectsId: id, at }),
    findLateLinks(ctx.db, { integrationKey, reconnectsId: null, at }),
  ])
  const madeMs = createdAt.getTime()
  const [anewIds, freshIds] = [anew, fresh].map((links) =>
    links.filter(({ fromMs, toMs }) => fromMs <= madeMs && madeMs <= toMs).map((link) => link.id),
  )
  return (anewIds?.length ? anewIds : (freshIds ?? [])).slice(0, mostLinks)
}

const byItself = { how: 'tagged', actorId: null, linkId: null } as const

const settleTagged = async (ctx: DeskCtx, connections: Connection[]) => {
  const tagged = connections.filter((one) => !isBare(one))
  const open = await findOpenSuspicions(
    ctx.db,
    tagged.map(({ id }) => id),
    'untagged',
  )
  for (const name of open)
    if (tagged.some((one) => one.id === name.connectionId && one.integrationKey === name.integrationKey))
      await settleSuspicions(ctx.db, { ...name, kind: 'untagged', ...byItself, at: ctx.now() })
}
