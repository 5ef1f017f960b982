import 'server-only'
import type { ActorCtx } from '@/lib/ctx'
import { customerOfConnection } from '@/lib/customers/view'
import { integrationLabelByKey } from '@/lib/integrations/list'
import type { LinksOfConnection } from '@/lib/links/view'
import type { Connection } from '@/lib/nango/connection'

import type { ConnectionHealth, ConnectionView } from './view'

/** A connection as every signed-in person may see it. The integration's name is as of the last known catalogue. */
export function toConnectionView(
  ctx: ActorCtx,
  connection: Connection,
  ofLinks: LinksOfConnection,
): ConnectionView {
  const { id, integrationKey: key, provider, tags, createdAt } = connection
  return {
    id,
    integration: { key, provider, displayName: integrationLabelByKey(ctx, key) },
    customer: customerOfConnection(connection),
    tags,
    health: healthOf(connection),
    createdAt: createdAt.toISOString(),
    ...ofLinks,
  }
}

/** A connection as links are known to wait for it. */
export function toWaitingSubject(connection: Connection) {
  return {
    id: connection.id,
    integrationKey: connection.integrationKey,
    customerId: customerOfConnection(connection).id,
  }
}

/** Without credentials that work no sync can: an auth error comes first. */
export function healthOf({ faults }: Connection): ConnectionHealth {
  if (faults.includes('auth')) return 'auth_error'
  return faults.includes('sync') ? 'sync_error' : 'healthy'
}
