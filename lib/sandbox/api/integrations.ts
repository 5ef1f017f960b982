import { z } from 'zod'

import { inListOrder, type Integration, type OAuthClient } from '../model/integration'
import { holds } from '../model/scopes'
import { findIntegration, isAllowed } from '../model/store'
import { integrationView } from '../model/views'
import type { SandboxRuntime } from '../runtime'
import {
  type IntegrationCredentials,
  IntegrationParams,
  IntegrationPatch,
  NewIntegration,
} from '../schemas/integrations'
import { answerJson, ApiFailure } from './answer'
import { type ApiContext, refuseQuery, validate, validateQuery } from './read-request'

const Include = z.enum(['webhook', 'credentials'])
const IntegrationQuery = z.strictObject({ include: z.union([Include, z.array(Include)]).optional() })

/** GET /integrations; a token sees only what its link allows. */
export function listIntegrations(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const { session } = c.var
    const shown = inListOrder(runtime.store.integrations).filter(
      ({ uniqueKey }) => session === undefined || isAllowed(session, uniqueKey),
    )
    return answerJson(c, { data: shown.map((integration) => integrationView(runtime, integration)) })
  }
}

/**
 * GET /integrations/:key; `include=credentials` is silently left out for a key without that scope.
 * Source: packages/server/lib/controllers/integrations/uniqueKey/getIntegration.ts.
 */
export function getIntegration(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validateQuery(c, IntegrationQuery)
    const { uniqueKey } = integrationParams(c)
    const integration = findIntegration(runtime.store, uniqueKey)
    if (integration === undefined) throw unknownIntegration(uniqueKey)
    const include = [query.include].flat()
    const data = integrationView(runtime, integration, {
      webhook: include.includes('webhook'),
      credentials: include.includes('credentials') && holds(c.var.scopes, 'integrations:read_credentials'),
    })
    return answerJson(c, { data })
  }
}

const integrationParams = (c: ApiContext): { uniqueKey: string } => {
  return validate(IntegrationParams, { uniqueKey: c.req.param('key') }, 'invalid_uri_params')
}

const unknownIntegration = (key: string): ApiFailure => {
  return new ApiFailure(404, { code: 'not_found', message: `Integration "${key}" does not exist` })
}

const needsClient = new Set(['OAUTH1', 'OAUTH2', 'APP', 'CUSTOM'])

/** POST /integrations; source: packages/server/lib/controllers/integrations/postIntegration.ts. */
export function postIntegration(runtime: SandboxRuntime) {
  const { store, now } = runtime
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(NewIntegration, c.var.body, 'invalid_body')
    const definition = Object.hasOwn(store.providers, body.provider)
      ? store.providers[body.provider]
      : undefined
    if (definition === undefined) throw invalidString('Invalid provider', 'provider')
    checkMode(body.credentials, definition.auth_mode)
    if (!body.credentials && needsClient.has(definition.auth_mode)) throw invalidBody('Missing credentials')
    if (findIntegration(store, body.unique_key)) throw invalidString('Unique key already exists', 'uniqueKey')
    const integration: Integration = {
      uniqueKey: body.unique_key,
      provider: body.provider,
      displayName: body.display_name ?? definition.display_name,
      definition,
      client: toClient(body.credentials),
      forwardWebhooks: body.forward_webhooks ?? true,
      createdAt: now(),
      updatedAt: now(),
    }
    store.integrations.push(integration)
    return answerJson(c, { data: integrationView(runtime, integration) })
  }
}

/** PATCH /integrations/:key; one with connections keeps its key. */
export function patchIntegration(runtime: SandboxRuntime) {
  const { store, now } = runtime
  return (c: ApiContext) => {
    refuseQuery(c)
    const patch = validate(IntegrationPatch, c.var.body, 'invalid_body')
    const { uniqueKey } = integrationParams(c)
    const integration = findIntegration(store, uniqueKey)
    if (integration === undefined) throw unknownIntegration(uniqueKey)
    checkMode(patch.credentials, integration.definition.auth_mode)
    const newKey = patch.unique_key ?? uniqueKey
    if (newKey !== uniqueKey) {
      if (findIntegration(store, newKey))
        throw invalidBody('uniqueKey is already used by another integration')
      if (store.connections.some((connection) => connection.integration === integration))
        throw invalidBody("Can't rename an integration with active connections")
    }
    Object.assign(integration, {
      uniqueKey: newKey,
      displayName: patch.display_name ?? integration.displayName,
      forwardWebhooks: patch.forward_webhooks ?? integration.forwardWebhooks,
      client: toClient(patch.credentials) ?? integration.client,
      updatedAt: now(),
    })
    return answerJson(c, { data: integrationView(runtime, integration) })
  }
}

/** DELETE /integrations/:key; its connections go with it. */
export function deleteIntegration({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const { uniqueKey } = integrationParams(c)
    const integration = findIntegration(store, uniqueKey)
    if (integration === undefined)
      throw new ApiFailure(404, { code: 'not_found', message: 'Integration does not exist' })
    store.integrations = store.integrations.filter((other) => other !== integration)
    store.connections = store.connections.filter((connection) => connection.integration !== integration)
    return answerJson(c, { success: true })
  }
}

const checkMode = (credentials: IntegrationCredentials | undefined, mode: string): void => {
  if (credentials && credentials.type !== mode)
    throw invalidBody('incompatible credentials auth type and provider auth')
}

const toClient = (credentials: IntegrationCredentials | undefined): OAuthClient | null => {
  if (credentials === undefined || !('client_id' in credentials)) return null
  const { scopes, webhook_secret } = { scopes: '', webhook_secret: null, ...credentials }
  return {
    id: credentials.client_id,
    secret: credentials.client_secret,
    scopes: scopes ?? '',
    webhookSecret: webhook_secret ?? null,
  }
}

const invalidBody = (message: string): ApiFailure => new ApiFailure(400, { code: 'invalid_body', message })

const invalidString = (message: string, field: string): ApiFailure => {
  const errors = [{ code: 'invalid_string', message, path: [field] }]
  return new ApiFailure(400, { code: 'invalid_body', errors })
}
