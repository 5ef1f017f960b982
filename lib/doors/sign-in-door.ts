import 'server-only'
import { headers } from 'next/headers'

import { takeAddressAllowance } from '@/lib/auth/address-allowance'
import { signInChoices } from '@/lib/auth/providers'
import { beginSignIn, endSignIn, type SignInWish } from '@/lib/auth/sign-in'
import { refusalRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { isDatabaseDown } from '@/lib/db/open'
import { log } from '@/lib/log'

import { isOwnOrigin } from './own-origin'

/** A form that is none, which anybody can post, is one without fields. */
const textOf = (form: unknown, name: string) => {
  const value = form instanceof FormData ? form.get(name) : null
  return typeof value === 'string' ? value : ''
}

/** Begins a sign-in from a form of ours; returns where to go next. */
export const signInFromForm = async (form: unknown): Promise<string> => {
  if (!isOwnOrigin(await headers())) return refusalRoutes.signInFailed('ForeignOrigin')
  try {
    if ((await takeAddressAllowance('sign-in begun')).isSpent) return refusalRoutes.signInFailed('TooMany')
    const wish = { provider: textOf(form, 'provider'), role: textOf(form, 'role') }
    if (isOffered(wish)) return await beginSignIn({ ...wish, callbackUrl: textOf(form, 'callbackUrl') })
    const { isSpent } = await takeAddressAllowance('sign-in refused')
    return refusalRoutes.signInFailed(isSpent ? 'TooMany' : 'NotOffered')
  } catch (error) {
    log().error({ err: error }, 'sign-in could not begin')
    return refusalRoutes.signInFailed(isDatabaseDown(error) ? 'Unavailable' : 'OAuthSignin')
  }
}

/** What the sign-in page has no button for is not asked of anybody. */
const isOffered = (wish: Pick<SignInWish, 'provider' | 'role'>) =>
  signInChoices().some(({ provider, role }) => provider === wish.provider && (role ?? '') === wish.role)

/**
 * Signs out from a form of ours and loads a new document. Pages that the browser keeps in its memory or cache could
 * still show a link: it is told to forget them (Clear-Site-Data, W3C).
 */
export const signOut = async (request: Request): Promise<Response> => {
  if (!isOwnOrigin(request.headers)) return goTo(refusalRoutes.signInFailed('ForeignOrigin'))
  const hasEnded = await endSignIn()
  return goTo(hasEnded ? routes.signIn() : refusalRoutes.signInFailed('SignedOutHere'), {
    'Clear-Site-Data': '"cache"',
  })
}

const goTo = (path: string, more: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store', ...more } })
