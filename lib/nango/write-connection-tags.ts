import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callConnection } from './call-connection'
import type { Nango } from './client'

const notFound = z.object({ error: z.object({ code: z.literal('not_found') }) })

const Answer = z.union([
  z.object({ status: z.literal(200) }).transform(() => true),
  z.object({ status: z.literal(404), data: notFound }).transform(() => false),
])

type Tagged = { integrationKey: string; connectionId: string; tags: Record<string, string> }

/**
 * Replaces a connection's tags wholesale; needs the scope `environment:connections:update`
 * (packages/server/lib/controllers/connection/connectionId/patchConnection.ts). Fails with `connection_gone` when there
 * is none of that name.
 */
export const writeConnectionTags = async (
  nango: Nango,
  { integrationKey, connectionId, tags }: Tagged,
): Promise<Result<null>> => {
  const answer = await callConnection(
    nango,
    'patchConnection',
    { method: 'PATCH', integrationKey, connectionId, data: { tags }, statuses: [200, 404] },
    Answer,
  )
  if (!answer.ok) return answer
  return answer.value ? succeed(null) : fail({ code: 'connection_gone' })
}
