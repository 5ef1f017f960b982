import { Hono } from 'hono'

import { answerError, answerJson, answerUnknown } from './api/answer'
import { apiRoutes, routePath } from './api/api-routes'
import { deadTokens } from './model/credentials'
import { addExamples } from './model/example-connections'
import { isOAuth } from './model/integration'
import { type ConnectionError, toConnectionError } from './model/store'
import type { SandboxOptions } from './options'
import { createMailbox, type SandboxMail } from './page/mailbox'
import { pageRoutes } from './page/page-routes'
import { createRuntime, type SandboxRuntime } from './runtime'

const maxBodyBytes = 1024 * 1024

/** What no call of Nango's API can do. */
export type SandboxControls = {
  /** Adds example connections, older than anything new. */
  addExamples: (count: number) => void
  /** Gives a connection a fault of a kind, as if its credentials or its sync had failed. Throws when there is none. */
  breakConnection: (connectionId: string, type: ConnectionError['type']) => void
  /** Puts a mail of the desk into the mailbox that everybody here reads. */
  takeMail: (mail: SandboxMail) => void
}

export type Sandbox = SandboxControls & {
  fetch: (request: Request, env?: { incoming?: { url?: string | undefined } }) => Response | Promise<Response>
  /** Its memory, for whoever sets up a state that no call can. */
  runtime: SandboxRuntime
  /** Resolves when every webhook attempt under way is over. */
  settled: () => Promise<void>
}

/**
 * Creates an imitation of Nango that lives in memory: the HTTP API that @nangohq/node calls and a hosted page in the
 * place of Connect UI. Nothing a customer types on that page is kept.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const runtime = createRuntime(options)
  const { store, now } = runtime
  addExamples(store, options.exampleConnections ?? 0, now())
  const app = new Hono<{ Bindings: { incoming?: { url?: string | undefined } } }>({
    getPath: (request, given) => routePath(request, given?.env?.incoming?.url),
  })
  app.use(async (c, next) => {
    const isTooLarge = Number(c.req.header('content-length') ?? 0) > maxBodyBytes
    return isTooLarge ? answerJson(c, { error: { code: 'payload_too_large' } }, 413) : next()
  })
  const mailbox = createMailbox()
  app.route('/', mailbox.pages)
  app.route('/', pageRoutes(runtime))
  app.route('/', apiRoutes(runtime))
  app.notFound(answerUnknown)
  app.onError(answerError)
  return {
    fetch: (request, env = {}) => app.fetch(request, env),
    runtime,
    settled: () => runtime.sender.settled(),
    takeMail: mailbox.take,
    addExamples: (count) => addExamples(store, count, now()),
    breakConnection: (connectionId, type) => {
      const connection = store.connections.find((one) => one.connectionId === connectionId)
      if (!connection) throw new Error('There is no such connection.')
      connection.errors = [...connection.errors, toConnectionError(type, connection.id)]
      if (type === 'auth' && isOAuth(connection.integration)) connection.credentials = deadTokens(now())
    },
  }
}
