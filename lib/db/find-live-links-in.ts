import 'server-only'
import { and, eq, exists, type SQL } from 'drizzle-orm'

import type { LiveLinksScope } from '@/lib/core/live-links-scope'

import { selectLinks } from './find-link'
import type { Link } from './link-row'
import type { Db } from './open'
import { linkIntegrations, links } from './schema'

/** More than this is done in several goes. */
const most = 500

/** The live links of a scope, newest first. */
export const findLiveLinksIn = (db: Db, scope: LiveLinksScope): Promise<Link[]> =>
  selectLinks(db, and(eq(links.state, 'active'), isIn(db, scope)), most)

const isIn = (db: Db, { by, value }: LiveLinksScope): SQL => {
  if (by === 'customer') return eq(links.customerId, value)
  if (by === 'staff') return eq(links.makerId, value)
  const allowed = and(eq(linkIntegrations.linkId, links.id), eq(linkIntegrations.integrationKey, value))
  return exists(db.select({ key: linkIntegrations.integrationKey }).from(linkIntegrations).where(allowed))
}
