import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'

const Status = z.object({ status: z.union([z.literal(204), z.literal(401)]) })

/**
 * Ends a connect session with its own token; the SDK has no method for it. 204: ended now; 401: it could not be used
 * any more (packages/server/lib/controllers/connect/deleteSession.ts). Both mean that the link is dead.
 */
export const deleteConnectSession = async (
  nango: Nango,
  token: string,
): Promise<Result<{ status: 204 | 401 }>> => {
  const answer = await callNango(
    nango,
    'deleteConnectSession',
    (sdk) =>
      sdk.http.delete(`${sdk.serverUrl}/connect/session`, {
        headers: { Authorization: `Bearer ${token}` },
        validateStatus: (status) => status === 204 || status === 401,
      }),
    Status,
  )
  return answer.ok ? succeed(answer.value) : fail(answer.failure)
}
