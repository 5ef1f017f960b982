import { z } from 'zod'

import type { ConnectSession } from '../model/store'
import { endUserView } from '../model/views'
import type { SandboxRuntime } from '../runtime'
import { IntegrationKey } from '../schemas/fields'
import { answerJson, authFailure } from './answer'
import { type ApiContext, refuseBody, refuseQuery, validate } from './read-request'

const connectUISettings = {
  showWatermark: true,
  defaultTheme: 'system',
  theme: { light: { primary: '#00B2E3' }, dark: { primary: '#00B2E3' } },
}

/** GET /connect/session: no tags, no expiry; source: packages/server/lib/controllers/connect/getSession.ts. */
export function getSession() {
  return (c: ApiContext) => {
    refuseQuery(c)
    const session = sessionOf(c)
    return answerJson(c, {
      data: {
        endUser: endUserView(session.endUser),
        connectUISettings,
        ...(session.allowedIntegrations && { allowed_integrations: session.allowedIntegrations }),
        ...(session.configDefaults && {
          integrations_config_defaults: shownDefaults(session.configDefaults),
        }),
        ...(session.reconnectsRow !== null && { isReconnecting: true }),
        ...(session.overrides && { overrides: session.overrides }),
        websocketsPath: '/',
      },
    })
  }
}

/** DELETE /connect/session: 204; the token is unknown afterwards. */
export function deleteSession({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    refuseBody(c)
    store.sessions.delete(sessionOf(c).token)
    return c.body(null, 204)
  }
}

const sessionOf = (c: ApiContext): ConnectSession => {
  if (c.var.session === undefined) throw authFailure('unknown_connect_session_token')
  return c.var.session
}

const shownDefaults = (defaults: NonNullable<ConnectSession['configDefaults']>) =>
  Object.fromEntries(
    Object.entries(defaults).map(([key, { connection_config, authorization_params }]) => [
      key,
      { connection_config, authorization_params },
    ]),
  )

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
