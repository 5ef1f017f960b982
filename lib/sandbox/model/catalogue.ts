import { type ConfigField, type Integration, type ProviderDefinition, recordedProviders } from './integration'

type Tile = { letters: string; colour: string }

type Entry = {
  uniqueKey: string
  provider: string
  displayName: string
  /** Its own where the imitated provider asks for other things than the real one. */
  definition?: ProviderDefinition
  scopes?: string[]
  tile: Tile
}

const onSubdomain = (title: string, example: string, suffix: string): Partial<ProviderDefinition> => {
  const connection_config: Record<string, ConfigField> = {
    subdomain: {
      type: 'string',
      title,
      description: `The part of your address before ${suffix}`,
      example,
      pattern: '^[a-zA-Z0-9][a-zA-Z0-9-]*$',
      order: 1,
      automated: false,
      suffix,
    },
  }
  return { proxy: { base_url: `https://\${connectionConfig.subdomain}${suffix}` }, connection_config }
}

const define = (
  provider: string,
  display_name: string,
  auth_mode: string,
  more: Partial<ProviderDefinition> = {},
): ProviderDefinition => {
  const docs = `https://nango.dev/docs/integrations/all/${provider}`
  return { display_name, categories: ['dev-tools'], auth_mode, docs, ...more }
}

/** The ten integrations of the sandbox, in the order in which Nango lists them: by provider name. */
const entries: readonly Entry[] = [
  {
    uniqueKey: 'auth0-cc',
    provider: 'auth0-cc',
    displayName: 'Auth0 (client credentials)',
    definition: define(
      'auth0-cc',
      'Auth0 (client credentials)',
      'OAUTH2_CC',
      onSubdomain('Tenant subdomain', 'acme', '.auth0.example'),
    ),
    tile: { letters: 'A0', colour: '#7a4b2a' },
  },
  {
    uniqueKey: 'github',
    provider: 'github',
    displayName: 'GitHub',
    scopes: ['repo', 'read:user'],
    tile: { letters: 'Gh', colour: '#3d4654' },
  },
  {
    uniqueKey: 'google-mail',
    provider: 'google-mail',
    displayName: 'Gmail',
    definition: define('google-mail', 'Gmail', 'OAUTH2', { categories: ['communication', 'productivity'] }),
    scopes: ['mail.read', 'mail.send'],
    tile: { letters: 'Gm', colour: '#a33a4b' },
  },
  {
    uniqueKey: 'hubspot',
    provider: 'hubspot',
    displayName: 'HubSpot',
    scopes: ['oauth', 'crm.objects.contacts.read'],
    tile: { letters: 'Hs', colour: '#a8501d' },
  },
  {
    uniqueKey: 'private-api-basic',
    provider: 'private-api-basic',
    displayName: 'Private API basic',
    definition: define('private-api-basic', 'Private API (Basic Auth)', 'BASIC'),
    tile: { letters: 'Pb', colour: '#5b5f97' },
  },
  {
    uniqueKey: 'private-api-bearer',
    provider: 'private-api-bearer',
    displayName: 'Private API key',
    definition: define('private-api-bearer', 'Private API (Bearer Auth)', 'API_KEY'),
    tile: { letters: 'Pk', colour: '#2f6f8f' },
  },
  {
    uniqueKey: 'salesforce',
    provider: 'salesforce',
    displayName: 'Salesforce',
    definition: define('salesforce', 'Salesforce', 'OAUTH2', {
      categories: ['crm'],
      ...onSubdomain('Instance subdomain', 'acme', '.my.salesforce.example'),
    }),
    scopes: ['api', 'offline_access'],
    tile: { letters: 'Sf', colour: '#1f6fae' },
  },
  {
    uniqueKey: 'slack',
    provider: 'slack',
    displayName: 'Slack',
    scopes: ['channels:read', 'chat:write'],
    tile: { letters: 'Sl', colour: '#6b3f78' },
  },
  {
    uniqueKey: 'trello',
    provider: 'trello',
    displayName: 'Trello',
    definition: define('trello', 'Trello', 'OAUTH1', { categories: ['productivity'] }),
    scopes: ['read', 'write'],
    tile: { letters: 'Tr', colour: '#1f7a6d' },
  },
  {
    uniqueKey: 'demo-unauthenticated',
    provider: 'unauthenticated',
    displayName: 'Demo (no auth)',
    tile: { letters: 'De', colour: '#4a6b3a' },
  },
]

export const tiles: ReadonlyMap<string, Tile> = new Map(entries.map(({ provider, tile }) => [provider, tile]))

/** Every provider that a fresh sandbox knows, by name. */
export const knownProviders: Record<string, ProviderDefinition> = {
  ...recordedProviders,
  ...Object.fromEntries(
    entries.flatMap(({ provider, definition }) => (definition ? [[provider, definition] as const] : [])),
  ),
}

/** The integrations of a fresh sandbox, created at an instant. */
export function catalogueIntegrations(now: Date): Integration[] {
  return entries.flatMap(({ uniqueKey, provider, displayName, scopes = [] }) => {
    const definition = knownProviders[provider]
    if (definition === undefined) return []
    return [{ ...toIntegration([provider, definition], now, scopes), uniqueKey, displayName }]
  })
}

/** An integration of a provider as somebody creates it first: with the provider's name and its own OAuth client. */
export function toIntegration(
  [provider, definition]: [string, ProviderDefinition],
  now: Date,
  scopes: string[] = [],
): Integration {
  const isOAuth = definition.auth_mode.startsWith('OAUTH') && definition.auth_mode !== 'OAUTH2_CC'
  const client = {
    id: `sandbox-${provider}`,
    secret: `sandbox-secret-${provider}`,
    scopes: scopes.join(','),
    webhookSecret: null,
  }
  return {
    uniqueKey: provider,
    provider,
    displayName: definition.display_name,
    definition,
    client: isOAuth ? client : null,
    forwardWebhooks: true,
    createdAt: now,
    updatedAt: now,
  }
}
