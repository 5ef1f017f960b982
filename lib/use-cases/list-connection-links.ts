import 'server-only'
import type { ConnectionName } from '@/lib/core/connection-name'
import type { ConnectionLink, LinkRole } from '@/lib/core/connection-view'
import { listLinksOfConnection, readReconnectChanges } from '@/lib/db/connection-links'
import type { Link } from '@/lib/db/link-row'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

const most = 50

/** The links that had to do with a connection, newest first. */
export const listConnectionLinks = async (ctx: StaffCtx, of: ConnectionName): Promise<ConnectionLink[]> => {
  await recallIntegrations(ctx)
  const links = await listLinksOfConnection(ctx.db, of, most)
  const reconnects = links.filter(({ reconnectsId }) => reconnectsId === of.connectionId)
  const changes = await readReconnectChanges(
    ctx.db,
    reconnects.map(({ id }) => id),
  )
  return links.map((link) => ({
    link: toLinkView(ctx, link),
    role: roleOf(link, of),
    changes: changes.get(link.id) ?? null,
    isSettling: link.state === 'connected' && link.hasSnapshot,
  }))
}

const roleOf = ({ reconnectsId, integrations, alarms }: Link, { connectionId }: ConnectionName): LinkRole => {
  if (reconnectsId === connectionId) return 'reconnects'
  if (integrations.some((one) => one.connectionId === connectionId)) return 'made'
  const isUnexpected = alarms.some((one) => one.connectionId === connectionId && one.kind === 'unexpected')
  const isGuess = alarms.some((one) => one.connectionId === connectionId && one.kind === 'untagged')
  return isGuess && !isUnexpected ? 'guessed' : 'unexpected'
}
