import { createHash, randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { type OidcServer, startOidcServer } from './oidc-server'

const client = {
  clientId: 'desk',
  clientSecret: 'desk-secret',
  redirectUris: ['http://localhost:1/api/auth/callback/oidc'],
}
const [redirectUri = ''] = client.redirectUris
const verifier = randomBytes(32).toString('base64url')

let server: OidcServer

beforeAll(async () => {
  server = await startOidcServer(client)
})

afterAll(async () => {
  await server.close()
})

function authorizeUrl(changes: Record<string, string | undefined> = {}): string {
  const url = new URL('/auth', server.issuer)
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

/** Follows redirects by hand with a cookie jar until one leaves the provider. */
async function signIn(email: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = authorizeUrl()
  let init: RequestInit = {}
  for (let hop = 0; hop < 8; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    if (location === null) {
      expect(await answer.text()).toContain('Email')
      init = { method: 'POST', body: new URLSearchParams({ email }) }
      continue
    }
    init = {}
    url = new URL(location, url).href
    if (!url.startsWith(server.issuer)) return new URL(url)
  }
  throw new Error('The sign-in never came back.')
}

const Tokens = z.object({ id_token: z.string(), access_token: z.string() })

async function redeem(code: string, codeVerifier: string): Promise<Response> {
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
  return fetch(`${server.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }),
  })
}

function readPayload(idToken: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
}

test('discovery names the issuer', async () => {
  const answer = await fetch(`${server.issuer}/.well-known/openid-configuration`)
  expect(await answer.json()).toMatchObject({
    issuer: server.issuer,
    code_challenge_methods_supported: ['S256'],
  })
})

test('an e-mail address signs in, with state, nonce and claims', async () => {
  const back = await signIn('agent@example.com')
  expect(back.searchParams.get('state')).toBe('state-1')
  const answer = await redeem(back.searchParams.get('code') ?? '', verifier)
  const tokens = Tokens.parse(await answer.json())
  const claims = { email: 'agent@example.com', email_verified: true, name: 'agent' }
  expect(readPayload(tokens.id_token)).toMatchObject({ iss: server.issuer, nonce: 'nonce-1', ...claims })
  const userinfo = await fetch(`${server.issuer}/me`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  expect(await userinfo.json()).toMatchObject(claims)
})

test('an address that starts with "unverified" is not verified', async () => {
  const back = await signIn('unverified@example.com')
  const answer = await redeem(back.searchParams.get('code') ?? '', verifier)
  const { id_token: idToken } = Tokens.parse(await answer.json())
  expect(readPayload(idToken)).toMatchObject({ email: 'unverified@example.com', email_verified: false })
})

test('a wrong verifier gets no token, and PKCE is not optional', async () => {
  const back = await signIn('agent@example.com')
  expect((await redeem(back.searchParams.get('code') ?? '', 'x'.repeat(43))).status).toBe(400)
  const answer = await fetch(authorizeUrl({ code_challenge: undefined, code_challenge_method: undefined }), {
    redirect: 'manual',
  })
  expect(answer.headers.get('location')).toContain('error=invalid_request')
})
