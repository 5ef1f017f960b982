import 'server-only'
import { headers } from 'next/headers'

import { beginSignIn, endSignIn } from '@/lib/auth/sign-in'
import { routes } from '@/lib/core/routes'
import { isDatabaseDown } from '@/lib/db/open'
import { log } from '@/lib/log'

import { takeAddressAllowance } from './address-allowance'
import { isOwnOrigin } from './own-origin'

/** A form that is none, which anybody can post, is one without fields. */
const textOf = (form: unknown, name: string) => {
  const value = form instanceof FormData ? form.get(name) : null
  return typeof value === 'string' ? value : ''
}

/** Begins a sign-in from a form of ours; returns where to go next. */
export const signInFromForm = async (form: unknown): Promise<string> => {
  if (!isOwnOrigin(await headers())) return routes.signInFailed('ForeignOrigin')
  try {
    if ((await takeAddressAllowance()).isSpent) return routes.signInFailed('TooMany')
    const wish = { provider: textOf(form, 'provider'), role: textOf(form, 'role') }
    return await beginSignIn({ ...wish, callbackUrl: textOf(form, 'callbackUrl') })
  } catch (error) {
    log().error({ err: error }, 'sign-in could not begin')
    return routes.signInFailed(isDatabaseDown(error) ? 'Unavailable' : 'OAuthSignin')
  }
}

/** Signs out from a form of ours; returns where to go next. */
export const signOutFromForm = async (): Promise<string> => {
  if (await isOwnOriginNow()) await endSignIn()
  return routes.signIn()
}

const isOwnOriginNow = async () => isOwnOrigin(await headers())
