import 'server-only'
import type { ActorCtx } from '@/lib/ctx'
import type { ConnectedCustomer } from '@/lib/customers/fields'
import { customerOfTags } from '@/lib/customers/view'
import { integrationLabelByKey } from '@/lib/integrations/list'
import type { ConnectionOf } from '@/lib/links/store/of-connection'
import type { Connection } from '@/lib/nango/connection'

import type { ConnectionHealth, ConnectionOrigin, ConnectionView } from './view'

/** A connection as every signed-in person may see it. The integration's name is as of the last known catalogue. */
export function toConnectionView(
  ctx: ActorCtx,
  connection: Connection,
  origin: ConnectionOrigin | null,
): ConnectionView {
  const { id, integrationKey: key, provider, tags, createdAt } = connection
  return {
    id,
    integration: { key, provider, displayName: integrationLabelByKey(ctx, key) },
    customer: customerOf(connection),
    tags,
    health: healthOf(connection),
    createdAt: createdAt.toISOString(),
    madeBy: origin,
    isSuspected: false,
    waiting: [],
  }
}

/** A connection as links are known to wait for it. */
export function toWaitingSubject(connection: Connection): ConnectionOf {
  return {
    id: connection.id,
    integrationKey: connection.integrationKey,
    customerId: customerOf(connection).id,
  }
}

/** The tags tell, and where they do not, Nango's older record of who connected. */
const customerOf = ({ tags, endUser }: Connection): ConnectedCustomer => {
  const told = customerOfTags(tags)
  if (!endUser) return told
  const { id, email, displayName } = told
  return {
    ...told,
    id: id ?? endUser.id,
    email: email ?? endUser.email,
    displayName: displayName ?? endUser.displayName,
  }
}

/** Without credentials that work no sync can: an auth error comes first. */
export function healthOf({ faults }: Connection): ConnectionHealth {
  if (faults.includes('auth')) return 'auth_error'
  return faults.includes('sync') ? 'sync_error' : 'healthy'
}
