import 'server-only'
import { headers } from 'next/headers'

import { takeAddressAllowance } from '@/lib/auth/address-allowance'
import { signInChoices } from '@/lib/auth/providers'
import { beginSignIn, endSignIn, type SignInWish } from '@/lib/auth/sign-in'
import { routes } from '@/lib/core/routes'
import { isDatabaseDown } from '@/lib/db/open'
import { log } from '@/lib/log'

import { isOwnOrigin } from './own-origin'

/** Begins a sign-in from a form of ours; returns where to go next. */
export const signInFromForm = async (wish: SignInWish): Promise<string> => {
  if (!isOwnOrigin(await headers())) return routes.signInFailed('ForeignOrigin')
  try {
    if ((await takeAddressAllowance('sign-in begun')).isSpent) return routes.signInFailed('TooMany')
    if (isOffered(wish)) return await beginSignIn(wish)
    const { isSpent } = await takeAddressAllowance('sign-in refused')
    return routes.signInFailed(isSpent ? 'TooMany' : 'NotOffered')
  } catch (error) {
    log().error({ err: error }, 'sign-in could not begin')
    return routes.signInFailed(isDatabaseDown(error) ? 'Unavailable' : 'OAuthSignin')
  }
}

/** What the sign-in page has no button for is not asked of anybody. */
const isOffered = (wish: SignInWish) =>
  signInChoices().some(({ provider, role }) => provider === wish.provider && (role ?? '') === wish.role)

/**
 * Signs out from a form of ours and loads a new document. Pages that the browser keeps in its memory or cache could
 * still show a link: it is told to forget them (Clear-Site-Data, W3C).
 */
export const signOut = async (request: Request): Promise<Response> => {
  if (!isOwnOrigin(request.headers)) return goTo(routes.signInFailed('ForeignOrigin'))
  const hasEnded = await endSignIn()
  return goTo(hasEnded ? routes.signIn() : routes.signInFailed('SignedOutHere'), {
    'Clear-Site-Data': '"cache"',
  })
}

const goTo = (path: string, more: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store', ...more } })
