import 'server-only'
import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'

import { refusalRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { consumeAddressAllowance } from '@/lib/db/allowances'
import { isDatabaseDown } from '@/lib/db/explain'
import { log } from '@/lib/log'
import { sessionCookie } from '@/lib/staff/sign-in/options'
import { authProviders, signInChoices } from '@/lib/staff/sign-in/providers'
import {
  beginSignIn,
  endSignIn,
  handleAuth,
  type SignInRequest,
  wantedPath,
} from '@/lib/staff/sign-in/sign-in'

import { isOwnOrigin } from './origin'

/** A form that is none, which anybody can post, is one without fields. */
const textOf = (form: FormData | null, name: string) => {
  const value = form?.get(name)
  return typeof value === 'string' ? value : ''
}

/** Begins a sign-in from a form of ours and leads to the provider, or back with the reason why not. */
export async function beginFromForm(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return goTo(refusalRoutes.signInFailed('ForeignOrigin'))
  return goTo(await beginWith(await request.formData().catch(() => null)))
}

/** Where to go next. */
const beginWith = async (form: FormData | null): Promise<string> => {
  try {
    if ((await consumeAddressAllowance('sign-in begun')).isSpent) return refusalRoutes.signInFailed('TooMany')
    const request = { provider: textOf(form, 'provider'), role: textOf(form, 'role') }
    if (isOffered(request)) return await beginSignIn({ ...request, callbackUrl: textOf(form, 'callbackUrl') })
    const { isSpent } = await consumeAddressAllowance('sign-in refused')
    return refusalRoutes.signInFailed(isSpent ? 'TooMany' : 'NotOffered')
  } catch (error) {
    log().error({ err: error }, 'sign-in could not begin')
    return refusalRoutes.signInFailed(isDatabaseDown(error) ? 'Unavailable' : 'OAuthSignin')
  }
}

/** What the sign-in page has no button for is not asked of anybody. */
const isOffered = (request: Pick<SignInRequest, 'provider' | 'role'>) =>
  signInChoices().some(({ provider, role }) => provider === request.provider && (role ?? '') === request.role)

/**
 * Signs out from a form of ours and loads a new document. Pages that the browser keeps in its memory or cache could
 * still show a link: it is told to forget them (Clear-Site-Data, W3C).
 */
export async function signOut(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers) && !(await isUnsaidOwn(request.headers)))
    return goTo(refusalRoutes.signInFailed('ForeignOrigin'))
  const hasEnded = await endSignIn()
  return goTo(hasEnded ? routes.signIn() : refusalRoutes.signInFailed('SignedOutHere'), {
    'Clear-Site-Data': '"cache"',
  })
}

/**
 * Over plain http a form of ours says `Origin: null` and no Sec-Fetch-Site. The session's cookie, which is SameSite=Lax,
 * comes with no form of another site, at most with one of a sibling host: that can sign somebody out, and no more.
 */
const isUnsaidOwn = async (headers: Headers) =>
  headers.get('origin') === 'null' &&
  !headers.has('sec-fetch-site') &&
  (await cookies()).has(sessionCookie().name)

const goTo = (path: string, more: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store', ...more } })

/**
 * Where a provider sends people back to: the one route of next-auth that anybody reaches by HTTP. Everything else of it,
 * such as beginning, ending and its log of what browsers say, runs in this process or is not used at all.
 */
export const finishSignIn: typeof handleAuth = async (request: NextRequest, context) => {
  const [step, provider, ...more] = (await context.params).nextauth
  const isReturn = step === 'callback' && more.length === 0
  const isOurs = authProviders().some(({ id, type }) => id === provider && type === 'oauth')
  if (!isReturn || !isOurs) return new Response(null, { status: 404 })
  const answer = await handleAuth(request, context)
  const failed = failureIn(answer.headers.get('location'))
  // The sign-in page leads on by itself where another tab was faster.
  return failed === null
    ? answer
    : redirectAlike(answer, refusalRoutes.signInFailed(failed, await wantedPath()))
}

/** What went wrong, where next-auth leads to its own page about errors, which would lead on to ours. */
const failureIn = (location: string | null): string | null => {
  const url =
    location && URL.canParse(location, 'http://desk.invalid')
      ? new URL(location, 'http://desk.invalid')
      : null
  return url?.pathname === '/api/auth/error' ? (url.searchParams.get('error') ?? 'Callback') : null
}

const redirectAlike = (answer: Response, path: string) => {
  const kept = new Headers(answer.headers)
  kept.set('Location', path)
  return new Response(null, { status: answer.status, headers: kept })
}
