import { randomUUID } from 'node:crypto'

import { customerRows } from './customer-rows'
import { everyRole, type RouteRow } from './row'

const signedOut = '401 signed_out'
const noKey = '401 key_invalid'
const noScope = '403 key_lacks_scope'

const bodyOfConnectLink = { endUserId: 'user_42', allowedIntegrations: ['github'] }

/** Routes that the desk's own pages read. */
const deskRows: RouteRow[] = [
  {
    kind: 'route',
    name: 'GET /api/desk/links/[id]',
    about: 'link',
    ask: ({ id = '' }) => ({ path: `/api/desk/links/${encodeURIComponent(id)}` }),
    gets: {
      ...everyRole({ own: '200', other: '200', missing: '404 not_found', malformed: '404 not_found' }),
      else: signedOut,
    },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/links/statuses',
    about: 'link',
    ask: ({ id = '' }) => ({ path: `/api/desk/links/statuses?ids=${encodeURIComponent(id)}` }),
    gets: {
      ...everyRole({ own: '200', other: '200', missing: '200', malformed: '400 invalid_input' }),
      else: signedOut,
    },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/links/news',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/links/news' }),
    gets: { ...everyRole('200'), else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/links/export',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/links/export?search=user_42' }),
    gets: { ...everyRole('200 + changed'), else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/audit/export',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/audit/export?kind=sign-ins' }),
    gets: { ...everyRole('200 + changed'), agent: '404 not_allowed', else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/search',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/search?search=user' }),
    gets: { ...everyRole('200'), else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/customers',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/customers?search=user' }),
    gets: { ...everyRole('200'), viewer: '404 not_allowed', else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/customers/standing',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/customers/standing?id=user_42&integrations=github' }),
    gets: { ...everyRole('200'), viewer: '404 not_allowed', else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/integrations/[key]/fields',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/integrations/private-api-bearer/fields' }),
    gets: { ...everyRole('200'), viewer: '404 not_allowed', else: signedOut },
  },
  {
    kind: 'route',
    name: 'GET /api/desk/connections/waiting',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/connections/waiting?integration=github&id=conn_1&customer=user_42' }),
    gets: { ...everyRole('200'), viewer: '404 not_allowed', else: signedOut },
  },
  {
    kind: 'route',
    // Nango's logos are taken from its own host alone, which the one of the tests is not.
    name: 'GET /api/desk/logos/[provider]',
    about: 'nothing',
    ask: () => ({ path: '/api/desk/logos/github' }),
    gets: { ...everyRole('404 not_found'), else: signedOut },
  },
]

/** Routes of internal tools: sessions count for nothing there. */
const toolRows: RouteRow[] = [
  {
    kind: 'route',
    name: 'POST /api/connectLink',
    about: 'nothing',
    ask: () => ({ path: '/api/connectLink', body: bodyOfConnectLink }),
    gets: { 'key create': '200 + changed + link', 'key read': noScope, 'key revoke': noScope, else: noKey },
  },
  {
    kind: 'route',
    name: 'POST /api/reconnectLink',
    about: 'connection',
    ask: ({ integration = '', id = '' }) => ({
      path: '/api/reconnectLink',
      headers: { 'idempotency-key': randomUUID() },
      body: { integrationId: integration, connectionId: id },
    }),
    gets: {
      'key create': {
        other: '200 + changed + link',
        missing: '404 connection_gone',
        malformed: '404 connection_gone',
      },
      'key read': noScope,
      'key revoke': noScope,
      else: noKey,
    },
  },
  {
    kind: 'route',
    name: 'GET /api/links',
    about: 'nothing',
    ask: () => ({ path: '/api/links' }),
    gets: { 'key create': noScope, 'key read': '200', 'key revoke': noScope, else: noKey },
  },
  {
    kind: 'route',
    name: 'GET /api/links/[id]',
    about: 'link',
    ask: ({ id = '' }) => ({ path: `/api/links/${encodeURIComponent(id)}` }),
    gets: {
      'key create': noScope,
      'key read': {
        own: '200',
        other: '404 not_found',
        missing: '404 not_found',
        malformed: '404 not_found',
      },
      'key revoke': noScope,
      else: noKey,
    },
  },
  {
    kind: 'route',
    name: 'DELETE /api/links/[id]',
    about: 'link',
    ask: ({ id = '' }) => ({ path: `/api/links/${encodeURIComponent(id)}` }),
    gets: {
      'key create': noScope,
      'key read': noScope,
      'key revoke': {
        own: '200 + changed',
        other: '404 not_found',
        missing: '404 not_found',
        malformed: '404 not_found',
      },
      else: noKey,
    },
  },
]

const otherRows: RouteRow[] = [
  {
    kind: 'route',
    name: 'GET /api/health',
    about: 'nothing',
    ask: () => ({ path: '/api/health' }),
    gets: { else: '200' },
  },
  {
    kind: 'route',
    name: 'GET /api/ready',
    about: 'nothing',
    ask: () => ({ path: '/api/ready' }),
    gets: { else: '200' },
  },
  {
    kind: 'route',
    // Its token is nobody's of these.
    name: 'GET /api/metrics',
    about: 'nothing',
    ask: () => ({ path: '/api/metrics' }),
    gets: { else: '401' },
  },
  {
    kind: 'route',
    // A desk without a logo; with one, everybody sees it.
    name: 'GET /api/company-logo',
    about: 'nothing',
    ask: () => ({ path: '/api/company-logo' }),
    gets: { else: '404 not_found' },
  },
  {
    kind: 'route',
    name: 'GET /api/openapi.json',
    about: 'nothing',
    ask: () => ({ path: '/api/openapi.json' }),
    gets: { else: '200' },
  },
  {
    kind: 'route',
    // Nothing of next-auth is open but where a provider sends people back to.
    name: 'GET /api/auth/[...nextauth]',
    about: 'nothing',
    ask: () => ({ path: '/api/auth/callback/oidc' }),
    gets: { else: '→ /signin?error=OAuthCallback' },
  },
  {
    kind: 'route',
    name: 'POST /signin/begin',
    about: 'nothing',
    ask: () => ({
      path: '/signin/begin',
      form: { provider: 'oidc', role: '', callbackUrl: '/' },
    }),
    gets: { else: '→ elsewhere' },
  },
  {
    kind: 'route',
    name: 'POST /signout',
    about: 'nothing',
    ask: () => ({ path: '/signout' }),
    gets: { ...everyRole('→ /signin + changed'), else: '→ /signin' },
  },
  {
    kind: 'route',
    name: 'POST /api/webhooks/nango',
    about: 'nothing',
    ask: () => ({ path: '/api/webhooks/nango', body: { type: 'auth' } }),
    gets: { else: '401' },
  },
]

/** Who gets what from which method of which route. */
export const routeRows: RouteRow[] = [...deskRows, ...toolRows, ...otherRows, ...customerRows]
