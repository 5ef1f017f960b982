import 'server-only'
import { linkTag } from '@/lib/core/customer-fields'
import { LinkId, type ConnectionName } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { loadAuthModes, mayOutliveSession } from '@/lib/nango/auth-modes'
import type { Connection } from '@/lib/nango/connection'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'
import type { NangoWebhook } from '@/lib/nango/webhook'
import type { WebhookOutcome } from '@/lib/webhooks/words'

import { settleSuspicions } from './store/alarms'
import { findLateLinks, type LateLink } from './store/late'
import { findOpenSuspicions, listOccurrences, recordSuspicion, withoutSuspected } from './store/suspicions'

/** More links than this one connection cannot be said to have come of. */
const mostLinks = 20

/**
 * Finds connections that may have come of a link after its end: Nango finishes an OAuth flow whose connect session
 * was deleted, and the connection then bears no tags and no customer (recorded: `story-session-deleted-before-callback`).
 * Each raises an alarm once on the links that it may have come of. One that got tags meanwhile is settled. Returns how
 * many were new.
 */
export async function suspectConnections(ctx: DeskCtx, connections: Connection[]): Promise<number> {
  await settleTagged(ctx, connections)
  if (!ctx.nango.warnsOfLate) return 0
  const bare = connections.filter(isBare).map((one) => ({ ...one, connectionId: one.id }))
  let count = 0
  for (const connection of await withoutSuspected(ctx.db, bare))
    if (await suspect(ctx, connection)) count += 1
  if (count > 0) forgetConnections(ctx.nango)
  return count
}

/** Whatever a product creates by itself says whose it is. */
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

/** One that was removed while its reconnect was under way is created anew under the same id (`story-reconnect-deleted-meanwhile`). */
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

/**
 * Checks whether what a webhook reports may have come of a link after its end: a new connection without tags, or an
 * account that was replaced. Nango is asked only where there is such a link, and its answer counts. Null when it is
 * nothing of the kind.
 */
export async function suspectWebhook(ctx: DeskCtx, webhook: NangoWebhook): Promise<WebhookOutcome | null> {
  const { connectionId, providerConfigKey: integrationKey, operation, tags } = webhook
  if (!ctx.nango.warnsOfLate || !connectionId || !integrationKey) return null
  const name = { integrationKey, connectionId }
  if (operation === 'override') return suspectReplacement(ctx, name)
  return operation === 'creation' && Object.keys(tags).length === 0 ? suspectNew(ctx, name) : null
}

const suspectNew = async (ctx: DeskCtx, name: ConnectionName): Promise<WebhookOutcome | null> => {
  const { integrationKey, connectionId } = name
  const at = ctx.now()
  const of = [null, connectionId].map((reconnectsId) =>
    findLateLinks(ctx.db, { integrationKey, reconnectsId, at }),
  )
  if ((await Promise.all(of)).flat().length === 0) return null
  if ((await listOccurrences(ctx.db, 'untagged', name)).length > 0) return 'known'
  const read = await readConnection(ctx.nango, integrationKey, connectionId)
  if (!read.ok) return read.failure.code === 'connection_gone' ? 'unconfirmed' : 'failed'
  return (await suspectConnections(ctx, [read.value])) > 0 ? 'applied' : null
}

/**
 * A reconnect whose link has ended leaves the connection without that link's tag (recorded:
 * `story-reconnect-session-deleted-before-callback`).
 */
const suspectReplacement = async (ctx: DeskCtx, name: ConnectionName): Promise<WebhookOutcome | null> => {
  const late = await findReconnects(ctx, name)
  if (late.length === 0) return null
  const known = await listOccurrences(ctx.db, 'replaced', name)
  if (known.includes(late[0] ?? '')) return 'known'
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok) return read.failure.code === 'connection_gone' ? 'unconfirmed' : 'failed'
  // Ids grow with the creation of links: the tag of a link explains what came of it, or of one before it.
  const tag = LinkId.safeParse(read.value.tags[linkTag]).data ?? ''
  return raise(
    ctx,
    name,
    late.filter((id) => id > tag),
  )
}

/** The reconnect links of a connection through which somebody may finish now, newest first. */
const findReconnects = async (ctx: DeskCtx, { integrationKey, connectionId }: ConnectionName) => {
  const at = ctx.now()
  const late = await findLateLinks(ctx.db, { integrationKey, reconnectsId: connectionId, at })
  const isNow = ({ fromMs, toMs, aheadMs }: LateLink) =>
    fromMs <= at.getTime() + aheadMs && at.getTime() + aheadMs <= toMs
  return late.filter(isNow).map(({ id }) => id)
}

const raise = async (ctx: DeskCtx, name: ConnectionName, linkIds: string[]) => {
  const [newest] = linkIds
  if (newest === undefined) return null
  const suspicion = { ...name, kind: 'replaced' as const, occurrence: newest }
  const isNew = await recordSuspicion(ctx.db, suspicion, linkIds, ctx.now())
  if (isNew) forgetConnections(ctx.nango)
  return isNew ? 'applied' : 'known'
}
