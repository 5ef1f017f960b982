import type { ConfigField, Integration } from './integration'

function subdomainField(title: string, example: string, suffix: string): Record<string, ConfigField> {
  return {
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
}

const shared = { categories: ['dev-tools'], scopes: [], connectionConfig: {} }

/** The ten integrations of the sandbox, in the order in which Nango lists them: by provider name. */
export const catalogue: readonly Integration[] = [
  {
    ...shared,
    uniqueKey: 'auth0-cc',
    provider: 'auth0-cc',
    displayName: 'Auth0 (client credentials)',
    authMode: 'OAUTH2_CC',
    connectionConfig: subdomainField('Tenant subdomain', 'acme', '.auth0.example'),
    tile: { letters: 'A0', colour: '#7a4b2a' },
  },
  {
    ...shared,
    uniqueKey: 'github',
    provider: 'github',
    displayName: 'GitHub',
    authMode: 'OAUTH2',
    scopes: ['repo', 'read:user'],
    tile: { letters: 'Gh', colour: '#3d4654' },
  },
  {
    ...shared,
    uniqueKey: 'google-mail',
    provider: 'google-mail',
    displayName: 'Gmail',
    authMode: 'OAUTH2',
    categories: ['communication', 'productivity'],
    scopes: ['mail.read', 'mail.send'],
    tile: { letters: 'Gm', colour: '#a33a4b' },
  },
  {
    ...shared,
    uniqueKey: 'hubspot',
    provider: 'hubspot',
    displayName: 'HubSpot',
    authMode: 'OAUTH2',
    categories: ['crm', 'marketing'],
    scopes: ['oauth', 'crm.objects.contacts.read'],
    tile: { letters: 'Hs', colour: '#a8501d' },
  },
  {
    ...shared,
    uniqueKey: 'private-api-basic',
    provider: 'private-api-basic',
    displayName: 'Private API basic',
    authMode: 'BASIC',
    tile: { letters: 'Pb', colour: '#5b5f97' },
  },
  {
    ...shared,
    uniqueKey: 'private-api-bearer',
    provider: 'private-api-bearer',
    displayName: 'Private API key',
    authMode: 'API_KEY',
    tile: { letters: 'Pk', colour: '#2f6f8f' },
  },
  {
    ...shared,
    uniqueKey: 'salesforce',
    provider: 'salesforce',
    displayName: 'Salesforce',
    authMode: 'OAUTH2',
    categories: ['crm'],
    scopes: ['api', 'offline_access'],
    connectionConfig: subdomainField('Instance subdomain', 'acme', '.my.salesforce.example'),
    tile: { letters: 'Sf', colour: '#1f6fae' },
  },
  {
    ...shared,
    uniqueKey: 'slack',
    provider: 'slack',
    displayName: 'Slack',
    authMode: 'OAUTH2',
    categories: ['communication'],
    scopes: ['channels:read', 'chat:write'],
    tile: { letters: 'Sl', colour: '#6b3f78' },
  },
  {
    ...shared,
    uniqueKey: 'trello',
    provider: 'trello',
    displayName: 'Trello',
    authMode: 'OAUTH1',
    categories: ['productivity'],
    scopes: ['read', 'write'],
    tile: { letters: 'Tr', colour: '#1f7a6d' },
  },
  {
    ...shared,
    uniqueKey: 'demo-unauthenticated',
    provider: 'unauthenticated',
    displayName: 'Demo (no auth)',
    authMode: 'NONE',
    tile: { letters: 'De', colour: '#4a6b3a' },
  },
]

export function findIntegration(uniqueKey: string): Integration | undefined {
  return catalogue.find((integration) => integration.uniqueKey === uniqueKey)
}
