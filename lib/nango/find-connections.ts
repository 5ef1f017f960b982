import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'

/** A connection as the list tells it; never any credential. */
export type Connection = { id: string; integrationKey: string; tags: Record<string, string>; createdAt: Date }

/** What a read-back saw, and Nango's clock as it said so. */
export type ReadBack = { connections: Connection[]; nangoNow: Date | null }

/** Items of GET /connections: packages/server/lib/controllers/connection/getConnections.ts. */
const Answer = z.object({
  connections: z.array(
    z.object({
      connection_id: z.string(),
      provider_config_key: z.string(),
      tags: z.record(z.string(), z.string()).catch({}),
      created: z.coerce.date(),
    }),
  ),
})

/** The connections that carry our link's tag, oldest first: the read-back that alone makes a link connected. */
export const findConnectionsOfLink = async (nango: Nango, linkId: string): Promise<Result<ReadBack>> => {
  const answer = await callNango(
    nango,
    'listConnections',
    (sdk) => sdk.listConnections({ tags: { connect_link_id: linkId }, limit: 100 }),
    Answer,
  )
  if (!answer.ok) return fail(answer.failure)
  const connections = answer.value.connections
    .filter((one) => one.tags['connect_link_id'] === linkId)
    .map((one) => ({
      id: one.connection_id,
      integrationKey: one.provider_config_key,
      tags: one.tags,
      createdAt: one.created,
    }))
  return succeed({
    connections: connections.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    nangoNow: answer.date,
  })
}
