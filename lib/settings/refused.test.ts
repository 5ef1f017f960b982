import { describe, expect, it } from 'vitest'

import { validEnvironment } from '@/lib/testing/test-settings'

import { readSettings } from './read'

/** What a start says of `validEnvironment` with changes: the lines of the settings that it names; [] when it starts. */
const complaints = (changes: Record<string, string>) => {
  try {
    readSettings({ ...validEnvironment, ...changes })
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').slice(1) : ['no error']
  }
}
const production = { NODE_ENV: 'production', ALLOW_PGLITE: '1' }
const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`

describe('a setting is refused, by one message that names it and no value', () => {
  const refused: [string, string, Record<string, string>][] = [
    ['a name and password', 'NANGO_HOST', { NANGO_HOST: 'https://me:canary@nango.example.com' }],
    ['a name alone', 'NANGO_HOST', { NANGO_HOST: 'https://canary@nango.example.com' }],
    ['a query', 'NANGO_HOST', { NANGO_HOST: 'https://nango.example.com/?key=canary' }],
    ['a fragment', 'NANGO_HOST', { NANGO_HOST: 'https://nango.example.com/#canary' }],
    ['a password', 'NANGO_PUBLIC_API_URL', { NANGO_PUBLIC_API_URL: 'https://me:canary@nango.example.com' }],
    ['a password', 'NANGO_CONNECT_URL', { NANGO_CONNECT_URL: 'https://me:canary@nango.example.com' }],
    ['a password', 'AUTH_OIDC_ISSUER', { AUTH_OIDC_ISSUER: 'https://me:canary@sso.example.com' }],
    ['a password', 'APP_ORIGIN', { APP_ORIGIN: 'https://me:canary@desk.example.com' }],
    ['a fragment', 'APP_ORIGIN', { APP_ORIGIN: 'https://desk.example.com/#canary' }],
    ['http', 'APP_ORIGIN', { ...production, APP_ORIGIN: 'http://canary.example.com' }],
    ['http', 'NANGO_HOST', { ...production, NANGO_HOST: 'http://canary.example.com' }],
    ['http', 'NANGO_PUBLIC_API_URL', { ...production, NANGO_PUBLIC_API_URL: 'http://canary.example.com' }],
    ['http', 'NANGO_CONNECT_URL', { ...production, NANGO_CONNECT_URL: 'http://canary.example.com' }],
    ['http', 'AUTH_OIDC_ISSUER', { ...production, AUTH_OIDC_ISSUER: 'http://canary.example.com' }],
    ['http on a look-alike', 'APP_ORIGIN', { ...production, APP_ORIGIN: 'http://127.0.0.1.canary.net' }],
    ['a top-level domain', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'example.com,com' }],
    ['a public suffix', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'co.uk' }],
    ['where anybody gets an address', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'gmail.com' }],
    ['an address', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'canary@example.com' }],
    ['a leading at sign', 'STAFF_DOMAINS', { STAFF_DOMAINS: '@example.com' }],
    ['a wildcard', 'STAFF_DOMAINS', { STAFF_DOMAINS: '*.example.com' }],
    ['a full-width letter', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'ｅxample.com' }],
    ['a trailing dot', 'STAFF_DOMAINS', { STAFF_DOMAINS: 'example.com.' }],
    ['an IP address', 'STAFF_DOMAINS', { STAFF_DOMAINS: '10.0.0.1' }],
    ['no address', 'ADMIN_EMAILS', { ADMIN_EMAILS: 'admin@example.com,canary' }],
    ['a domain', 'ADMIN_EMAILS', { ADMIN_EMAILS: '@example.com' }],
    ['a full-width letter', 'ADMIN_EMAILS', { ADMIN_EMAILS: 'ａdmin@example.com' }],
    ['one id twice', 'DESK_ENCRYPTION_KEYS', { DESK_ENCRYPTION_KEYS: `${key('k1', 1)},${key('k1', 2)}` }],
    ['an empty second key', 'DESK_ENCRYPTION_KEYS', { DESK_ENCRYPTION_KEYS: `${key('k1', 1)},` }],
    ['more than id and key', 'DESK_ENCRYPTION_KEYS', { DESK_ENCRYPTION_KEYS: `${key('k1', 1)}:canary` }],
    ['an empty second key', 'NANGO_WEBHOOK_SIGNING_KEY', { NANGO_WEBHOOK_SIGNING_KEY: 'canary,' }],
    ['an empty first key', 'NANGO_WEBHOOK_SIGNING_KEY', { NANGO_WEBHOOK_SIGNING_KEY: ',canary' }],
    ['no place for the ticket', 'TICKET_URL', { TICKET_URL: 'https://canary.example.com/tickets' }],
    ['a ticket in the host', 'TICKET_URL', { TICKET_URL: 'https://{ticket}.canary.com/' }],
    ['a ticket as the port', 'TICKET_URL', { TICKET_URL: 'https://canary.com:{ticket}/' }],
    ['no scheme', 'TICKET_URL', { TICKET_URL: 'canary.example.com/{ticket}' }],
    ['another scheme', 'TICKET_URL', { TICKET_URL: 'javascript:canary("{ticket}")' }],
    ['a password', 'TICKET_URL', { TICKET_URL: 'https://me:canary@help.example.com/{ticket}' }],
    ['a space', 'TICKET_TAG_KEY', { TICKET_TAG_KEY: 'the canary' }],
    ['a tag of ours', 'TICKET_TAG_KEY', { TICKET_TAG_KEY: 'end_user_id' }],
    [
      'customers by plain http',
      'CUSTOMER_ORIGIN',
      { ...production, CUSTOMER_ORIGIN: 'http://connect.example.com' },
    ],
    ['a comma alone', 'NANGO_WEBHOOK_SIGNING_KEY', { NANGO_WEBHOOK_SIGNING_KEY: ' , ' }],
  ]
  it.each(refused)('%s: %s', (_, name, changes) => {
    const lines = complaints(changes)
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^ {2}${name}: [^;]+$`))])
    expect(lines.join()).not.toMatch(/canary/)
  })
})

it.each([
  ['plain http on the machine itself', { ...production, APP_ORIGIN: 'http://localhost:3000' }],
  ['customers on the machine itself', { ...production, CUSTOMER_ORIGIN: 'http://127.0.0.1:3000' }],
  ['on its address', { ...production, NANGO_HOST: 'http://[::1]:3003' }],
  ['a https desk beside a local Nango', { ...production, NANGO_HOST: 'http://127.0.0.1:3003' }],
  ['plain http on purpose', { ...production, NANGO_HOST: 'http://nango.internal', ALLOW_HTTP: '1' }],
  ['plain http outside production', { NODE_ENV: 'development', NANGO_HOST: 'http://nango:3003' }],
  ['a path in Nango’s address', { NANGO_HOST: 'https://example.com/nango/' }],
  ['several domains', { STAFF_DOMAINS: 'Example.com, acme.co.uk,xn--bcher-kva.example, a.b.c.example.org' }],
  ['an admin at a public mail service', { ADMIN_EMAILS: 'Ada.Lovelace+desk@gmail.com' }],
  ['two signing keys', { NANGO_WEBHOOK_SIGNING_KEY: 'one, two' }],
  ['two encryption keys', { DESK_ENCRYPTION_KEYS: `${key('k2', 1)}, ${key('k1', 2)}` }],
])('takes %s', (_, changes) => expect(complaints(changes)).toEqual([]))
