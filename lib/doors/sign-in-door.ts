import 'server-only'
import { headers } from 'next/headers'

import { beginSignIn, endSignIn, type SignInWish } from '@/lib/auth/sign-in'
import { refusalRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { isDatabaseDown } from '@/lib/db/open'
import { log } from '@/lib/log'

import { takeAddressAllowance } from './address-allowance'
import { isOwnOrigin } from './own-origin'

/** Begins a sign-in from a form of ours; returns where to go next. */
export const signInFromForm = async (wish: SignInWish): Promise<string> => {
  if (!isOwnOrigin(await headers())) return refusalRoutes.signInFailed('ForeignOrigin')
  try {
    if ((await takeAddressAllowance()).isSpent) return refusalRoutes.signInFailed('TooMany')
    return await beginSignIn(wish)
  } catch (error) {
    log().error({ err: error }, 'sign-in could not begin')
    return refusalRoutes.signInFailed(isDatabaseDown(error) ? 'Unavailable' : 'OAuthSignin')
  }
}

/** Signs out from a form of ours; returns where to go next. */
export const signOutFromForm = async (): Promise<string> => {
  if (await isOwnOriginNow()) await endSignIn()
  return routes.signIn()
}

const isOwnOriginNow = async () => isOwnOrigin(await headers())
