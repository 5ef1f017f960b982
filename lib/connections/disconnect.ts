import 'server-only'
import { canDisconnect } from '@/lib/core/actor'
import type { ConnectionName } from '@/lib/core/ids'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { customerOfConnection } from '@/lib/customers/view'
import { listConnectionLinks } from '@/lib/links/read-of-connections'
import { revokeLink } from '@/lib/links/revoke'
import { deleteConnection } from '@/lib/nango/change-connection'
import { readConnection } from '@/lib/nango/read-connection'

import { changeConnection } from './change'
import type { DisconnectInput } from './schema'
import { disconnectWord } from './view'

/**
 * Removes a connection at Nango for good, after its live reconnect links are revoked. Admins only. Where a link cannot be
 * revoked now, the connection stays.
 */
export async function disconnectConnection(ctx: StaffCtx, input: DisconnectInput): Promise<Result<null>> {
  if (!canDisconnect(ctx.actor)) return fail({ code: 'not_allowed' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  if (!read.ok) return read
  const word = disconnectWord({ id: read.value.id, customer: customerOfConnection(read.value) }).trim()
  if (input.confirmation !== word)
    return fail({ code: 'invalid_input', fieldErrors: { confirmation: `Type ${word} as it stands here.` } })
  const revoked = await revokeReconnects(ctx, name)
  if (!revoked.ok) return revoked
  return changeConnection(ctx, { ...name, kind: 'disconnect', actorId: ctx.actor.id }, () =>
    deleteConnection(ctx.nango, name.integrationKey, name.connectionId),
  )
}

const revokeReconnects = async (ctx: StaffCtx, name: ConnectionName): Promise<Result<null>> => {
  for (const { link, role } of await listConnectionLinks(ctx, name)) {
    if (role !== 'reconnects' || link.state !== 'active') continue
    const revoked = await revokeLink(ctx, link.id)
    if (!revoked.ok) return revoked
  }
  return succeed(null)
}
