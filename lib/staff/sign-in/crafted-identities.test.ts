import { expect, it } from 'vitest'

import { recordEvidence } from '@/lib/testing/evidence'
import { useTestSettings } from '@/lib/testing/test-settings'

import { admit } from './admit'

const tenantId = '7d5c2f1e-3b4a-4c5d-8e9f-0a1b2c3d4e5f'
const { auth } = useTestSettings({
  AUTH_GOOGLE_CLIENT_ID: 'google',
  AUTH_GOOGLE_CLIENT_SECRET: 'google-secret',
  AUTH_ENTRA_CLIENT_ID: 'entra',
  AUTH_ENTRA_CLIENT_SECRET: 'entra-secret',
  AUTH_ENTRA_TENANT_ID: tenantId,
  STAFF_DOMAINS: 'example.com,kiosk.example.com',
})

/** Every claim but those that an attack is about would let a person in, as an agent or as an admin. */
const good = {
  oidc: { sub: '1', email: 'ada@example.com', email_verified: true },
  google: { sub: '1', email: 'ada@example.com', email_verified: true, hd: 'example.com' },
  entra: { sub: 's', tid: tenantId, oid: 'o-1', preferred_username: 'ada@example.com' },
}
type Provider = keyof typeof good

/** Addresses that look, fold or parse like `admin@example.com`, `ada@example.com` or `ada@kiosk.example.com`. */
const addresses = {
  'a full-width letter': 'ａdmin@example.com',
  'full-width throughout': 'ＡＤＭＩＮ＠ＥＸＡＭＰＬＥ．ＣＯＭ',
  'a full-width at sign': 'admin＠example.com',
  'a full-width dot': 'admin@example．com',
  'an ideographic dot': 'admin@example。com',
  'the Kelvin sign': 'ada@\u212aiosk.example.com',
  'a dotless i': 'adm\u0131n@example.com',
  'a dotted capital I': 'ADM\u0130N@example.com',
  'a long s': 'ada@kio\u017fk.example.com',
  'a circled letter': 'ⓐdmin@example.com',
  'a mathematical letter': '𝐚dmin@example.com',
  'a superscript': 'ᵃdmin@example.com',
  'a ligature': 'ada@\ufb03ce.example.com',
  'a feminine ordinal': 'ªdmin@example.com',
  'a Cyrillic a': '\u0430dmin@example.com',
  'a Cyrillic domain': 'ada@ex\u0430mple.com',
  'a Greek omicron': 'ada@example.c\u03bfm',
  'a combining mark': 'a\u0301dmin@example.com',
  'a mark that composes to nothing': 'admin\u034f@example.com',
  'a zero-width space': 'ad\u200bmin@example.com',
  'a zero-width joiner': 'ad\u200dmin@example.com',
  'a soft hyphen': 'ad\u00admin@example.com',
  'a byte order mark': '\ufeffadmin@example.com',
  'a bidi override': '\u202eadmin@example.com',
  'a lone surrogate': 'admin\ud800@example.com',
  'a NUL': 'admin@example.com\u0000',
  'a NUL before another domain': 'admin@example.com\u0000.evil.net',
  'a line feed': 'admin@example.com\n',
  'a header in the address': 'admin@example.com\r\nBcc: x@evil.net',
  'a space before': ' admin@example.com',
  'a space behind': 'admin@example.com ',
  'a no-break space': '\u00a0admin@example.com',
  'a tab': 'admin@example.com\t',
  'a domain of its own behind ours': 'admin@example.com.evil.net',
  'a domain that ends like ours': 'ada@notexample.com',
  'a sub-domain': 'ada@evil.example.com',
  'the parent domain': 'ada@com',
  'a trailing dot': 'admin@example.com.',
  'a double dot in the domain': 'admin@example..com',
  'a leading dot in the domain': 'admin@.example.com',
  'an address literal': 'admin@[127.0.0.1]',
  'a punycode look-alike': 'ada@xn--exmple-cua.com',
  'an IDN domain': 'ada@exämple.com',
  'two at signs': 'admin@example.com@evil.net',
  'two at signs, ours last': 'x@evil.net@example.com',
  'a quoted at sign': '"admin@example.com"@evil.net',
  'a quoted local part': '"admin"@example.com',
  'a quoted local part with an at sign': '"x@evil.net"@example.com',
  'a sub-address of the admin': 'admin+x@example.com',
  'a sub-address of an agent': 'ada+2@example.com',
  'a comment': 'admin(x)@example.com',
  'a display name': 'Admin <admin@example.com>',
  'a list of addresses': 'admin@example.com,x@evil.net',
  'a route address': '@evil.net:admin@example.com',
  'a percent hack': 'x%evil.net@example.com',
  'a bang path': 'evil.net!x@example.com',
  'a leading dot in the local part': '.admin@example.com',
  'a double dot in the local part': 'ad..min@example.com',
  'a trailing dot in the local part': 'admin.@example.com',
  'no local part': '@example.com',
  nothing: '',
  'a very long local part': `${'a'.repeat(65)}@example.com`,
} satisfies Record<string, string>

const claimOf = { oidc: 'email', google: 'email', entra: 'preferred_username' } as const

const byAddress = Object.entries(addresses).flatMap(([name, address]) =>
  (['oidc', 'google', 'entra'] as const).map(
    (provider) => [name, provider, { [claimOf[provider]]: address }] as const,
  ),
)

