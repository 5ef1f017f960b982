import 'server-only'
import NextAuth from 'next-auth'
import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import { z } from 'zod'

import { refusalRoutes } from '@/lib/core/desk-routes'
import { toSafePath } from '@/lib/core/routes'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'

import { endSession } from '../store/people'
import { currentStaff } from './current'
import { authOptions, callbackUrlCookie, sessionCookie, sessionCookieOptions } from './options'

const CsrfAnswer = z.object({ csrfToken: z.string() })

/** Calls a route of next-auth in this process, with this request's cookies, and hands its cookies to the browser. */
const callAuth = async (path: string[], form?: Record<string, string>) => {
  const request = new NextRequest(
    `http://desk.invalid/api/auth/${path.join('/')}`,
    form && { method: 'POST', body: new URLSearchParams(form) },
  )
  const answer = z
    .instanceof(Response)
    .parse(await NextAuth(request, { params: { nextauth: path } }, authOptions()))
  const jar = await cookies()
  for (const cookie of new NextResponse(null, { headers: answer.headers }).cookies.getAll()) jar.set(cookie)
  return answer
}

const postAuth = async (path: string[], form: Record<string, string>) => {
  const { csrfToken } = CsrfAnswer.parse(await (await callAuth(['csrf'])).json())
  return callAuth(path, { ...form, csrfToken })
}

export type SignInRequest = { provider: string; role: string; callbackUrl: string }

/**
 * Begins a sign-in from a plain form, so that it works without client-side JavaScript: returns where to go next, the
 * provider's page or, for demo staff, straight into the desk.
 */
export async function beginSignIn({ provider, role, callbackUrl }: SignInRequest): Promise<string> {
  const path = provider === 'sandbox' ? ['callback', 'sandbox'] : ['signin', provider]
  const answer = await postAuth(path, { role, callbackUrl: toSafePath(callbackUrl) })
  return answer.headers.get('location') ?? refusalRoutes.signInFailed('OAuthSignin')
}

/** Forgets the session's cookie and ends the session in the database; false when the database could not be reached. */
export async function endSignIn(): Promise<boolean> {
  const { name } = sessionCookie()
  const jar = await cookies()
  try {
    const current = await currentStaff()
    if (current) await endSession((await openDatabase()).db, current.sessionId, new Date())
    return true
  } catch (error) {
    log().error({ err: error }, 'a session could not be ended')
    return false
  } finally {
    jar.set(name, '', { ...sessionCookieOptions(), maxAge: 0 })
  }
}

/** The path that the person wanted when the sign-in began; the first page where the browser has lost it. */
export async function wantedPath(): Promise<string> {
  const wanted = (await cookies()).get(callbackUrlCookie())?.value ?? '/'
  const here = 'http://desk.invalid'
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null
  return toSafePath(url ? `${url.pathname}${url.search}` : undefined)
}

/** next-auth's route handler, with the options as the settings are now. */
export function handleAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return NextAuth(request, context, authOptions())
}
