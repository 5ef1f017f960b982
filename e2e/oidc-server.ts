import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { type Configuration, type GrantContext, Provider } from 'oidc-provider'

import { listenOnLoopback } from '@/lib/testing/ports'

export type OidcClaims = { sub: string; email: string; email_verified: boolean; name: string }

/** The subject of an e-mail address: stable, and reversible so that no list of accounts is kept. */
export function toSubject(email: string): string {
  return `sub-${Buffer.from(email).toString('hex')}`
}

/** What the provider says about a subject. Addresses that start with `unverified` are not verified. */
export function readClaims(subject: string): OidcClaims {
  const email = Buffer.from(subject.replace(/^sub-/, ''), 'hex').toString()
  const [name = ''] = email.split('@')
  return { sub: subject, email, email_verified: !email.startsWith('unverified'), name }
}

export type OidcClient = { clientId: string; clientSecret: string; redirectUris: string[] }

const dayInSeconds = 86_400

/** The provider's settings: code flow with PKCE for one client, every consent given. `getProvider` is called later. */
export function configureOidc(client: OidcClient, getProvider: () => Provider): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ttlNames = ['AccessToken', 'AuthorizationCode', 'Grant', 'IdToken', 'Interaction', 'Session']
  return {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: client.redirectUris },
    ],
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => readClaims(id) }),
    loadExistingGrant: (ctx) => grantAll(getProvider(), ctx),
    ttl: Object.fromEntries(ttlNames.map((name) => [name, dayInSeconds])),
  }
}

async function grantAll(provider: Provider, { oidc }: GrantContext) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid email profile')
  grant.addOIDCClaims(['sub', 'email', 'email_verified', 'name'])
  await grant.save()
  return grant
}

export type OidcServer = { issuer: string; close: () => Promise<void> }

const loginPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Example SSO</title>
<form method="post"><label>Email <input name="email" type="email" required></label><button>Sign in</button></form></html>`

/**
 * Starts a real OpenID provider (authorization code with PKCE) on a free loopback port for one client. Whoever types an
 * e-mail address is signed in as that person; addresses that start with `unverified` come with email_verified false.
 */
export async function startOidcServer(client: OidcClient): Promise<OidcServer> {
  const server = createServer()
  const issuer = `http://127.0.0.1:${await listenOnLoopback(server)}`
  const provider: Provider = new Provider(
    issuer,
    configureOidc(client, () => provider),
  )
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/login/')) return answer(request, response)
    return void logIn(provider, request, response).catch(() =>
      response.writeHead(400).end('This sign-in has expired.'),
    )
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { issuer, close }
}

async function logIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(loginPage)
    return
  }
  const email = new URLSearchParams(await text(request)).get('email') ?? ''
  await provider.interactionFinished(request, response, { login: { accountId: toSubject(email) } })
}
