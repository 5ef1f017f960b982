import 'server-only'
import type { Connection, Pool, PoolClient } from 'pg'

import { log } from '@/lib/log'

// What the driver leaves to whoever uses it.

/** After a fail-over the old name may lead to a server that only reads, for as long as its connections live. */
export function refuseStandby(connection: Connection) {
  connection.on('parameterStatus', (said: { parameterName?: unknown; parameterValue?: unknown }) => {
    if (said.parameterName === 'in_hot_standby' && said.parameterValue === 'on')
      connection.stream.destroy(new StandbyServer('The server is a standby: it cannot be written to.'))
  })
}

class StandbyServer extends Error {
  override name = 'StandbyServer'
  readonly code = '25006'
}

/** The driver names a statement that is to be prepared; behind a pooler the next session would not know it. */
export function leaveNoNames(pool: Pool) {
  const known = new WeakSet<PoolClient>()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    client.query = new Proxy(client.query.bind(client), {
      apply: (query, self, [first, ...rest]) => Reflect.apply(query, self, [withoutName(first), ...rest]),
    })
  })
}

const withoutName = (query: unknown) =>
  typeof query === 'object' && query !== null && 'name' in query ? { ...query, name: undefined } : query

/** A connection that dies while it is lent out counts as given back: its borrower may have gone at the first error. */
export function keepWhole(pool: Pool) {
  pool.on('error', (error) => log().warn({ err: error }, 'an idle connection to the database broke'))
  const lent = new Set<PoolClient>()
  pool.on('acquire', (client) => void lent.add(client))
  pool.on('release', (_, client) => void lent.delete(client))
  pool.on('connect', (client) => {
    // Without a listener the death of one that is lent out would end the process.
    client.on('error', () => {})
    client.once('end', () => {
      if (!lent.has(client)) return
      const release = client.release.bind(client)
      client.release = () => {}
      release(true)
    })
  })
}
