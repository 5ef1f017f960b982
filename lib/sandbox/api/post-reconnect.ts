import { findConnection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user-schema'
import { sessionSchemas } from '../schemas/session-schemas'
import { answerSession, mergeTags } from './answer-session'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { checkIntegrations } from './check-integrations'
import { termsOf } from './session-terms'
import { refuseQuery, validate } from './validate'

/** POST /connect/sessions/reconnect; source: packages/server/lib/controllers/connect/postReconnect.ts. */
export function postReconnect(runtime: SandboxRuntime) {
  const { reconnect } = sessionSchemas(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(reconnect, c.var.body, 'invalid_body')
    const terms = termsOf(runtime, body)
    const connection = findConnection(runtime.store, body.connection_id, body.integration_id)
    if (connection === undefined) {
      throw new ApiFailure(400, {
        code: 'invalid_body',
        message: 'ConnectionID or IntegrationId does not exists',
      })
    }
    checkIntegrations(runtime, body)
    const endUser = toEndUser(body.end_user, body.organization)
    return answerSession(c, runtime, {
      ...terms,
      // The old tags are not carried over: what is not sent again is lost.
      tags: mergeTags(endUser, body.tags),
      endUser: endUser ?? connection.endUser,
      allowedIntegrations: [body.integration_id],
      reconnectsRow: connection.id,
    })
  }
}
