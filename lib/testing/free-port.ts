import { createServer } from 'node:net'

import { listenOnLoopback } from './listen-on-loopback'

/** Returns a TCP port that was free on the loopback interface a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listenOnLoopback(server)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  return port
}
