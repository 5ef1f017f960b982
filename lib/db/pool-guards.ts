import 'server-only'
import type { Connection, Pool, PoolClient } from 'pg'

import { PlainError } from '@/lib/core/errors'
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

/**
 * A connection that dies while it is lent out counts as given back: its borrower may have gone at the first error. So does
 * one that refused to begin or to undo a transaction: nobody gives it back, or in a state that the next one does not expect.
 */
export function keepWhole(pool: Pool) {
  pool.on('error', (error) => log().warn({ err: error }, 'an idle connection to the database broke'))
  const lent = new Set<PoolClient>()
  pool.on('acquire', (client) => void lent.add(client))
  pool.on('release', (_, client) => void lent.delete(client))
  const drop = (client: PoolClient) => {
    if (!lent.has(client)) return
    const release = client.release.bind(client)
    client.release = () => {}
    release(true)
  }
  pool.on('connect', (client) => {
    // Without a listener the death of one that is lent out would end the process.
    client.on('error', () => {})
    client.once('end', () => drop(client))
    client.query = new Proxy(client.query.bind(client), {
      apply: (query, self, [first, ...rest]) => {
        const answer: unknown = Reflect.apply(query, self, [first, ...rest])
        if (answer instanceof Promise && isEdge(first)) answer.catch(() => drop(client))
        return answer
      },
    })
  })
}

/** Whether a query begins or undoes a transaction, or a part of one. */
const isEdge = (query: unknown) => {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query
  return typeof text === 'string' && /^\s*(begin|rollback)\b/i.test(text)
}

/** At an answer that it cannot read, the driver throws where nobody could catch it: that ends the connection, not the process. */
export function endAtUnreadable(connection: Connection) {
  const guard = () => {
    const { stream } = connection
    const emit = stream.emit.bind(stream)
    stream.emit = new Proxy(emit, {
      apply: (target, self, given) => {
        try {
          return Reflect.apply(target, self, given)
        } catch (error) {
          if (given[0] !== 'data') throw error
          stream.destroy(error instanceof Error ? error : new Error('The answer cannot be read.'))
          return true
        }
      },
    })
  }
  guard()
  // With TLS another stream takes the place of the first.
  connection.once('sslconnect', guard)
}

/** As libpq does for `channel_binding=require`: who does not prove to be at the other end of this TLS gets no password. */
export function requireBinding(connection: Connection) {
  let isBound = false
  const refuse = () =>
    connection.stream.destroy(
      new PlainError('The server does not offer the channel binding that DATABASE_URL requires.'),
    )
  connection.on('authenticationSASL', ({ mechanisms }: { mechanisms?: unknown }) => {
    isBound = Array.isArray(mechanisms) && mechanisms.includes('SCRAM-SHA-256-PLUS')
    if (!isBound) refuse()
  })
  connection.on('authenticationCleartextPassword', refuse)
  connection.on('authenticationMD5Password', refuse)
  connection.on('authenticationOk', () => {
    if (!isBound) refuse()
  })
}
