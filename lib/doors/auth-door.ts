import 'server-only'
import type { NextRequest } from 'next/server'

import { handleAuth } from '@/lib/auth/handle-auth'
import { authProviders } from '@/lib/auth/providers'

/**
 * Where a provider sends people back to: the one route of next-auth that anybody reaches by HTTP. Everything else of it,
 * such as beginning, ending and its log of what browsers say, runs in this process or is not used at all.
 */
export const finishSignIn: typeof handleAuth = async (request: NextRequest, context) => {
  const [step, provider, ...more] = (await context.params).nextauth
  const isReturn = step === 'callback' && more.length === 0
  const isOurs = authProviders().some(({ id, type }) => id === provider && type === 'oauth')
  return isReturn && isOurs ? handleAuth(request, context) : new Response(null, { status: 404 })
}