const byOther: (readonly [string, Provider, Record<string, unknown>])[] = [
  ['an array of addresses', 'oidc', { email: ['admin@example.com'] }],
  ['an object as the address', 'oidc', { email: { toString: 'admin@example.com' } }],
  ['a number as the address', 'oidc', { email: 1 }],
  ['null as the address', 'google', { email: null }],
  ['an array of names', 'entra', { preferred_username: ['admin@example.com'] }],
  [
    'an e-mail in the place of the name',
    'entra',
    { preferred_username: undefined, email: 'admin@example.com' },
  ],
  ['unverified', 'oidc', { email_verified: false }],
  ['"false"', 'oidc', { email_verified: 'false' }],
  ['"TRUE"', 'oidc', { email_verified: 'TRUE' }],
  ['1 for verified', 'oidc', { email_verified: 1 }],
  ['[true] for verified', 'oidc', { email_verified: [true] }],
  ['{} for verified', 'google', { email_verified: {} }],
  ['verified unsaid', 'google', { email_verified: undefined }],
  ['an admin’s address, unverified', 'google', { email: 'admin@example.com', email_verified: false }],
  ['no hd', 'google', { hd: undefined }],
  ['a foreign hd', 'google', { hd: 'evil.net' }],
  ['a sub-domain as hd', 'google', { hd: 'x.example.com' }],
  ['a full-width hd', 'google', { hd: 'ｅxample.com' }],
  ['a Kelvin sign in hd', 'google', { hd: '\u212aiosk.example.com' }],
  ['an array as hd', 'google', { hd: ['example.com'] }],
  ['true as hd', 'google', { hd: true }],
  ['our hd, a foreign address', 'google', { email: 'ada@evil.net' }],
  ['a foreign tenant', 'entra', { tid: '00000000-0000-4000-8000-000000000000' }],
  ['an array of tenants', 'entra', { tid: [tenantId] }],
  ['no tenant', 'entra', { tid: undefined }],
  ['no object id', 'entra', { oid: undefined }],
  ['an empty object id', 'entra', { oid: '' }],
  ['an object id that is none', 'entra', { oid: { id: 'o-1' } }],
  ['no subject', 'oidc', { sub: undefined }],
  ['an empty subject', 'oidc', { sub: '' }],
  ['a number as the subject', 'oidc', { sub: 1 }],
  ['a NUL in the subject', 'oidc', { sub: '1\u0000' }],
  ['a full-width subject', 'oidc', { sub: '１' }],
  ['an endless subject', 'oidc', { sub: '1'.repeat(256) }],
]

it.each(['oidc', 'google', 'entra'] as const)('%s lets its good identity in', (provider) =>
  expect(admit(provider, good[provider], auth)).toMatchObject({ email: 'ada@example.com', role: 'agent' }),
)

it('of all crafted identities none gets in', () => {
  const crafted = [...byAddress, ...byOther]
  expect(crafted.length).toBeGreaterThan(200)
  const admitted = crafted.filter(
    ([, provider, claims]) => !('refused' in admit(provider, { ...good[provider], ...claims }, auth)),
  )
  expect(admitted.map(([name, provider]) => `${provider}: ${name}`)).toEqual([])
  recordEvidence({ attack: 'crafted identities', tried: crafted.length, outcome: 'none admitted' })
})

it.each([
  ['an array', []],
  ['null', null],
  ['nothing', undefined],
  ['a text', 'admin@example.com'],
  ['the claims in an array', [good.oidc]],
])('claims that are %s let nobody in', (_, claims) =>
  expect(admit('oidc', claims, auth)).toHaveProperty('refused'),
)

it.each(['__proto__', 'constructor', 'toString', 'OIDC', 'oidc ', ''])('knows no provider %j', (provider) =>
  expect(admit(provider, good.oidc, auth)).toHaveProperty('refused'),
)

it('says of a sub-address why it is refused, unless an admin’s is listed so', () => {
  const claims = { ...good.oidc, email: 'ops+desk@example.com' }
  expect(admit('oidc', claims, auth)).toEqual({ refused: 'sub_address', email: 'ops+desk@example.com' })
  const listed = { ...auth, adminEmails: ['ops+desk@example.com'] }
  expect(admit('oidc', claims, listed)).toMatchObject({ role: 'admin' })
})

const nameFrom = (name: string) => admit('oidc', { ...good.oidc, name }, auth)

it('keeps a name that can be read, and else the address', () => {
  expect(nameFrom(' Ada\u0000 Lo\u202evelace\ud800 ')).toMatchObject({ name: 'Ada Lovelace' })
  for (const nothing of [
    '\u0007\u200f',
    '\u200b',
    '\u3164',
    '\u2800',
    '\u00ad',
    '\u{e0041}',
    '\ufe0f \u2060',
  ])
    expect(nameFrom(nothing), JSON.stringify(nothing)).toMatchObject({ name: 'ada@example.com' })
  expect(nameFrom('Ada\u200bLove')).toMatchObject({ name: 'AdaLove' })
  expect(nameFrom('می\u200cخواهم')).toMatchObject({ name: 'می\u200cخواهم' })
  expect(nameFrom('x'.repeat(500))).toMatchObject({ name: 'x'.repeat(200) })
})
