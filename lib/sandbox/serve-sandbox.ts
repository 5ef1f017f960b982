import { once } from 'node:events'
import { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createAdaptorServer } from '@hono/node-server'

import type { SandboxOptions } from './options'
import { createSandbox, type SandboxControls } from './sandbox'

export type ServeSandboxOptions = Omit<SandboxOptions, 'publicOrigin'> & {
  /** Address to listen on. */
  host: string
  /** 0 takes any free port. */
  port: number
  /** Host name in links; the bound host unless given, 127.0.0.1 when bound to every address. */
  publicHost?: string
}

export type ServedSandbox = SandboxControls & {
  origin: string
  publicOrigin: string
  close: () => Promise<void>
}

/** Serves a sandbox on its own port; rejects with the listen error, for example EADDRINUSE. */
export async function serveSandbox(options: ServeSandboxOptions): Promise<ServedSandbox> {
  const { host, port, publicHost, ...sandboxOptions } = options
  const address = { publicOrigin: '' }
  const sandbox = createSandbox({ ...sandboxOptions, publicOrigin: () => address.publicOrigin })
  const server = createAdaptorServer({ fetch: sandbox.fetch, overrideGlobalObjects: false })
  server.listen(port, host)
  await once(server, 'listening')
  const bound = toPort(server.address())
  const ownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  address.publicOrigin = toOrigin(publicHost ?? ownHost, bound)
  const { addExamples, breakConnection, takeMail } = sandbox
  return {
    addExamples,
    breakConnection,
    takeMail,
    origin: toOrigin(ownHost, bound),
    publicOrigin: address.publicOrigin,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      if (server instanceof Server) server.closeAllConnections()
      await closed
    },
  }
}

const toOrigin = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

const toPort = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.')
  return address.port
}
