import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'

import type { ConnectionOrigin } from '@/lib/core/connection-view'

import type { Db } from './open'
import { linkAlarms, linkIntegrations, links } from './schema'
import { actors } from './schema-tools'

type Named = { id: string; integrationKey: string }

const nameOf = ({ id, integrationKey }: Named) => `${integrationKey} ${id}`

/** Which link made each of some connections, and who made that link; also where nobody expected the connection. */
export const findConnectionOrigins = async (
  db: Db,
  connections: Named[],
): Promise<(connection: Named) => ConnectionOrigin | null> => {
  const ids = connections.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await selectOrigins(db, ids)
  // Newest first, so that the oldest stays: the link that made a connection is older than any other that met it.
  const newestFirst = rows.toSorted((a, b) => (a.linkId < b.linkId ? 1 : -1))
  const origins = new Map(
    newestFirst.map(({ linkId, makerName, ...named }) => [nameOf(named), { linkId, makerName }]),
  )
  return (connection) => origins.get(nameOf(connection)) ?? null
}

const selectOrigins = (db: Db, ids: string[]) =>
  unionAll(noted(db, linkIntegrations, ids), noted(db, linkAlarms, ids))

const noted = (db: Db, source: typeof linkIntegrations | typeof linkAlarms, ids: string[]) =>
  db
    .select({
      linkId: links.id,
      makerName: actors.name,
      integrationKey: sql<string>`${source.integrationKey}`,
      id: sql<string>`${source.connectionId}`,
    })
    .from(source)
    .innerJoin(links, eq(links.id, source.linkId))
    .innerJoin(actors, eq(actors.id, links.makerId))
    .where(and(inArray(source.connectionId, ids), isNull(links.reconnectsId)))
