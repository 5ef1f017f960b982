import 'server-only'
import type { NextRequest } from 'next/server'

import { handleAuth } from '@/lib/auth/handle-auth'
import { authProviders } from '@/lib/auth/providers'
import { refusalRoutes } from '@/lib/core/desk-routes'

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
  return failed === null ? answer : redirectAlike(answer, refusalRoutes.signInFailed(failed))
}

/** What went wrong, where next-auth leads to its own page about errors, which would lead on to ours. */
const failureIn = (location: string | null): string | null => {
  const url =
    location && URL.canParse(location, 'http://desk.invalid')
      ? new URL(location, 'http://desk.invalid')
      : null
  return url?.pathname === '/api/auth/error' ? (url.searchParams.get('error') ?? 'Callback') : null
}

const redirectAlike = ({ status, headers }: Response, path: string) => {
  const kept = new Headers(headers)
  kept.set('Location', path)
  return new Response(null, { status, headers: kept })
}
