import { maxTags, type EndUser, type Tags, tagsFromEndUser } from '../model/end-user'
import { findConnection, findIntegration, openSession, type SessionTerms, type Store } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { toEndUser } from '../schemas/end-user'
import { webhookUrl } from '../schemas/fields'
import { type SessionBody, sessionSchemas } from '../schemas/sessions'
import { answerJson, ApiFailure } from './answer'
import { type ApiContext, refuseQuery, toErrors, validate } from './read-request'

type Named = Pick<SessionBody, 'allowed_integrations' | 'integrations_config_defaults' | 'overrides'>

/** Every named integration must exist, and the documentation link may not be overridden without a paid plan. */
const checkIntegrations = ({ store }: SandboxRuntime, body: Named): void => {
  failOnUnknown(
    store,
    (body.allowed_integrations ?? []).map((key, index) => ({ key, path: ['allowed_integrations', index] })),
  )
  failOnUnknown(
    store,
    (['integrations_config_defaults', 'overrides'] as const).flatMap((field) =>
      Object.keys(body[field] ?? {}).map((key) => ({ key, path: [field, key] })),
    ),
  )
  if (Object.values(body.overrides ?? {}).some(({ docs_connect }) => docs_connect))
    throw new ApiFailure(403, {
      code: 'forbidden',
      message: 'You are not allowed to override the docs connect url',
    })
}

const failOnUnknown = (store: Store, named: { key: string; path: (string | number)[] }[]): void => {
  const unknown = named.filter(({ key }) => findIntegration(store, key) === undefined)
  if (unknown.length > 0) {
    const issues = unknown.map(({ path }) => ({
      code: 'custom' as const,
      message: 'Integration does not exist',
      path,
    }))
    throw new ApiFailure(400, { code: 'invalid_body', errors: toErrors(issues) })
  }
}

type Given = Pick<SessionBody, 'integrations_config_defaults' | 'overrides' | 'webhook_url_override'>

/**
 * The terms of a link that both bodies share. `webhook_url` in a connection_config is an old name of
 * `webhook_url_override`: it is checked, taken out and used where the new name is not given
 * (packages/server/lib/controllers/connect/mapDeprecatedConnectionConfigWebhookUrl.ts).
 */
const termsOf = (
  runtime: SandboxRuntime,
  body: Given,
): Pick<SessionTerms, 'configDefaults' | 'overrides' | 'webhookUrlOverride'> => {
  const old: string[] = []
  const defaults = Object.entries(body.integrations_config_defaults ?? {}).map(([key, given]) => {
    const { webhook_url, ...config } = given.connection_config ?? {}
    if (webhook_url !== undefined) old.push(checkOldUrl(runtime, key, webhook_url))
    const isEmptied = webhook_url !== undefined && Object.keys(config).length === 0
    const { connection_config: _given, ...rest } = given
    const kept =
      given.connection_config === undefined || isEmptied ? rest : { ...rest, connection_config: config }
    return [key, kept] as const
  })
  return {
    configDefaults: body.integrations_config_defaults ? Object.fromEntries(defaults) : null,
    overrides: body.overrides ?? null,
    webhookUrlOverride: (body.webhook_url_override ?? old[0]) || null,
  }
}

const checkOldUrl = (runtime: SandboxRuntime, key: string, url: unknown): string => {
  const parsed = webhookUrl(runtime.areInnerHostsRefused).safeParse(url)
  if (parsed.success) return parsed.data ?? ''
  const path = ['integrations_config_defaults', key, 'connection_config', 'webhook_url']
  const errors = toErrors(parsed.error.issues.map((issue) => ({ ...issue, path })))
  throw new ApiFailure(400, { code: 'invalid_body', errors })
}

/** Opens the session and answers 201 with token, link and expiry. */
const answerSession = (c: ApiContext, runtime: SandboxRuntime, terms: SessionTerms): Response => {
  const session = openSession(runtime, terms)
  const link = new URL('/connect-ui/', runtime.publicOrigin())
  link.searchParams.set('session_token', session.token)
  const data = {
    token: session.token,
    connect_link: link.toString(),
    expires_at: session.expiresAt.toISOString(),
  }
  return answerJson(c, { data }, 201)
}

/** Tags derived from the end user under those given by name; too many in sum are a 500 at Nango, not a 400. */
const mergeTags = (endUser: EndUser | null, tags: Tags | undefined): Tags => {
  const merged = { ...tagsFromEndUser(endUser), ...tags }
  if (Object.keys(merged).length > maxTags)
    throw new ApiFailure(500, { code: 'server_error', message: 'Failed to create connect session' })
  return merged
}

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

const hasTags = (body: unknown): boolean => typeof body === 'object' && body !== null && 'tags' in body

/** POST /connect/sessions/reconnect; source: packages/server/lib/controllers/connect/postReconnect.ts. */
export function postReconnect(runtime: SandboxRuntime) {
  const { reconnect } = sessionSchemas(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(reconnect, c.var.body, 'invalid_body')
    const terms = termsOf(runtime, body)
    const connection = findConnection(runtime.store, body.connection_id, body.integration_id)
    if (connection === undefined)
      throw new ApiFailure(400, {
        code: 'invalid_body',
        message: 'ConnectionID or IntegrationId does not exists',
      })
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
