import 'server-only'
import type { ConnectionName } from '@/lib/core/connection-name'
import type { ConnectionDetail, ConnectionLink } from '@/lib/core/connection-view'
import { succeed, type Result } from '@/lib/core/result'
import { readConnection } from '@/lib/nango/read-connection'

import { listConnectionLinks } from './list-connection-links'
import { listIntegrations } from './list-integrations'
import { readWithinLimit } from './read-within-limit'
import type { StaffCtx } from './staff-ctx'
import { toConnectionView } from './to-connection-view'

/** What Nango says, or why it says nothing; and what the desk itself knows in any case. */
export type ConnectionPage = { detail: Result<ConnectionDetail>; links: ConnectionLink[] }

/** One connection as it is now with the history of its links, for every role; never any credential. */
export const readConnectionPage = async (ctx: StaffCtx, of: ConnectionName): Promise<ConnectionPage> => {
  const [read, links] = await Promise.all([
    readWithinLimit(ctx, () => readConnection(ctx.nango, of.integrationKey, of.connectionId)),
    listConnectionLinks(ctx, of),
    // Only so that the integration can be called by its name.
    listIntegrations(ctx),
  ])
  if (!read.ok) return { detail: read, links }
  const maker = links.findLast(({ role }) => role === 'made')?.link
  const origin = maker ? { linkId: maker.id, makerName: maker.makerName } : null
  return {
    detail: succeed({
      connection: toConnectionView(ctx, read.value, origin),
      updatedAt: read.value.updatedAt.toISOString(),
    }),
    links,
  }
}
