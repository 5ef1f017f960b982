import 'server-only'
import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'

import { authOptions } from './options'

/** next-auth's route handler, with the options as the settings are now. */
export function handleAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return NextAuth(request, context, authOptions())
}
