import { z } from 'zod'

import type { SessionTerms } from '../model/store'
import { type Exchange, exchangesOf, type Sample } from './read-sample'
import { findAll, jsonOf, RecordedConnection, RecordedIntegration } from './recorded'

const tokenForm = /nango_connect_session_[0-9a-f]{64}/
const Reply = z.object({ data: z.object({ token: z.string() }) })
const Page = z.object({
  allowed_integrations: z.array(z.string()).optional(),
  integrations_config_defaults: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.string())))
    .optional(),
})

export const openTerms: SessionTerms = {
  tags: { a: 'b' },
  endUser: null,
  allowedIntegrations: null,
  configDefaults: null,
  overrides: null,
  webhookUrlOverride: null,
  reconnectsRow: null,
}

/**
 * The sessions that were open before a sample began, by token: those that no step of it created and that the server did
 * not call unknown. What they allow is taken from what they were answered.
 */
export function presupposedSessions(sample: Sample): Map<string, SessionTerms> {
  const sessions = new Map<string, SessionTerms>()
  const made = new Set<string>()
  for (const exchange of exchangesOf(sample)) {
    const reply = Reply.safeParse(jsonOf(exchange.response.body))
    if (reply.success) made.add(reply.data.data.token)
    const [token] =
      tokenForm.exec(`${exchange.path} ${exchange.headers['authorization']} ${exchange.body}`) ?? []
    const isKnown = exchange.response.status !== 401 || exchange.response.body.includes('secret_key_format')
    if (token !== undefined && !made.has(token) && isKnown && !sessions.has(token))
      sessions.set(token, { ...openTerms, ...termsFrom(exchange) })
  }
  return sessions
}

const termsFrom = ({ path, response }: Exchange): Partial<SessionTerms> => {
  const [, key = ''] =
    /^\/(?:oauth\/connect|oauth2\/auth|(?:api-auth|auth)\/[\w-]+)\/([^?]+)/.exec(path) ?? []
  if (response.body.includes('integration_not_allowed'))
    return { allowedIntegrations: [key === 'github' ? 'private-api-bearer' : 'github'] }
  const json = jsonOf(response.body)
  if (path === '/integrations')
    return { allowedIntegrations: findAll(RecordedIntegration, json).map(({ unique_key }) => unique_key) }
  const page = z.object({ data: Page }).safeParse(json)
  if (path !== '/connect/session' || !page.success) return {}
  const { allowed_integrations, integrations_config_defaults } = page.data.data
  return {
    allowedIntegrations: allowed_integrations ?? null,
    configDefaults: integrations_config_defaults ?? null,
  }
}

/** OAuth states that no step of a sample began and that the server knew. */
export function presupposedStates(sample: Sample): string[] {
  const begun = exchangesOf(sample).map(({ response }) => response.headers['location'] ?? '')
  return exchangesOf(sample).flatMap(({ path, response }) => {
    const state = path.startsWith('/oauth/callback')
      ? new URL(path, 'http://x').searchParams.get('state')
      : null
    const isKnown = state !== null && !response.body.includes('No session found')
    return isKnown && !begun.some((address) => address.includes(state)) ? [state] : []
  })
}

type Named = { connectionId: string; integrationKey: string }

/** Connections that a call of a sample succeeded on without showing them. */
export function touchedConnections(sample: Sample): Named[] {
  return exchangesOf(sample).flatMap(({ method, path, body, response }) => {
    if (response.status >= 300) return []
    const { pathname, searchParams } = new URL(path, 'http://x')
    const [, id = ''] = /^\/connections?\/([^/]+)$/.exec(pathname) ?? []
    if (id !== '' && id !== 'metadata' && method !== 'GET') {
      const integrationKey = searchParams.get('provider_config_key') ?? ''
      return [{ connectionId: decodeURIComponent(id), integrationKey }]
    }
    const named = z
      .union([
        z
          .object({ connection_id: z.string(), integration_id: z.string() })
          .transform((one) => ({ connectionId: one.connection_id, integrationKey: one.integration_id })),
        z
          .object({
            connection_id: z.union([z.string(), z.array(z.string())]),
            provider_config_key: z.string(),
            metadata: z.unknown(),
            credentials: z.undefined().optional(),
          })
          .transform((one) =>
            [one.connection_id]
              .flat()
              .map((connectionId) => ({ connectionId, integrationKey: one.provider_config_key })),
          ),
      ])
      .safeParse(jsonOf(body))
    return named.success ? [named.data].flat() : []
  })
}

/** Connections that a sample shows, each as it was first seen. */
export function shownConnections(sample: Sample): RecordedConnection[] {
  return exchangesOf(sample)
    .filter(({ method }) => method === 'GET')
    .flatMap(({ response }) => findAll(RecordedConnection, jsonOf(response.body)))
}

/** Ids of connections that a step of a sample imports. */
export function importedIds(sample: Sample): string[] {
  return exchangesOf(sample).flatMap(({ method, path, body, response }) => {
    const isImport = method === 'POST' && path === '/connections' && response.status === 201
    const parsed = z.object({ connection_id: z.string() }).safeParse(jsonOf(body))
    return isImport && parsed.success ? [parsed.data.connection_id] : []
  })
}

/** Secrets that the provider refused, for which the server had to ask it. */
export function refusedSecrets(sample: Sample): Set<string> {
  const bodies = exchangesOf(sample)
    .filter(
      ({ path, response }) => response.body.includes('connection_test_failed') && path.includes('/resend'),
    )
    .map(({ body }) => z.record(z.string(), z.string()).catch({}).parse(jsonOf(body)))
  return new Set(['invalid', ...bodies.flatMap((body) => Object.values(body))])
}

/** How the provider refused codes, by code. */
export function refusedCodes(sample: Sample): Map<string, unknown> {
  return new Map(
    exchangesOf(sample).flatMap(({ path, response }) => {
      const code = path.startsWith('/oauth/callback') && new URL(path, 'http://x').searchParams.get('code')
      const text = response.body.replaceAll('&quot;', '"')
      const [error] = /\{\s*"name".*?\}(?=<| You can)/s.exec(text) ?? []
      return code && error !== undefined ? [[code, jsonOf(error)] as const] : []
    }),
  )
}
