import { describe, expect, it } from 'vitest'

import { originOf, shownConfigValue } from './read'

describe('a value of a connection’s config', () => {
  it.each<[string, unknown, string]>([
    ['subdomain', 'acme-shop', 'acme-shop'],
    ['hostname', 'acme.my.salesforce.com', 'acme.my.salesforce.com'],
    ['instance_url', 'https://acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['instanceUrl', 'https://acme.example.com:8443/', 'https://acme.example.com:8443/'],
    ['baseUrl', 'https://acme.example.com/hook/very-private', 'https://acme.example.com/…'],
    ['accounts-server', 'https://accounts.zoho.eu', 'https://accounts.zoho.eu'],
    ['team.id', 'T024BE7LD', 'T024BE7LD'],
    ['portalId', 62515, '62515'],
    ['tenantId', '3aa4a235-b6e2-48d5-9195-7fcf05b459b0', '3aa4a235-b6e2-48d5-9195-7fcf05b459b0'],
    [
      'databricksInstance',
      'dbc-a1b2c3d4-e5f6.cloud.databricks.com',
      'dbc-a1b2c3d4-e5f6.cloud.databricks.com',
    ],
    ['oauth_scopes_override', 'repo,read:org', 'repo,read:org'],
  ])('is shown where it says where the account is: %s', (field, value, shown) =>
    expect(shownConfigValue(field, value)).toBe(shown),
  )

  it.each<[string, unknown]>([
    ['apiKey', 'short'],
    ['oauth_client_secret_override', 'own-secret'],
    ['oauth_client_id_override', 'own-id'],
    ['customerApiKey', 'acme'],
    ['resellerToken', 'acme'],
    ['username', 'ada'],
    ['userEmail', 'ada@example.com'],
    ['incoming_webhook.url', 'https://hooks.slack.com/services/T0/B0/x'],
    ['authorization_params', { prompt: 'consent' }],
    ['__proto__', 'acme'],
    ['constructor', 'acme'],
    ['never-heard-of', 'acme'],
    ['', 'acme'],
  ])('is hidden of any other field: %s', (field, value) => expect(shownConfigValue(field, value)).toBeNull())

  it.each<[string, unknown]>([
    ['of a known maker', 'xoxb-1-a'],
    ['of a known maker, in an address', 'https://ghp_abc.example.com'],
    ['a bearer', 'Bearer abc'],
    ['a JSON web token', 'eyJhbGciOi.x.y'],
    ['random in mixed case', 'aB3-dE6_gH9-jK2-mN5pQ8'],
    ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015'],
    ['random in an address', 'https://9f86d081884c7d659a2feaa0c55ad015.example.com'],
    ['the login of an address', 'https://user:pw@evil.example.com'],
    ['the query of an address', 'https://acme.example.com?key=abc'],
    ['of several lines', 'acme\n-----BEGIN PRIVATE KEY-----'],
    ['very long', 'a'.repeat(301)],
    ['an object', { key: 'acme' }],
    ['a list', ['acme']],
    ['nothing', null],
    ['empty', ''],
  ])('is hidden in any case where it looks like a secret: %s', (_, value) =>
    expect(shownConfigValue('subdomain', value)).toBeNull(),
  )
})

it.each([
  ['https://hooks.example.com/very/secret?x=1', 'https://hooks.example.com'],
  ['https://user:pw@hooks.example.com:8443/', 'https://hooks.example.com:8443'],
  ['data:text/plain,secret', null],
  ['secret', null],
])('of an address only the server is told: %s', (address, origin) => expect(originOf(address)).toBe(origin))
