import 'server-only'
import type { ConnectionName } from '@/lib/core/connection-name'
import { disconnectWord } from '@/lib/core/connection-view'
import type { DisconnectInput } from '@/lib/core/disconnect-input'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { recordEvent } from '@/lib/db/events'
import { settleSuspicions } from '@/lib/db/settle-suspicions'
import { deleteConnection } from '@/lib/nango/delete-connection'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'

import { listConnectionLinks } from './list-connection-links'
import { revokeLink } from './revoke-link'
import type { StaffCtx } from './staff-ctx'
import { toConnectionView } from './to-connection-view'

/**
 * Removes a connection at Nango for good, after its live reconnect links are revoked. Admins only. Where a link cannot be
 * revoked now, the connection stays.
 */
export const disconnectConnection = async (ctx: StaffCtx, input: DisconnectInput): Promise<Result<null>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok) return read
  const word = disconnectWord(toConnectionView(ctx, read.value, null)).trim()
  if (input.confirmation !== word)
    return fail({ code: 'invalid_input', fieldErrors: { confirmation: `Type ${word} as it stands here.` } })
  const revoked = await revokeReconnects(ctx, name)
  if (!revoked.ok) return revoked
  const removed = await remove(ctx, name)
  if (!removed.ok) return removed
  forgetConnections(ctx.nango)
  await recordEvent(ctx.db, {
    at: ctx.now(),
    kind: 'connection.disconnected',
    actorId: ctx.actor.id,
    linkId: null,
    facts: { connection: input.connectionId, integration: input.integration },
  })
  const by = { actorId: ctx.actor.id, linkId: null, kind: null, at: ctx.now() }
  await settleSuspicions(ctx.db, { ...name, ...by, how: 'disconnected' })
  return succeed(null)
}

const revokeReconnects = async (ctx: StaffCtx, name: ConnectionName): Promise<Result<null>> => {
  for (const { link, role } of await listConnectionLinks(ctx, name)) {
    if (role !== 'reconnects' || link.state !== 'active') continue
    const revoked = await revokeLink(ctx, link.id)
    if (!revoked.ok) return revoked
  }
  return succeed(null)
}

/** Where the answer was lost, the connection itself tells whether it is gone: it was there a moment ago. */
const remove = async (
  ctx: StaffCtx,
  { integrationKey, connectionId }: ConnectionName,
): Promise<Result<null>> => {
  const removed = await deleteConnection(ctx.nango, integrationKey, connectionId)
  if (removed.ok || removed.failure.code === 'connection_gone') return succeed(null)
  const read = await readConnection(ctx.nango, integrationKey, connectionId)
  return !read.ok && read.failure.code === 'connection_gone' ? succeed(null) : removed
}
