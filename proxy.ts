import { NextResponse, type NextRequest } from 'next/server'

import { customerCodeOf, isCustomerPath } from '@/lib/core/desk-routes'
import { connectUiOrigin } from '@/lib/guards/customer-frame'
import { contentSecurityPolicy } from '@/lib/guards/headers'
import { customerCodeHeader, inertHeader, isInert } from '@/lib/guards/origin'

/** Gives every page its nonce and its Content-Security-Policy, and says whether anybody asked for it and whose customer it is for. */
export async function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  const connectUi = isCustomerPath(pathname) ? await connectUiOrigin() : null
  const policy = contentSecurityPolicy(crypto.randomUUID(), connectUi)
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.delete(inertHeader)
  headers.delete(customerCodeHeader)
  const code = customerCodeOf(pathname)
  if (code !== null) headers.set(customerCodeHeader, code)
  if (isInert(request)) headers.set(inertHeader, '1')
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/|icon.svg).*)',
      missing: [
        { type: 'header', key: 'next-action' },
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'rsc' },
      ],
    },
  ],
}
