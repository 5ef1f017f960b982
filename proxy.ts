import { NextResponse, type NextRequest } from 'next/server'

import { contentSecurityPolicy } from '@/lib/guards/headers'
import { inertHeader, isInert, originOf } from '@/lib/guards/origin'

/** Gives every page its nonce and its Content-Security-Policy, and says the Origin of a form posted without script. */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy(crypto.randomUUID())
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.delete(inertHeader)
  if (isInert(request)) headers.set(inertHeader, '1')
  const origin = originOf(request.headers)
  if (origin !== null) headers.set('Origin', origin)
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
