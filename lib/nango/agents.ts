import 'server-only'
import { Agent as HttpAgent, type AgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'

const connectMs = 2_000

/** Ends a socket that is not connected in time; Node's own `timeout` counts silence, not connecting. */
const limitConnecting = (socket: Duplex | null | undefined, connectedEvent: 'connect' | 'secureConnect') => {
  if (!socket) return
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error(`No connection within ${connectMs} ms`), { code: 'ETIMEDOUT' }))
  }, connectMs)
  const stop = () => clearTimeout(timer)
  socket.once(connectedEvent, stop).once('close', stop)
}

class LimitedHttpAgent extends HttpAgent {
  override createConnection(...args: Parameters<HttpAgent['createConnection']>) {
    const socket = super.createConnection(...args)
    limitConnecting(socket, 'connect')
    return socket
  }
}

class LimitedHttpsAgent extends HttpsAgent {
  override createConnection(...args: Parameters<HttpsAgent['createConnection']>) {
    const socket = super.createConnection(...args)
    limitConnecting(socket, 'secureConnect')
    return socket
  }
}

const options: AgentOptions = { keepAlive: true, maxSockets: 100 }

/** Agents that keep connections alive and give up connecting after 2 s. */
export const createAgents = (more: AgentOptions & { lookup?: unknown } = {}) => ({
  httpAgent: new LimitedHttpAgent({ ...options, ...more }),
  httpsAgent: new LimitedHttpsAgent({ ...options, ...more }),
})
