import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user-schema'
import { EmptyQuery } from '../schemas/key-schemas'
import { EndUserSessionBody, TaggedSessionBody } from '../schemas/session-schemas'
import { answerSession, mergeTags } from './answer-session'
import type { ApiContext } from './api-env'
import { checkIntegrations } from './check-integrations'
import { parseQuery } from './parse-query'
import { validate } from './validate'

/** POST /connect/sessions; source: packages/server/lib/controllers/connect/postSessions.ts. */
export function postSession(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    validate(EmptyQuery, parseQuery(c.req.url), 'invalid_query_params')
    const body = validate(
      hasTags(c.var.body) ? TaggedSessionBody : EndUserSessionBody,
      c.var.body,
      'invalid_body',
    )
    checkIntegrations(body)
    const endUser = toEndUser(body.end_user, body.organization)
    // An empty list allows every integration, as a missing one does.
    const allowed = body.allowed_integrations ?? []
    return answerSession(c, runtime, {
      tags: mergeTags(endUser, body.tags),
      endUser,
      allowedIntegrations: allowed.length > 0 ? allowed : null,
      configDefaults: body.integrations_config_defaults ?? null,
      overrides: body.overrides ?? null,
      webhookUrlOverride: body.webhook_url_override || null,
      reconnectsRow: null,
    })
  }
}

function hasTags(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'tags' in body
}
