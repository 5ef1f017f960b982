import { Hono } from 'hono'

import { answerError } from './api/answer-error'
import { apiRoutes } from './api/api-routes'
import { pageRoutes } from './page/page-routes'
import { createRuntime } from './runtime'
import type { SandboxOptions } from './sandbox-options'

const maxBodyBytes = 1024 * 1024

export type Sandbox = {
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
  const app = new Hono()
  app.use(async (c, next) => {
    const isTooLarge = Number(c.req.header('content-length') ?? 0) > maxBodyBytes
    return isTooLarge ? c.json({ error: { code: 'payload_too_large' } }, 413) : next()
  })
  app.route('/', pageRoutes(runtime))
  app.route('/', apiRoutes(runtime))
  app.notFound((c) => c.json({ error: { code: 'not_found', message: 'Endpoint not found' } }, 404))
  app.onError(answerError)
  return { fetch: (request) => app.fetch(request), settled: () => runtime.courier.settled() }
}
