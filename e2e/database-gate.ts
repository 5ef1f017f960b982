import { connect, createServer, type Server, type Socket } from 'node:net'

import { listenOnLoopback } from '@/lib/testing/ports'

export type DatabaseGate = {
  /** The database as seen through the gate. */
  url: string
  /** Ends every connection and refuses new ones: the database is down. */
  shut: () => Promise<void>
  /**
   * Silences the connections that are open, the oldest first and at most so many: nothing that one side says, not even its
   * end, reaches the other. New ones go through. Those of an earlier call end for the server too, which would run out of
   * sessions. Returns how many it silenced.
   */
  freeze: (most: number) => number
  /** Lets connections through again, on the same port. Does nothing while open. */
  open: () => Promise<void>
}

/** Puts a TCP gate before a PostgreSQL server, so that a test can take any database down, even one it may not stop. */
export async function startDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const pairs = new Map<Socket, Socket>()
  const frozen: Socket[] = []
  const server = createServer((incoming) => {
    const outgoing = connect(Number(target.port || 5432), target.hostname)
    pairs.set(incoming, outgoing)
    joinSockets(incoming, outgoing, sockets, pairs)
  })
  const port = await listenOnLoopback(server)
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    freeze: (most) => {
      for (const socket of frozen.splice(0)) socket.resetAndDestroy()
      const chosen = [...pairs].slice(0, most)
      frozen.push(...chosen.flat())
      for (const [incoming, outgoing] of chosen) {
        pairs.delete(incoming)
        incoming.unpipe(outgoing).pause()
        outgoing.unpipe(incoming).pause()
      }
      return chosen.length
    },
    open: () => (server.listening ? Promise.resolve() : listenOn(server, port)),
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.resetAndDestroy()
      }),
  }
}

function joinSockets(
  incoming: Socket,
  outgoing: Socket,
  sockets: Set<Socket>,
  pairs: Map<Socket, Socket>,
): void {
  for (const [socket, other] of [
    [incoming, outgoing],
    [outgoing, incoming],
  ] as const) {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      // The end of a silenced one stays unheard.
      if (pairs.delete(incoming)) other.destroy()
    })
    // A reset is what a shut gate looks like; "close" follows and does the rest.
    socket.on('error', () => {})
    socket.pipe(other)
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}
