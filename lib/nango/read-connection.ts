import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callConnection } from './call'
import type { Nango } from './client'
import { type Connection, ConnectionFault, commonShape, toConnection } from './connection'

/** A connection with what a reconnect may overwrite. Its credentials, where a key may read them, are never parsed. */
export type FullConnection = Connection & {
  updatedAt: Date
  /** When the credentials were fetched last, on Nango's clock. */
  fetchedAt: Date | null
  /** What is wrong, with the ids of Nango's logs. */
  errors: LoggedFault[]
  webhookUrlOverride: string | null
  metadata: Record<string, unknown>
  connectionConfig: Record<string, unknown>
}

type LoggedFault = { type: ConnectionFault; logId: string | null }

/** Faults of a kind that we do not know are left out. */
const LoggedFaults = z
  .array(z.object({ type: ConnectionFault.nullable().catch(null), log_id: z.string().nullish().catch(null) }))
  .catch([])
  .transform((errors) =>
    errors.flatMap(({ type, log_id }): LoggedFault[] => (type ? [{ type, logId: log_id ?? null }] : [])),
  )

const anything = z.record(z.string(), z.unknown())

/** GET /connections/:id: packages/server/lib/controllers/connection/connectionId/getConnection.ts. */
const Stored = z
  .object({
    ...commonShape,
    errors: LoggedFaults,
    created_at: z.coerce.date(),
    updated_at: z.coerce.date(),
    last_fetched_at: z.coerce.date().nullish().catch(null),
    webhook_url_override: z.string().nullish(),
    metadata: anything.nullish(),
    connection_config: anything.nullish(),
  })
  .transform((one): FullConnection => ({
    ...toConnection({ ...one, errors: one.errors.map(({ type }) => type) }, one.created_at),
    updatedAt: one.updated_at,
    fetchedAt: one.last_fetched_at ?? null,
    errors: one.errors,
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

/**
 * One connection as Nango has it now. Fails with `connection_gone` when there is none of that name, and with
 * `connection_unreadable` where Nango cannot be asked for one.
 */
export async function readConnection(
  nango: Nango,
  integrationKey: string,
  connectionId: string,
): Promise<Result<FullConnection>> {
  // The SDK's own method would ask for credentials to be refreshed, too.
  const answer = await callConnection(
    nango,
    'getConnection',
    { method: 'GET', integrationKey, connectionId, statuses: [200, 400, 404, 424] },
    Answer,
  )
  if (!answer.ok) return answer
  return answer.value ? succeed(answer.value) : fail({ code: 'connection_gone' })
}
