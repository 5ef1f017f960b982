import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { Provider } from 'oidc-provider'

import { listenOnLoopback } from '@/lib/testing/listen-on-loopback'

import { toSubject } from './oidc-account'
import { configureOidc, type OidcClient } from './oidc-configuration'

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
