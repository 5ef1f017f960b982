import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type Connection, commonShape, toConnection } from './connection'

/** A connection with what a reconnect may overwrite. Its credentials, where a key may read them, are never parsed. */
export type FullConnection = Connection & {
  updatedAt: Date
  webhookUrlOverride: string | null
  metadata: Record<string, unknown>
  connectionConfig: Record<string, unknown>
}

const anything = z.record(z.string(), z.unknown())

/** GET /connections/:id: packages/server/lib/controllers/connection/connectionId/getConnection.ts. */
const Stored = z
  .object({
    ...commonShape,
    created_at: z.coerce.date(),
    updated_at: z.coerce.date(),
    webhook_url_override: z.string().nullish(),
    metadata: anything.nullish(),
    connection_config: anything.nullish(),
  })
  .transform((one): FullConnection => ({
    ...toConnection(one, one.created_at),
    updatedAt: one.updated_at,
    webhookUrlOverride: one.webhook_url_override ?? null,
    metadata: one.metadata ?? {},
    connectionConfig: one.connection_config ?? {},
  }))

/**
 * Dead credentials take the place of a 200 for a key that may read credentials: a 400 when Nango has just tried to refresh
 * them, a 424 while it waits before it tries again.
 */
const Dead = z
  .object({
    error: z.object({ code: z.literal('invalid_credentials'), payload: z.object({ connection: Stored }) }),
  })
  .transform(({ error }): FullConnection => {
    const { connection } = error.payload
    return { ...connection, faults: [...new Set([...connection.faults, 'auth' as const])] }
  })

const notFound = z.object({ error: z.object({ code: z.enum(['not_found', 'unknown_provider_config']) }) })

/** A missing integration is a 400, a missing connection a 404. A proxy's page in between is neither. */
const Answer = z.union([
  z.object({ status: z.literal(200), data: Stored }).transform(({ data }) => data),
  z.object({ status: z.union([z.literal(400), z.literal(424)]), data: Dead }).transform(({ data }) => data),
  z.object({ status: z.union([z.literal(404), z.literal(400)]), data: notFound }).transform(() => null),
])

/** One connection as Nango has it now. Fails with `connection_gone` when there is none of that name. */
export const readConnection = async (
  nango: Nango,
  integrationKey: string,
  connectionId: string,
): Promise<Result<FullConnection>> => {
  const answer = await callNango(
    nango,
    'getConnection',
    (sdk) =>
      // The SDK's own method puts the id into the path as it is, and asks for credentials to be refreshed.
      sdk.http.get(`${sdk.serverUrl}/connections/${encodeURIComponent(connectionId)}`, {
        params: { provider_config_key: integrationKey },
        headers: { Authorization: `Bearer ${sdk.apiKey ?? ''}` },
        validateStatus: (status) => [200, 400, 404, 424].includes(status),
      }),
    Answer,
  )
  if (!answer.ok) return fail(answer.failure)
  return answer.value ? succeed(answer.value) : fail({ code: 'connection_gone' })
}
