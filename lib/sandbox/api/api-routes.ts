import { Hono } from 'hono'

import type { SandboxRuntime } from '../runtime'
import type { ApiEnv } from './api-env'
import { applyFaults } from './apply-faults'
import { createGuards } from './authenticate'
import { getLogo } from './get-logo'
import { getOAuthConnect } from './get-oauth-connect'
import { getIntegration, listIntegrations } from './integrations'
import { limitRate } from './limit-rate'
import { listConnections } from './list-connections'
import { deleteConnection, getConnection, patchConnection } from './one-connection'
import { postAuth } from './post-auth'
import { postReconnect } from './post-reconnect'
import { postSession } from './post-session'
import { getProvider, listProviders } from './providers'
import { readJsonBody } from './read-json-body'
import { deleteSession, getSession } from './session-by-token'
import { writeMetadata } from './write-metadata'

/** The part of Nango's public API that the product and its customers' pages call. */
export function apiRoutes(runtime: SandboxRuntime): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  const guards = createGuards(runtime)
  const limit = limitRate(runtime)
  const faults = applyFaults(runtime)
  const key = [readJsonBody, guards.apiKey, limit, faults] as const
  const token = [readJsonBody, guards.token, limit, faults] as const
  const either = [readJsonBody, guards.apiKeyOrToken, limit, faults] as const
  const customer = [readJsonBody, guards.queryToken, limit, faults] as const

  api.get('/health', (c) => c.json({ result: 'ok' }))
  api.get('/images/template-logos/:file', getLogo)
  api.post('/connect/sessions', ...key, postSession(runtime))
  api.post('/connect/sessions/reconnect', ...key, postReconnect(runtime))
  api.get('/connect/session', ...token, getSession())
  api.delete('/connect/session', ...token, deleteSession(runtime))
  api.get('/integrations', ...either, listIntegrations(runtime))
  api.get('/integrations/:key', ...key, getIntegration(runtime))
  api.get('/providers', ...either, listProviders(runtime))
  api.get('/providers/:name', ...either, getProvider(runtime))
  api.get('/connections', ...key, listConnections(runtime))
  api.on(['POST', 'PATCH'], '/connections/metadata', ...key, writeMetadata(runtime))
  api.get('/connections/:id', ...key, getConnection(runtime))
  api.patch('/connections/:id', ...key, patchConnection(runtime))
  api.delete('/connections/:id', ...key, deleteConnection(runtime))
  api.get('/oauth/connect/:key', ...customer, getOAuthConnect(runtime))
  api.post('/api-auth/api-key/:key', ...customer, postAuth(runtime, 'API_KEY'))
  api.post('/api-auth/basic/:key', ...customer, postAuth(runtime, 'BASIC'))
  api.post('/oauth2/auth/:key', ...customer, postAuth(runtime, 'OAUTH2_CC'))
  api.post('/auth/unauthenticated/:key', ...customer, postAuth(runtime, 'NONE'))
  return api
}
