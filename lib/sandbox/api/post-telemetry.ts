import { z } from 'zod'

import type { SandboxRuntime } from '../runtime'
import { IntegrationKey } from '../schemas/key-schemas'
import type { ApiContext } from './api-env'
import { refuseQuery, validate } from './validate'

const events = [
  'open',
  'view:list',
  'view:integration',
  'view:unknown_error',
  'view:credentials_error',
  'view:success',
  'click:integration',
  'click:doc',
  'click:doc_section',
  'click:connect',
  'click:close',
  'click:finish',
  'click:outside',
  'popup:blocked_by_browser',
  'popup:closed_early',
] as const
const slackMs = 2 * 60 * 60 * 1000

/** POST /connect/telemetry: what a customer's page did; the sandbox checks it and forgets it. */
export function postTelemetry({ now }: SandboxRuntime) {
  const Body = z.strictObject({
    token: z.string(),
    event: z.enum(events),
    timestamp: z.coerce.date().refine((date) => Math.abs(date.getTime() - now().getTime()) <= slackMs, {
      message: `timestamp is more than ${slackMs}ms away from the current time`,
    }),
    dimensions: z.object({ integration: IntegrationKey.optional() }).optional(),
  })
  return (c: ApiContext) => {
    refuseQuery(c)
    validate(Body, c.var.body, 'invalid_body')
    return c.body(null, 204)
  }
}
