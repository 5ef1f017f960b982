import type { ConnectSession } from '../model/connect-session'
import { endUserView } from '../model/connection-view'
import type { SandboxRuntime } from '../runtime'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { authFailure } from './auth-failures'
import { refuseBody, refuseQuery } from './validate'

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

function sessionOf(c: ApiContext): ConnectSession {
  if (c.var.session === undefined) {
    throw authFailure('unknown_connect_session_token')
  }
  return c.var.session
}

function shownDefaults(defaults: NonNullable<ConnectSession['configDefaults']>) {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, { connection_config, authorization_params }]) => [
      key,
      { connection_config, authorization_params },
    ]),
  )
}
