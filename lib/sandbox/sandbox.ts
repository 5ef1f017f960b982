import { Hono } from 'hono'

import { answerError } from './api/answer-error'
import { apiRoutes } from './api/api-routes'
import { addExamples } from './model/example-connections'
import { type ConnectionError, toConnectionError } from './model/store'
import { pageRoutes } from './page/page-routes'
import { createRuntime } from './runtime'
import type { SandboxOptions } from './sandbox-options'

const maxBodyBytes = 1024 * 1024

/** What no call of Nango's API can do. */
export type SandboxControls = {
  /** Adds example connections, older than anything new. */
  addExamples: (count: number) => void
  /** Gives a connection a fault of a kind, as if its credentials or its sync had failed. Throws when there is none. */
  breakConnection: (connectionId: string, type: ConnectionError['type']) => void
}

export type Sandbox = SandboxControls & {
  fetch: (request: Request) => Response | Promise<Response>
  /** Resolves when every webhook attempt under way is over. */
  settled: () => Promise<void>
}

/**
 * Makes an imitation of Nango that lives in memory: the HTTP API that @nangohq/node calls and a hosted page in the
 * place of Connect UI. Nothing a customer types is kept.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const runtime = createRuntime(options)
  const { store, now } = runtime
  addExamples(store, options.exampleConnections ?? 0, now())
  const app = new Hono()
  app.use(async (c, next) => {
    const isTooLarge = Number(c.req.header('content-length') ?? 0) > maxBodyBytes
    return isTooLarge ? c.json({ error: { code: 'payload_too_large' } }, 413) : next()
  })
  app.route('/', pageRoutes(runtime))
  app.route('/', apiRoutes(runtime))
  app.notFound((c) => c.json({ error: { code: 'not_found', message: 'Endpoint not found' } }, 404))
  app.onError(answerError)
  return {
    fetch: (request) => app.fetch(request),
    settled: () => runtime.courier.settled(),
    addExamples: (count) => addExamples(store, count, now()),
    breakConnection: (connectionId, type) => {
      const connection = store.connections.find((one) => one.connectionId === connectionId)
      if (!connection) throw new Error('There is no such connection.')
      connection.errors = [...connection.errors, toConnectionError(type, connection.id)]
    },
  }
}
