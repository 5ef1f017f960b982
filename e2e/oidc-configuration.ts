import { generateKeyPairSync, randomBytes } from 'node:crypto'

import type { Configuration, GrantContext, Provider } from 'oidc-provider'

import { readClaims } from './oidc-account'

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
