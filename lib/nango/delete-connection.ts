import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callConnection } from './call-connection'
import type { Nango } from './client'

const unknown = z.object({
  error: z.object({ code: z.enum(['unknown_connection', 'unknown_provider_config']) }),
})

const Answer = z.union([
  z.object({ status: z.literal(200) }).transform(() => true),
  z.object({ status: z.literal(400), data: unknown }).transform(() => false),
])

/**
 * Removes a connection with its credentials; needs the scope `environment:connections:delete`. Fails with
 * `connection_gone` when there is none of that name, which Nango answers with a 400
 * (packages/server/lib/controllers/connection/connectionId/deleteConnection.ts).
 */
export const deleteConnection = async (
  nango: Nango,
  integrationKey: string,
  connectionId: string,
): Promise<Result<null>> => {
  const answer = await callConnection(
    nango,
    'deleteConnection',
    { method: 'DELETE', integrationKey, connectionId, statuses: [200, 400] },
    Answer,
  )
  if (!answer.ok) return answer
  return answer.value ? succeed(null) : fail({ code: 'connection_gone' })
}
