import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user-schema'
import { sessionSchemas } from '../schemas/session-schemas'
import { answerSession, mergeTags } from './answer-session'
import type { ApiContext } from './api-env'
import { checkIntegrations } from './check-integrations'
import { termsOf } from './session-terms'
import { refuseQuery, validate } from './validate'

/** POST /connect/sessions; source: packages/server/lib/controllers/connect/postSessions.ts. */
export function postSession(runtime: SandboxRuntime) {
  const { tagged, untagged } = sessionSchemas(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(hasTags(c.var.body) ? tagged : untagged, c.var.body, 'invalid_body')
    const terms = termsOf(runtime, body)
    checkIntegrations(runtime, body)
    const endUser = toEndUser(body.end_user, body.organization)
    // An empty list allows every integration, as a missing one does.
    const allowed = body.allowed_integrations ?? []
    return answerSession(c, runtime, {
      ...terms,
      tags: mergeTags(endUser, body.tags),
      endUser,
      allowedIntegrations: allowed.length > 0 ? allowed : null,
      reconnectsRow: null,
    })
  }
}

function hasTags(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'tags' in body
}
