import 'server-only'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { OAuthConfig, Provider } from 'next-auth/providers/index'
import { z } from 'zod'

import { Role } from '@/lib/core/actor'
import { settings } from '@/lib/settings/env'
import type { OauthClient } from '@/lib/settings/read'

import { roleNames } from '../words'
import type { Admitted } from './admit'

const IdClaims = z.looseObject({
  sub: z.string(),
  email: z.string().exactOptional(),
  name: z.string().exactOptional(),
})
type IdClaims = z.infer<typeof IdClaims>

/** The claims of an ID token that openid-client has already checked. */
const readIdToken = (idToken: string | undefined): IdClaims =>
  IdClaims.parse(JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8')))

type Userinfo = { sub: string; email?: string; email_verified?: unknown }

/**
 * Claims of ID token and userinfo as one. They must speak of one person and one e-mail: `email_verified` of the one says
 * nothing about another address in the other.
 */
export function mergeClaims<T extends Userinfo>(
  claims: IdClaims,
  userinfo: T,
): IdClaims & Omit<T, 'email_verified'> {
  if (userinfo.sub !== claims.sub) throw new Error('The userinfo answer is about another person.')
  if (claims.email !== undefined && userinfo.email !== undefined && claims.email !== userinfo.email)
    throw new Error('ID token and userinfo name different e-mail addresses.')
  const { email_verified, ...rest } = userinfo
  const isOfThisEmail =
    email_verified !== undefined && (claims.email === undefined || userinfo.email !== undefined)
  return { ...rest, ...(isOfThisEmail ? { email_verified } : {}), ...claims }
}

/** One OpenID Connect provider: code flow with PKCE, state and nonce; claims of ID token and userinfo together. */
const oidcProvider = (
  id: string,
  name: string,
  issuer: string,
  client: OauthClient,
): OAuthConfig<IdClaims> => ({
  id,
  name,
  type: 'oauth',
  wellKnown: `${issuer}/.well-known/openid-configuration`,
  authorization: { params: { scope: 'openid email profile' } },
  idToken: true,
  checks: ['pkce', 'state', 'nonce'],
  clientId: client.clientId,
  clientSecret: client.clientSecret,
  userinfo: {
    request: async ({ client: openid, tokens }) => {
      const claims = readIdToken(tokens.id_token)
      const userinfo = tokens.access_token ? await openid.userinfo(tokens.access_token) : claims
      return mergeClaims(claims, userinfo)
    },
  },
  profile: (claims) => ({ id: claims.sub, name: claims.name ?? null, email: claims.email ?? null }),
})

/** A way to sign in, as the sign-in page offers it. `role` picks one of the demo staff. */
export type SignInChoice = { provider: string; label: string; role?: string }

/** The providers that the settings name; demo staff in sandbox mode and in no other. */
export function authProviders(): Provider[] {
  const { mode, auth } = settings()
  if (mode === 'sandbox') return [sandboxProvider]
  const { google, entra, oidc } = auth
  return [
    ...(google ? [oidcProvider('google', 'Google', 'https://accounts.google.com', google)] : []),
    ...(entra
      ? [
          oidcProvider(
            'entra',
            'Microsoft',
            `https://login.microsoftonline.com/${entra.tenantId}/v2.0`,
            entra,
          ),
        ]
      : []),
    ...(oidc ? [oidcProvider('oidc', oidc.name, oidc.issuer, oidc)] : []),
  ]
}

/** The buttons of the sign-in page. */
export function signInChoices(): SignInChoice[] {
  return settings().mode === 'sandbox'
    ? [
        { provider: 'sandbox', role: 'agent', label: 'Continue as Agent' },
        { provider: 'sandbox', role: 'admin', label: 'Continue as Admin' },
        { provider: 'sandbox', role: 'viewer', label: 'Continue as Viewer' },
      ]
    : authProviders().map(({ id, name }) => ({ provider: id, label: `Continue with ${name}` }))
}

/** The demo person of a role. */
export function demoStaff(role: Role): Admitted {
  return {
    identity: `sandbox:${role}`,
    email: `${role}@example.com`,
    name: `Demo ${roleNames[role].toLowerCase()}`,
    role,
  }
}

/** One-click sign-in of demo staff. Refuses in any mode but the sandbox, should it ever be listed there. */
const sandboxProvider = CredentialsProvider({
  id: 'sandbox',
  name: 'Sandbox',
  credentials: { role: {} },
  authorize: (credentials) => {
    const role = Role.safeParse(credentials?.role)
    if (settings().mode !== 'sandbox' || !role.success) return null
    const { identity: id, email, name } = demoStaff(role.data)
    return { id, email, name, demoRole: role.data }
  },
})
