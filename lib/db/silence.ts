import 'server-only'
import { once } from 'node:events'

import { type ClientBase, Connection } from 'pg'

import { log } from '@/lib/log'

/** A connection that gave no answer in time. */
class SilentConnection extends Error {
  override name = 'SilentConnection'
  readonly code = 'CONNECTION_SILENT'
}

type Watched = {
  stream: Connection['stream']
  heardAt: number
  waitsSince: number | null
  isIdle: boolean
}

/** The connection of a client, which its types leave out. */
export function connectionOf(client: ClientBase): Connection {
  const connection = 'connection' in client ? client.connection : undefined
  if (connection instanceof Connection) return connection
  throw new TypeError('A client of pg has a connection.')
}

/**
 * Destroys connections on which an answer is awaited and not a byte comes for `mostMs`: a network that drops packets
 * says nothing, and neither driver nor system would end the wait. With the first one go those that were idle all the
 * while: each of them would cost somebody the same wait.
 */
export class SilenceWatch {
  readonly #mostMs: number
  readonly #watched = new Set<Watched>()

  constructor(mostMs: number) {
    this.#mostMs = mostMs
  }

  /** Watches a client that has just connected. */
  watch(client: ClientBase) {
    const connection = connectionOf(client)
    const { stream } = connection
    const one: Watched = { stream, heardAt: performance.now(), waitsSince: null, isIdle: true }
    this.#watched.add(one)
    let timer: NodeJS.Timeout | undefined
    let signs = 0
    const disarm = () => {
      signs += 1
      clearTimeout(timer)
    }
    const arm = () => {
      disarm()
      one.waitsSince ??= performance.now()
      const known = signs
      const isStillSilent = () => signs === known
      // What has arrived while this process was busy or asleep is read before the immediate.
      timer = setTimeout(() => setImmediate(() => isStillSilent() && this.#drop(one)), this.#mostMs).unref()
    }
    const write = stream.write.bind(stream)
    stream.write = new Proxy(write, {
      apply: (target, self, given) => {
        if (one.waitsSince === null) arm()
        one.isIdle = false
        return Reflect.apply(target, self, given)
      },
    })
    stream.on('data', () => {
      one.heardAt = performance.now()
      if (one.waitsSince !== null) arm()
    })
    connection.on('readyForQuery', ({ status }: { status?: unknown }) => {
      disarm()
      one.waitsSince = null
      one.isIdle = status === 'I'
    })
    stream.once('close', () => {
      disarm()
      this.#watched.delete(one)
    })
  }

  #drop(one: Watched) {
    const { waitsSince, stream } = one
    const idle = [...this.#watched].filter((other) => other.isIdle && other.heardAt < (waitsSince ?? 0))
    const facts = { silentMs: this.#mostMs, idleDropped: idle.length }
    log().warn(facts, 'the database fell silent: the connection is dropped, and those that were idle with it')
    // The idle ones first: whoever hears of the silence may ask again at once, and is not to be lent one of them.
    const gone = idle.map(({ stream: other }) => once(other.destroy(), 'close'))
    void Promise.allSettled(gone).then(() =>
      stream.destroy(new SilentConnection(`The database gave no answer for ${this.#mostMs} ms.`)),
    )
  }

  /** Destroys all connections that are left. */
  destroyAll() {
    for (const { stream } of this.#watched) stream.destroy()
  }
}
