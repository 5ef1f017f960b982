import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import { listenOnLoopback } from '@/lib/testing/ports'

export type Upstream = { origin: string; close: () => Promise<void> }

const integrations = {
  data: [
    { unique_key: 'github', provider: 'github', display_name: 'GitHub', logo: 'http://127.0.0.1/none.svg' },
  ],
}

const session = () => {
  const token = `nango_connect_session_${randomBytes(32).toString('hex')}`
  return {
    data: {
      token,
      connect_link: `https://connect.example.com/?session_token=${token}`,
      expires_at: new Date(Date.now() + 1_800_000).toISOString(),
    },
  }
}

async function answer(latencyMs: number, request: IncomingMessage, response: ServerResponse) {
  const isCreation = request.method === 'POST' && request.url === '/connect/sessions'
  if (isCreation) await wait(latencyMs)
  response.writeHead(isCreation ? 201 : 200, { 'content-type': 'application/json' })
  const listing = request.url === '/integrations' ? integrations : { connections: [] }
  response.end(JSON.stringify(isCreation ? session() : listing))
}

/** A Nango that does nothing but take `latencyMs` to make a connect session, so that only the desk's own time shows. */
export async function startUpstream(latencyMs: number): Promise<Upstream> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => void answer(latencyMs, request, response))
  })
  const port = await listenOnLoopback(server)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, close }
}
