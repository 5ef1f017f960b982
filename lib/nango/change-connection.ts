import 'server-only'
import { z } from 'zod'

import { fail, type Result, succeed } from '@/lib/core/result'

import { callConnection, callNango } from './call'
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
export async function deleteConnection(
  nango: Nango,
  integrationKey: string,
  connectionId: string,
): Promise<Result<null>> {
  const answer = await callConnection(
    nango,
    'deleteConnection',
    { method: 'DELETE', integrationKey, connectionId, statuses: [200, 400] },
    Answer,
  )
  if (!answer.ok) return answer
  return answer.value ? succeed(null) : fail({ code: 'connection_gone' })
}

const notFound = z.object({ error: z.object({ code: z.literal('not_found') }) })

const TagsAnswer = z.union([
  z.object({ status: z.literal(200) }).transform(() => true),
  z.object({ status: z.literal(404), data: notFound }).transform(() => false),
])

type Tagged = { integrationKey: string; connectionId: string; tags: Record<string, string> }

/**
 * Replaces a connection's tags wholesale; needs the scope `environment:connections:update`
 * (packages/server/lib/controllers/connection/connectionId/patchConnection.ts). Fails with `connection_gone` when there
 * is none of that name.
 */
export async function writeConnectionTags(
  nango: Nango,
  { integrationKey, connectionId, tags }: Tagged,
): Promise<Result<null>> {
  const answer = await callConnection(
    nango,
    'patchConnection',
    { method: 'PATCH', integrationKey, connectionId, data: { tags }, statuses: [200, 404] },
    TagsAnswer,
  )
  if (!answer.ok) return answer
  return answer.value ? succeed(null) : fail({ code: 'connection_gone' })
}

const MetadataAnswer = z.object({ status: z.literal(200) })

/**
 * Puts metadata back into a connection; what else stands there stays. PATCH /connections/metadata:
 * packages/server/lib/controllers/connection/connectionId/metadata/patchMetadata.ts.
 */
export async function restoreMetadata(
  nango: Nango,
  { integrationKey, connectionId }: { integrationKey: string; connectionId: string },
  metadata: Record<string, unknown>,
): Promise<Result<null>> {
  const answer = await callNango(
    nango,
    'updateMetadata',
    (sdk) => sdk.updateMetadata(integrationKey, connectionId, metadata),
    MetadataAnswer,
  )
  return answer.ok ? succeed(null) : fail(answer.failure)
}
