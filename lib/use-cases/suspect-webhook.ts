import 'server-only'
import type { ConnectionName } from '@/lib/core/connection-name'
import { LinkId } from '@/lib/core/link-id'
import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'
import { findLateLinks, type LateLink } from '@/lib/db/late-links'
import { listOccurrences, recordSuspicion } from '@/lib/db/suspicions'
import { linkTag } from '@/lib/nango/connection'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'

import type { DeskCtx } from './desk-ctx'
import { suspectConnections } from './suspect-connections'

/**
 * Looks whether what a webhook tells of may have come of a link after its end: a new connection without tags, or an
 * account that was replaced. Nango is asked only where there is such a link, and its answer counts. Null when it is
 * nothing of the kind.
 */
export const suspectWebhook = async (ctx: DeskCtx, webhook: NangoWebhook): Promise<WebhookOutcome | null> => {
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
  // Ids grow with the making of links: the tag of a link explains what came of it, or of one before it.
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
