import 'server-only'
import { z } from 'zod'

/** What is wrong with a connection: its credentials, or a sync that uses it. */
export const ConnectionFault = z.enum(['auth', 'sync'])
export type ConnectionFault = z.infer<typeof ConnectionFault>

/** A connection as the list has it; never any credential. */
export type Connection = {
  /** Nango's number of the row: grows with every connection created. */
  row: number
  id: string
  integrationKey: string
  provider: string
  tags: Record<string, string>
  faults: ConnectionFault[]
  createdAt: Date
  /** Only of a connection created through Nango's older way of naming the customer. */
  endUser: EndUser | null
}

export type EndUser = { id: string; email: string | null; displayName: string | null }

/** Faults of a kind that we do not know are left out. */
const Faults = z
  .array(z.object({ type: ConnectionFault.nullable().catch(null) }))
  .catch([])
  .transform((errors) => errors.flatMap(({ type }) => type ?? []))

const StoredEndUser = z
  .object({ id: z.string(), email: z.string().nullish(), display_name: z.string().nullish() })
  .nullish()
  .catch(null)
  .transform((user): EndUser | null =>
    user ? { id: user.id, email: user.email ?? null, displayName: user.display_name ?? null } : null,
  )

/** What GET /connections and GET /connections/:id both say: packages/server/lib/formatters/connection.ts. */
export const commonShape = {
  id: z.number(),
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  tags: z.record(z.string(), z.string()).catch({}),
  errors: Faults,
  end_user: StoredEndUser,
}

const Common = z.object(commonShape)

export function toConnection(one: z.infer<typeof Common>, createdAt: Date): Connection {
  return {
    row: one.id,
    id: one.connection_id,
    integrationKey: one.provider_config_key,
    provider: one.provider,
    tags: one.tags,
    faults: one.errors,
    createdAt,
    endUser: one.end_user,
  }
}

/** Items of GET /connections: packages/server/lib/controllers/connection/getConnections.ts. */
export const ConnectionsAnswer = z
  .object({ connections: z.array(z.object({ ...commonShape, created: z.coerce.date() })) })
  .transform(({ connections }): Connection[] => connections.map((one) => toConnection(one, one.created)))

export function oldestFirst(connections: Connection[]) {
  return connections.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}
