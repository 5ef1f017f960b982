import { Hono } from 'hono'

import type { Scope } from '../model/scopes'
import type { SandboxRuntime } from '../runtime'
import { applyFaults } from './apply-faults'
import { getOAuthConnect, postAuth } from './connect'
import {
  deleteConnection,
  getConnection,
  patchConnection,
  postConnection,
  writeMetadata,
} from './connections'
import { postReconnect, postSession } from './create-session'
import { getVariables, rotateSigningKey } from './environment'
import { createGuards, limitRate, requireScope } from './guards'
import {
  deleteIntegration,
  getIntegration,
  listIntegrations,
  patchIntegration,
  postIntegration,
} from './integrations'
import { listConnections } from './list-connections'
import { getLogo, getProvider, listProviders } from './providers'
import { type ApiEnv, readJsonBody } from './read-request'
import { deleteSession, getSession, postTelemetry } from './session-by-token'

const words = new Set(
  'connect sessions session reconnect telemetry connections connection metadata integrations providers oauth oauth2 callback auth api-auth api-key basic two-step unauthenticated environment-variables environment webhook-signing-key rotate'.split(
    ' ',
  ),
)

/**
 * The path that decides on the route: Nango's router takes fixed words in any case and a slash at the end, and
 * `/connection` is an old name of `/connections`. Taken from the raw address, because a URL drops a segment `%2E`.
 */
export function routePath(request: Request, raw?: string): string {
  const address = raw ?? request.url.replace(/^[a-z]+:\/\/[^/]*/i, '')
  const [path = ''] = address.split(/[?#]/)
  const segments = path.split('/').map((segment, index) => {
    const word = segment.toLowerCase()
    if (index === 1 && word === 'connection') return 'connections'
    return words.has(word) && (index < 3 || word === 'reconnect' || word === 'rotate') ? word : segment
  })
  const joined = segments.join('/')
  return joined.length > 1 && !joined.startsWith('/connect-ui') ? joined.replace(/\/$/, '') : joined
}

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
