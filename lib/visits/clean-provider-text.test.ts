import { expect, it } from 'vitest'

import { cleanProviderText } from './clean-provider-text'

it.each([
  'Did not get authorization code in the callback. Provider error: error: access_denied; error_description: The user denied access',
  '{"error":"access_denied","error_description":"The user denied access"}',
  'AADSTS50011: the redirect URI does not match, see https://learn.example.com/en-us/azure/errors/v2',
  'Token expired, code: 190, status 401, oauth2_client_credentials_error at 2026-11-27T14:05:00.000Z',
  'Invalid token: expired',
  "The token\u2019s, the key's and the password's owner is gone, the session expired",
  'Third-party cookies: blocked by the browser, pass on: yes',
  '{"code":"invalid_grant","password":""}',
  'Ask support@example.com, see https://example.com/@help',
  'La clé a expiré。再試行してください',
])('keeps what explains: %s', (text) => expect(cleanProviderText(text)).toBe(text))

it('is one line of what is seen, and nothing where nothing is', () => {
  expect(cleanProviderText(' a\u0000b\n\n\tc\u202Ed\u2066e\u200B \u00ADf\uD800 ')).toBe(
    'a\uFFFDb cde f\uFFFD',
  )
  for (const text of ['', ' \n', '\u200B\u202E']) expect(cleanProviderText(text)).toBeNull()
})

const secrets = [
  '01h8xgjwbwbaq4z4wbrvtyk2n5',
  '01H8XGJWBWBAQ4Z4WBRVTYK2N5',
  'abcdefghjkmnpqrstvwxyzabcd',
  'nango_connect_session_0123456789abcdef0123456789abcdef',
  'sk_live_51H8abcdefGHIJKL',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'xoxb-123456789012-abcdefABCDEF1234567890ab',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  '0f8fad5b-d9cd-469f-a165-70867728950e',
  '9b74c9897bac770ffc029102a200c5de',
  'qwertyuiopasdfghjklzxcvbnmqwertyuiop',
  'ab\u200Bcdefghjkmnp\u00ADqrstvwxyzabcd',
]
it.each(secrets)('keeps no %s, wherever it stands', (secret) => {
  for (const text of [
    secret,
    `Refused: ${secret}.`,
    `https://desk.example.com/c/${secret}/report`,
    `{"detail":"${secret}"}`,
    `%2Fc%2F${secret}%3F`,
  ]) {
    const clean = cleanProviderText(text) ?? ''
    expect(clean).toContain('[secret]')
    expect(clean).not.toContain(secret.replaceAll(/[\u200B\u00AD]/g, '').slice(0, 12))
  }
})

it.each([
  'client_secret=tiny',
  'https://example.com/cb?code=4/tiny&state=x',
  '{"access_token":"tiny"}',
  '{\\"refresh_token\\":\\"tiny\\"}',
  'api key: tiny',
  'API-Key "tiny"',
  'password: tiny',
  'token%3Dtiny',
  'token: 1tiny',
  'Authorization: Bearer tiny',
  'Authorization: Basic dGlueTp0aW55',
  '{"Authorization":"ApiKey tiny"}',
  'Authorization: Token tiny',
  'authorization=ApiKey tiny',
  '<Password>tiny</Password>',
  '<wsse:Password Type="x">tiny</wsse:Password>',
  '{"credentials":"tiny"}',
  'api_keys: tiny',
  '{"password":"some words, tiny"}',
  '{"password":"p,ss;word!tiny"}',
  '{"password":"one \\"two\\" tiny"}',
  "{'password': 'some \"words\" tiny'}",
  '{\\"password\\":\\"some words, tiny\\",\\"a\\":1}',
  '{\\"password\\":\\"one \\\\\\"two\\\\\\" tiny\\"}',
  '{"password":"some words that are cut off, tiny',
  'password%22%3A%22tiny%22',
  'password=p,tiny',
  ':password=>"some tiny"',
  'No login for pass=tiny',
  'passphrase: tiny',
  'the token password=tiny',
  'token: secret=tiny',
  'the session token=tiny',
  'sessionid=tiny',
  'session_id: tiny1',
  'PHPSESSID=tiny',
  'connect.sid=tiny',
  'cookie: sid=tiny12345',
  'Set-Cookie: a=b; b=tiny; c',
  '{"cookie":"a=b; b=tiny"}',
  'https://user:tiny@db.example.com/x',
  'https://user:p@tiny@db.example.com/x',
  'https:\\/\\/user:tiny@db.example.com',
  'postgres://tiny@db.example.com/x',
])('keeps no value that is called a secret: %s', (text) => {
  const clean = cleanProviderText(text) ?? ''
  expect(clean).toContain('[secret]')
  expect(clean).not.toMatch(/tiny|dGlueT/)
})

it('keeps no half of what was cut off at the limit', () => {
  const cut = `${'no '.repeat(96)}key sk_live1`.padEnd(300, '7')
  expect(cut).toHaveLength(300)
  expect(cleanProviderText(cut)).not.toContain('sk_live')
  expect(cleanProviderText('あ'.repeat(300))).toHaveLength(300)
  expect(cleanProviderText('https://user:hun!ter'.padStart(300, 'no '))).not.toContain('hun')
})
