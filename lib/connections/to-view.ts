import 'server-only'
import type { ActorCtx } from '@/lib/ctx'
import type { ConnectedCustomer } from '@/lib/customers/fields'
import { customerOfTags } from '@/lib/customers/view'
import { integrationLabelByKey } from '@/lib/integrations/list'
import type { LinksOfConnection } from '@/lib/links/of-connections'
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
    customer: connectedCustomer(connection),
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
    customerId: connectedCustomer(connection).id,
  }
}

/** The customer by the tags, and where they say nothing, by Nango's older record of who connected. */
export function connectedCustomer({ tags, endUser }: Connection): ConnectedCustomer {
  const fromTags = customerOfTags(tags)
  if (!endUser) return fromTags
  const { id, email, displayName } = fromTags
  return {
    ...fromTags,
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
