import 'server-only'
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'

import { selectLinks } from './find-link'
import type { Link } from './link-row'
import type { Db } from './open'
import { links } from './schema'

export type ConnectionOf = { id: string; integrationKey: string; customerId: string | null }

/** More than this live at once for nobody's page in earnest; the newest are kept. */
const most = 200

/**
 * Which links wait for each of some connections at an instant: those that connect it anew, then those that
 * make its customer a new one, newest first. Asked for together, whatever the number of connections.
 */
export const findWaitingLinks = async (
  db: Db,
  connections: ConnectionOf[],
  at: Date,
): Promise<(connection: ConnectionOf) => Link[]> => {
  if (connections.length === 0) return () => []
  const customerIds = connections.flatMap(({ customerId }) => customerId ?? [])
  const ids = connections.map(({ id }) => id)
  const ofOne = or(
    inArray(links.reconnectsId, ids),
    and(isNull(links.reconnectsId), inArray(links.customerId, customerIds)),
  )
  const live = and(eq(links.state, 'active'), gt(links.endsAt, at), isNull(links.revokeAskedAt))
  const found = await selectLinks(db, and(live, ofOne), most)
  return (connection) => [
    ...found.filter((link) => isReconnectOf(link, connection)),
    ...found.filter(
      ({ reconnectsId, customer }) => reconnectsId === null && customer.id === connection.customerId,
    ),
  ]
}

const isReconnectOf = ({ reconnectsId, integrations }: Link, { id, integrationKey }: ConnectionOf) =>
  reconnectsId === id && integrations[0]?.key === integrationKey
