import { Hono } from 'hono'

import type { Scope } from '../model/scopes'
import type { SandboxRuntime } from '../runtime'
import type { ApiEnv } from './api-env'
import { applyFaults } from './apply-faults'
import { createGuards } from './authenticate'
import { getVariables, rotateSigningKey } from './environment'
import { getLogo } from './get-logo'
import { getOAuthConnect } from './get-oauth-connect'
import { getIntegration, listIntegrations } from './integrations'
import { limitRate } from './limit-rate'
import { listConnections } from './list-connections'
import { deleteConnection, getConnection, patchConnection } from './one-connection'
import { postAuth } from './post-auth'
import { postConnection } from './post-connection'
import { postReconnect } from './post-reconnect'
import { postSession } from './post-session'
import { postTelemetry } from './post-telemetry'
import { getProvider, listProviders } from './providers'
import { readJsonBody } from './read-json-body'
import { requireScope } from './require-scope'
import { deleteSession, getSession } from './session-by-token'
import { deleteIntegration, patchIntegration, postIntegration } from './write-integration'
import { writeMetadata } from './write-metadata'

/**
 * Nango's public API, as far as it is imitated. The order of the checks of a call is the server's: body and its type,
 * key or token, rate, scope, and then the handler's own.
 */
export function apiRoutes(runtime: SandboxRuntime): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  const guards = createGuards(runtime)
  const limit = limitRate(runtime)
  const faults = applyFaults(runtime)
  const key = (...scopes: [Scope, ...Scope[]]) =>
    [guards.apiKey, limit, requireScope(...scopes), faults] as const
  const token = [guards.token, limit, faults] as const
  const either = [guards.apiKeyOrToken, limit, faults] as const
  const customer = [guards.queryToken, limit, faults] as const

  api.get('/health', (c) => c.json({ result: 'ok' }))
  api.get('/images/template-logos/:file', getLogo)
  api.use(readJsonBody)
  api.post('/connect/sessions', ...key('connect_sessions:write'), postSession(runtime))
  api.post('/connect/sessions/reconnect', ...key('connect_sessions:write'), postReconnect(runtime))
  api.get('/connect/session', ...token, getSession())
  api.delete('/connect/session', ...token, deleteSession(runtime))
  api.post('/connect/telemetry', guards.bodyToken, limit, faults, postTelemetry(runtime))

  const list = requireScope('integrations:list', 'integrations:list_credentials')
  api.get('/integrations', guards.apiKeyOrToken, limit, list, faults, listIntegrations(runtime))
  api.post('/integrations', ...key('integrations:create'), postIntegration(runtime))
  const readOne = key('integrations:read', 'integrations:read_credentials')
  api.get('/integrations/:key', ...readOne, getIntegration(runtime))
  api.patch('/integrations/:key', ...key('integrations:update'), patchIntegration(runtime))
  api.delete('/integrations/:key', ...key('integrations:delete'), deleteIntegration(runtime))
  api.get('/providers', ...either, listProviders(runtime))
  api.get('/providers/:name', ...either, getProvider(runtime))

  const listAll = key('connections:list', 'connections:list_credentials')
  api.get('/connections', ...listAll, listConnections(runtime))
  api.post('/connections', ...key('connections:create'), postConnection(runtime))
  const update = key('connections:update')
  api.on(['POST', 'PATCH'], '/connections/metadata', ...update, writeMetadata(runtime))
  const read = key('connections:read', 'connections:read_credentials')
  api.get('/connections/:id', ...read, getConnection(runtime))
  api.patch('/connections/:id', ...update, patchConnection(runtime))
  api.delete('/connections/:id', ...key('connections:delete'), deleteConnection(runtime))
  api.get('/environment-variables', ...key('variables:read'), getVariables())
  const rotate = key('webhook_signing_key:rotate')
  api.post('/environment/webhook-signing-key/rotate', ...rotate, rotateSigningKey(runtime))

  api.get('/oauth/connect/:key', ...customer, getOAuthConnect(runtime))
  api.post('/api-auth/api-key/:key', ...customer, postAuth(runtime, 'API_KEY'))
  api.post('/api-auth/basic/:key', ...customer, postAuth(runtime, 'BASIC'))
  api.post('/oauth2/auth/:key', ...customer, postAuth(runtime, 'OAUTH2_CC'))
  api.post('/auth/two-step/:key', ...customer, postAuth(runtime, 'TWO_STEP'))
  api.post('/auth/unauthenticated/:key', ...customer, postAuth(runtime, 'NONE'))
  return api
}
