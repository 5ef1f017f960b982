import { describe, expect, it } from 'vitest'

import { validEnvironment, webhookSecret } from '@/lib/testing/test-settings'

import { readSettings } from './read'

/** The lines of the message that a start with these changes ends with. */
const complaints = (changes: Record<string, string>) => {
  try {
    readSettings({ ...validEnvironment, DESK_WEBHOOK_SECRET: webhookSecret, ...receiver, ...changes })
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').slice(1) : ['no error']
  }
}
const receiver = { DESK_WEBHOOK_URL: 'https://tool.example.com/hook' }

describe('one line names the setting and says what was meant', () => {
  it.each<[string, string, string]>([
    ['APP_ORIGIN', 'desk.example.com', 'https:// is missing at its beginning'],
    ['APP_ORIGIN', 'localhost:3000', 'https:// is missing at its beginning'],
    ['APP_ORIGIN', '"https://desk.example.com"', 'stands in quotes'],
    ['APP_ORIGIN', 'https://desk.example.com/desk', 'without a path'],
    ['APP_ORIGIN', 'https:/desk.example.com', 'must be an http(s) origin such as'],
    ['APP_ORIGIN', 'https://*.example.com', 'no host name has'],
    ['APP_ORIGIN', 'https://${HOST}', 'no host name has'],
    ['APP_ORIGIN', 'https://desk.example.com,https://desk.example.org', 'no host name has'],
    ['NANGO_CONNECT_URL', 'connect.example.com', 'https:// is missing'],
    ['NANGO_HOST', 'nango-server:3003', 'https:// is missing'],
    ['DESK_WEBHOOK_URL', 'hooks.example.com/x', 'https:// is missing'],
    ['DATABASE_URL', 'postgres://desk:pa%ss@h/d', '% as %25'],
    ['DESK_DATA_DIR', '/proc/nope', 'nothing can be kept there'],
    ['DATABASE_URL', 'h/d', 'must be a postgres:// URL'],
    ['DESK_DATA_DIR', '~/desk', 'begins with ~'],
    ['LOG_LEVEL', 'verbose', 'must be debug, info, warn, error, or silent'],
    ['ALLOW_HTTP', 'maybe', 'must be 1 or 0'],
    ['TRUSTED_PROXIES', '10.0.0.0/8', 'must be a whole number from 0 to 10'],
    ['PORT', '99999', 'must be a whole number from 1 to 65,535'],
    ['STAFF_DOMAINS', '@example.com', 'begins with @: write the domain alone'],
    ['STAFF_DOMAINS', 'https://example.com', 'is a web address: write the domain alone'],
    ['STAFF_DOMAINS', '"example.com"', 'stands in quotes'],
    ['STAFF_DOMAINS', '"example.com","example.org"', 'stands in quotes'],
    ['STAFF_DOMAINS', 'example.com,"example.org"', 'entry 2 is in quotes'],
    ['STAFF_DOMAINS', 'example.com;example.org', 'commas between them'],
    ['STAFF_DOMAINS', 'example.com example.org', 'commas between them'],
    ['STAFF_DOMAINS', '*.example.com', 'has a wildcard'],
    ['STAFF_DOMAINS', 'example.com   # our company', 'holds a comment'],
    ['STAFF_DOMAINS', '# example.com,example.org', 'holds a comment'],
    ['STAFF_DOMAINS', 'ada@example.com', 'ADMIN_EMAILS'],
    ['STAFF_DOMAINS', 'com', 'whole top-level domain'],
    ['STAFF_DOMAINS', 'gmail.com', 'anybody can get an address there'],
    ['STAFF_DOMAINS', 'bücher.example', 'beyond plain ASCII'],
    ['STAFF_DOMAINS', ',', 'holds no entry'],
    ...[
      '‘example.com’',
      '“example.com”',
      '„example.com“',
      '«example.com»',
      '“example.com"',
      '"example.com”',
      '＂example.com＂',
      '「example.com」',
      '“”',
    ].map((value): [string, string, string] => ['STAFF_DOMAINS', value, 'stands in quotes']),
    ['STAFF_DOMAINS', 'example.com,‘example.org’', 'entry 2 is in quotes'],
    ['STAFF_DOMAINS', 'example.com,„example.org“', 'entry 2 is in quotes'],
    ...['，', '、', '；', '､'].map((comma): [string, string, string] => [
      'STAFF_DOMAINS',
      `example.com${comma}example.org`,
      'commas between them',
    ]),
    ['STAFF_DOMAINS', 'example．com', 'full-width'],
    ['STAFF_DOMAINS', 'example.com (ours)', 'write the domain alone'],
    ['STAFF_DOMAINS', '<example.com>', 'write the domain alone'],
    ['APP_ORIGIN', '“https://desk.example.com”', 'stands in quotes'],
    ['APP_ORIGIN', 'https://desk.example.com”', 'holds a quotation mark'],
    ['APP_ORIGIN', '“https://desk.example.com', 'holds a quotation mark'],
    ['TICKET_URL', 'https://help.example.com/{ticket}”', 'holds a quotation mark'],
    ['AUTH_OIDC_CLIENT_SECRET', '‘abc’', 'stands in quotes'],
    [
      'AUTH_OIDC_ISSUER',
      'https://sso.example.com/.well-known/openid-configuration',
      'is to end before /.well-known',
    ],
    [
      'AUTH_OIDC_ISSUER',
      'https://sso.example.com/a/.well-known/openid-configuration/',
      'is to end before /.well-known',
    ],
    ['AUTH_OIDC_ISSUER', 'https://sso.example.com/.well-known', 'is to end before /.well-known'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4318/v1/traces', 'is to end before /v1/traces'],
    ['ADMIN_EMAILS', 'Ada <ada@example.com>', 'a name or brackets around it'],
    ['ADMIN_EMAILS', 'ada@example.com (Ada)', 'a name or brackets around it'],
    ['ADMIN_EMAILS', '(Ada) ada@example.com', 'a name or brackets around it'],
    ['ADMIN_EMAILS', 'Ada ada@example.com', 'a name or brackets around it'],
    ['ADMIN_EMAILS', 'ada@example.com bea@example.com', 'commas between them'],
    ['ADMIN_EMAILS', 'ada@example.com，bea@example.com', 'commas between them'],
    ['ADMIN_EMAILS', 'bea@example.com,‘ada@example.com’', 'entry 2 is in quotes'],
    ['ADMIN_EMAILS', 'ada＠example.com', 'full-width'],
    ['ADMIN_EMAILS', 'mailto:ada@example.com', 'begins with mailto:'],
    ['ADMIN_EMAILS', 'ada@example.com;bea@example.com', 'commas between them'],
    ['ADMIN_EMAILS', 'ada', 'no address of one person'],
    ['ADMIN_EMAILS', 'ada@example.com,bea@', 'entry 2 is no e-mail address'],
    ['SANDBOX_FAULTS', 'slow,fast', 'must be of create-429'],
  ])('%s=%s', (name, value, said) => {
    const lines = complaints({ [name]: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`  ${name}: `)
    expect(lines[0]).toContain(said)
  })
})

it('each bad entry of a list is named, once', () =>
  expect(complaints({ STAFF_DOMAINS: '@example.com,example.com,*.example.org' })).toEqual([
    expect.stringMatching(/: entry 1 begins with @.*; entry 3 has a wildcard.*$/),
  ]))

it.each([
  ['LOG_LEVEL', 'INFO'],
  ['ALLOW_HTTP', 'TRUE'],
  ['ALLOW_HTTP', '0'],
  ['SANDBOX_FAULTS', ' create-429, slow ,'],
  ['APP_ORIGIN', 'HTTPS://Desk.Example.com:443/'],
  ['NANGO_HOST', 'http://[fd00::1]:3003/nango//'],
  ['AUTH_OIDC_NAME', 'Ümläut & Söhne'],
  ['COMPANY_NAME', 'The Kids’'],
  ['COMPANY_NAME', '‘t Huis'],
  ['AUTH_OIDC_ISSUER', 'https://sso.example.com/well-known'],
  ['AUTH_OIDC_CLIENT_SECRET', '-abc$DEF~.x#y'],
  ['DATABASE_URL', 'postgresql://de%73k:p%25@h:5432/d?sslmode=require'],
])('%s=%s is taken', (name, value) => expect(complaints({ [name]: value })).toEqual([]))
