import 'server-only'
import { z } from 'zod'

import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'

const gone = z.object({ error: z.object({ code: z.literal('unknown_connect_session_token') }) })

/** A 401 counts only in Nango's own words: a proxy in between may refuse us while the link lives on. */
const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal(204) }),
  z.object({ status: z.literal(401), data: gone }),
])

/**
 * Ends a connect session with its own token; the SDK has no method for it. 204: ended now; 401: it could not be used
 * any more (packages/server/lib/controllers/connect/deleteSession.ts). Both mean that the link is dead.
 */
export async function deleteConnectSession(
  nango: Nango,
  token: string,
): Promise<Result<{ status: 204 | 401 }>> {
  const answer = await callNango(
    nango,
    'deleteConnectSession',
    (sdk) =>
      sdk.http.delete(`${sdk.serverUrl}/connect/session`, {
        headers: { Authorization: `Bearer ${token}` },
        validateStatus: (status) => status === 204 || status === 401,
      }),
    Answer,
    { isOfKey: false },
  )
  return answer.ok ? succeed({ status: answer.value.status }) : fail(answer.failure)
}
