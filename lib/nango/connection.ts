import 'server-only'
import { z } from 'zod'

/** A connection as the list tells it; never any credential. */
export type Connection = { id: string; integrationKey: string; tags: Record<string, string>; createdAt: Date }

/** Items of GET /connections: packages/server/lib/controllers/connection/getConnections.ts. */
export const ConnectionsAnswer = z
  .object({
    connections: z.array(
      z.object({
        connection_id: z.string(),
        provider_config_key: z.string(),
        tags: z.record(z.string(), z.string()).catch({}),
        created: z.coerce.date(),
      }),
    ),
  })
  .transform(({ connections }): Connection[] =>
    connections.map((one) => ({
      id: one.connection_id,
      integrationKey: one.provider_config_key,
      tags: one.tags,
      createdAt: one.created,
    })),
  )

export const linkTag = 'connect_link_id'

export const oldestFirst = (connections: Connection[]) =>
  connections.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
