import 'server-only'
import type { NextRequest } from 'next/server'

import { takeAddressAllowance } from '@/lib/auth/address-allowance'
import { handleAuth } from '@/lib/auth/handle-auth'

import { isOwnOrigin } from './own-origin'

/** Providers come back here by GET; the desk's own forms post through actions, so a foreign post is nobody we know. */
export const getAuth = handleAuth

export const postAuth: typeof handleAuth = async (request: NextRequest, context) => {
  if (!isOwnOrigin(request.headers)) return new Response(null, { status: 403 })
  // Without the database nobody gets in anyway.
  const allowance = await takeAddressAllowance('sign-in begun').catch(() => null)
  if (!allowance?.isSpent) return handleAuth(request, context)
  return new Response(null, { status: 429, headers: { 'Retry-After': String(allowance.resetSeconds) } })
}
