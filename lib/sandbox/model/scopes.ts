/** How an API key of Nango looks: a UUID v4. */
export const keyForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Every scope of a Nango API key that the sandbox judges by; source: packages/types/lib/api-keys/scopes.ts. */
const scopes = [
  'connect_sessions:write',
  'connections:list',
  'connections:list_credentials',
  'connections:read',
  'connections:read_credentials',
  'connections:create',
  'connections:update',
  'connections:delete',
  'integrations:list',
  'integrations:list_credentials',
  'integrations:read',
  'integrations:read_credentials',
  'integrations:create',
  'integrations:update',
  'integrations:delete',
  'variables:read',
  'webhook_signing_key:rotate',
] as const
export type Scope = (typeof scopes)[number]

/** As of Nango's default key. */
export const fullAccess = ['environment:*']

/** What the sandbox's own key may do: all but read secrets, so that what a customer types stays out of every answer. */
export const withoutSecrets = scopes
  .filter((scope) => !scope.endsWith('_credentials'))
  .map((scope) => `environment:${scope}`)

/** All scopes but some, for example ['connections:update']. */
export function allScopesBut(missing: string[]): string[] {
  return scopes.filter((scope) => !missing.includes(scope)).map((scope) => `environment:${scope}`)
}

/** Whether a key's scopes hold one, by name or by a wildcard such as environment:connections:*. */
export function holds(granted: readonly string[], scope: Scope): boolean {
  const [area] = scope.split(':')
  return ['environment:*', `environment:${area}:*`, `environment:${scope}`].some((name) =>
    granted.includes(name),
  )
}
