import { randomUUID } from 'node:crypto'

import { importedView } from '../model/connection-view'
import type { Credentials } from '../model/credentials'
import { importConnection } from '../model/save-connection'
import { findIntegration } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user-schema'
import { importBody } from '../schemas/import-schema'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { refuseQuery, validate } from './validate'

/** The width of Nango's column: a longer id fails in the database. */
const maxIdLength = 255

/** POST /connections, the import; source: packages/server/lib/controllers/connection/postConnection.ts. */
export function postConnection(runtime: SandboxRuntime) {
  const Body = importBody(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(Body, c.var.body, 'invalid_body')
    const integration = findIntegration(runtime.store, body.provider_config_key)
    if (integration === undefined) {
      throw new ApiFailure(404, { code: 'not_found', message: 'Integration does not exist' })
    }
    checkMode(integration.definition.auth_mode, body.credentials.type)
    if (body.credentials.type === 'TBA' && !body.connection_config?.['accountId']) {
      const message = 'Missing accountId in connection_config. This is required to create a TBA connection.'
      throw new ApiFailure(400, { code: 'invalid_body', message })
    }
    const connectionId = body.connection_id ?? randomUUID()
    if (connectionId.length > maxIdLength) throw new Error('value too long for type character varying(255)')
    const connection = importConnection(runtime, {
      integration,
      connectionId,
      credentials: stored(body.credentials),
      tags: body.tags,
      endUser: toEndUser(body.end_user),
      metadata: body.metadata ?? {},
      connectionConfig: body.connection_config ?? {},
      webhookUrlOverride: body.webhook_url_override || null,
    })
    return answerJson(c, importedView(connection), 201)
  }
}

function checkMode(mode: string, type: string): void {
  if (mode === type) return
  const message = `Provider ${mode} does not support ${type} auth`
  throw new ApiFailure(400, { code: 'invalid_body', message })
}

/** OAuth credentials are kept together with what was sent. */
function stored(given: Record<string, unknown>): Credentials {
  if (given['type'] === 'NONE') return {}
  const credentials = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
  return String(given['type']).startsWith('OAUTH') ? { ...credentials, raw: credentials } : credentials
}
