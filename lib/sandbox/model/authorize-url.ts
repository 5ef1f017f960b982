import { createHash, randomBytes } from 'node:crypto'

import type { SandboxRuntime } from '../runtime'
import { type Integration, scopesOf } from './integration'
import type { ConnectSession } from './store'

/** Why a customer cannot be sent to the provider, in Nango's words. */
export class CannotAuthorize extends Error {}

type Flow = { integration: Integration; session: ConnectSession; config: Record<string, unknown> }

/**
 * Where the customer is sent, with the query of packages/server/lib/controllers/oauth.controller.ts: parameters of the
 * link replace all others. Throws CannotAuthorize when a value for the address is missing. With the imitated providers
 * the address is one of the sandbox, whatever the definition says.
 */
export function authorizeUrl(runtime: SandboxRuntime, flow: Flow, state: string): string {
  const { integration, session, config } = flow
  const { definition, client, provider } = integration
  const own = session.configDefaults?.[integration.uniqueKey] ?? {}
  const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client?.id ?? '',
    redirect_uri: `${runtime.publicOrigin()}/oauth/callback`,
    scope: scopes(integration, config).join(definition.scope_separator ?? ' '),
    state,
    ...definition.authorization_params,
    ...(!definition.disable_pkce && { code_challenge: challenge, code_challenge_method: 'S256' }),
    ...(own.user_scopes !== undefined && { user_scope: own.user_scopes }),
    ...own.authorization_params,
  })
  const target = new URL(interpolate(definition.authorization_url, config) ?? imitated(runtime, provider))
  const { protocol, host, pathname } = runtime.areProvidersImitated
    ? new URL(imitated(runtime, provider))
    : target
  return `${protocol}//${host}${pathname}?${query.toString()}`
}

const imitated = (runtime: SandboxRuntime, provider: string): string =>
  `${runtime.publicOrigin()}/imitated-provider/${provider}`

const scopes = (integration: Integration, config: Record<string, unknown>): string[] => {
  const override = config['oauth_scopes_override']
  return typeof override === 'string' ? override.split(',') : scopesOf(integration)
}

/** `A || B`: the second where the first lacks a value. Values are put in as they are: Nango checks no character. */
const interpolate = (template: string | undefined, config: Record<string, unknown>): string | undefined => {
  if (template === undefined) return undefined
  for (const choice of template.split(' || ')) {
    let isWhole = true
    const url = choice.replace(/\$\{connectionConfig\.(\w+)\}/g, (_all, name: string) => {
      const value = config[name]
      isWhole &&= typeof value === 'string'
      return String(value)
    })
    if (isWhole) return url
  }
  throw new CannotAuthorize(
    `Missing Connection Config param(s) in Auth request to interpolate url ${template}. Provided Connection Config: ${JSON.stringify(config)}`,
  )
}
