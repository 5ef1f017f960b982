import 'server-only'
import type { NextRequest } from 'next/server'

import { handleAuth } from '@/lib/auth/handle-auth'

import { isOwnOrigin } from './own-origin'

/** Providers come back here by GET; the desk's own forms post through actions, so a foreign post is nobody we know. */
export const getAuth = handleAuth

export const postAuth: typeof handleAuth = async (request: NextRequest, context) =>
  isOwnOrigin(request.headers) ? handleAuth(request, context) : new Response(null, { status: 403 })
