import 'server-only'
import type { CookiesOptions, NextAuthOptions } from 'next-auth'

import { routes, toSafePath } from '@/lib/core/routes'
import { log } from '@/lib/log'
import { settings } from '@/lib/settings/env'

import { sessionAbsoluteMs } from '../store/people'
import { authProviders } from './providers'
import { signInCallback } from './sign-in-callback'

const cookieNames = [
  'sessionToken',
  'callbackUrl',
  'csrfToken',
  'pkceCodeVerifier',
  'state',
  'nonce',
] as const

/** How every cookie is set, and so how it has to be forgotten. */
export function sessionCookieOptions() {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    path: '/',
    secure: isSecure(),
  }
}

/** On https every cookie is `__Host-`: this host only, secure, for the whole site. */
const cookies = (): Partial<CookiesOptions> =>
  Object.fromEntries(
    cookieNames.map((name) => [name, { name: cookieName(name), options: sessionCookieOptions() }]),
  )

const isSecure = () => settings().appOrigin?.startsWith('https:') ?? false

const cookieName = (name: (typeof cookieNames)[number]) => `${isSecure() ? '__Host-' : ''}desk.${name}`

/** Where the session's JWT is, and what opens it. */
export function sessionCookie() {
  return { name: cookieName('sessionToken'), secret: settings().auth.secret }
}

/** Where next-auth keeps the address that a person wanted before they had to sign in. */
export function callbackUrlCookie() {
  return cookieName('callbackUrl')
}

/** next-auth as the settings want it: JWT that carries nothing but our session's id. */
export function authOptions(): NextAuthOptions {
  return {
    secret: settings().auth.secret,
    providers: authProviders(),
    // The idle end is judged in the database.
    session: { strategy: 'jwt', maxAge: sessionAbsoluteMs / 1000 },
    pages: { signIn: routes.signIn(), error: routes.signIn() },
    cookies: cookies(),
    callbacks: {
      signIn: signInCallback,
      jwt: ({ token, user }) => {
        const sessionId = user?.sessionId ?? token.sessionId
        return sessionId ? { sessionId } : {}
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url
        return `${baseUrl}${toSafePath(path)}`
      },
    },
    logger: {
      error: (code, metadata) =>
        log().error({ code, err: 'error' in metadata ? metadata.error : metadata }, 'next-auth'),
      warn: (code) => log().debug({ code }, 'next-auth'),
      debug: () => {},
    },
  }
}
