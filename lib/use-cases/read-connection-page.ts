import 'server-only'
import type { ConnectionName } from '@/lib/core/connection-name'
import type { ConnectionDetail, ConnectionLink } from '@/lib/core/connection-view'
import { succeed, type Result } from '@/lib/core/result'
import { findWaitingLinks } from '@/lib/db/find-waiting-links'
import { readConnection } from '@/lib/nango/read-connection'

import { listConnectionLinks } from './list-connection-links'
import { listIntegrations } from './list-integrations'
import { toWaitingLink } from './read-waiting'
import { readWithinLimit } from './read-within-limit'
import type { StaffCtx } from './staff-ctx'
import { toConnectionView, toWaitingSubject } from './to-connection-view'
import { toldByNango } from './told-by-nango'

/** What Nango says, or why it says nothing; and what the desk itself knows in any case. */
export type ConnectionPage = { detail: Result<ConnectionDetail>; links: ConnectionLink[] }

const isGuessing =
  ({ integrationKey, connectionId }: ConnectionName) =>
  ({ link }: ConnectionLink) =>
    link.alarms.some(
      (one) =>
        one.kind !== 'unexpected' &&
        one.integrationKey === integrationKey &&
        one.connectionId === connectionId,
    )

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
  const subject = toWaitingSubject(read.value)
  const waitingFor = await findWaitingLinks(ctx.db, [subject], ctx.now())
  const waiting = waitingFor(subject).map((link) => toWaitingLink(ctx, link))
  return {
    detail: succeed({
      connection: {
        ...toConnectionView(ctx, read.value, origin),
        waiting,
        isSuspected: links.some(isGuessing(of)),
      },
      updatedAt: read.value.updatedAt.toISOString(),
      told: toldByNango(read.value),
    }),
    links,
  }
}
