import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'

const Answer = z.object({ status: z.literal(200) })

/**
 * Puts metadata back into a connection; what else stands there stays. PATCH /connections/metadata:
 * packages/server/lib/controllers/connection/connectionId/metadata/patchMetadata.ts.
 */
export const restoreMetadata = async (
  nango: Nango,
  { integrationKey, connectionId }: { integrationKey: string; connectionId: string },
  metadata: Record<string, unknown>,
): Promise<Result<null>> => {
  const answer = await callNango(
    nango,
    'updateMetadata',
    (sdk) => sdk.updateMetadata(integrationKey, connectionId, metadata),
    Answer,
  )
  return answer.ok ? succeed(null) : fail(answer.failure)
}
