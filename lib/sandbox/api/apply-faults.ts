import { createMiddleware } from 'hono/factory'

import type { SandboxFault } from '../options'
import type { SandboxRuntime } from '../runtime'
import { ApiFailure } from './answer'
import type { ApiEnv } from './read-request'

const slowMs = 3000

type Breakage = { fault: SandboxFault; method: string; path: RegExp; failure: () => ApiFailure }

const creation = { method: 'POST', path: /^\/connect\/sessions/ }
const serverError = () =>
  new ApiFailure(500, { code: 'server_error', message: 'The sandbox was told to fail' })

const breakages: Breakage[] = [
  {
    ...creation,
    fault: 'create-429',
    failure: () =>
      new ApiFailure(429, { code: 'too_many_request', method: 'POST', path: '/connect/sessions' }),
  },
  { ...creation, fault: 'create-500', failure: serverError },
  {
    fault: 'create-capped',
    method: 'POST',
    path: /^\/connect\/sessions$/,
    failure: () =>
      new ApiFailure(400, {
        code: 'resource_capped',
        message: 'Reached the connection limit of the sandbox',
      }),
  },
  { fault: 'integrations-500', method: 'GET', path: /^\/integrations/, failure: serverError },
  { fault: 'connections-500', method: 'GET', path: /^\/connections/, failure: serverError },
]

/** Lets the chosen API calls misbehave. */
export function applyFaults({ faults }: SandboxRuntime) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (faults.has('slow'))
      await new Promise((resolve) => {
        setTimeout(resolve, slowMs)
      })
    const breakage = breakages.find(
      ({ fault, method, path }) => faults.has(fault) && method === c.req.method && path.test(c.req.path),
    )
    if (breakage?.fault === 'create-429') c.header('Retry-After', '2')
    if (breakage !== undefined) throw breakage.failure()
    await next()
  })
}
