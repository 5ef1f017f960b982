import { findConnection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user-schema'
import { EmptyQuery } from '../schemas/key-schemas'
import { ReconnectBody } from '../schemas/session-schemas'
import { answerSession, mergeTags } from './answer-session'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { checkIntegrations } from './check-integrations'
import { parseQuery } from './parse-query'
import { validate } from './validate'

/** POST /connect/sessions/reconnect; source: packages/server/lib/controllers/connect/postReconnect.ts. */
export function postReconnect(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    validate(EmptyQuery, parseQuery(c.req.url), 'invalid_query_params')
    const body = validate(ReconnectBody, c.var.body, 'invalid_body')
    const connection = findConnection(runtime.store, body.connection_id, body.integration_id)
    if (connection === undefined) {
      throw new ApiFailure(400, {
        code: 'invalid_body',
        message: 'ConnectionID or IntegrationId does not exists',
      })
    }
    checkIntegrations(body)
    const endUser = toEndUser(body.end_user, body.organization)
    return answerSession(c, runtime, {
      // The old tags are not carried over: what is not sent again is lost.
      tags: mergeTags(endUser, body.tags),
      endUser: endUser ?? connection.endUser,
      allowedIntegrations: [body.integration_id],
      configDefaults: body.integrations_config_defaults ?? null,
      overrides: body.overrides ?? null,
      webhookUrlOverride: body.webhook_url_override || null,
      reconnectsRow: connection.id,
    })
  }
}
