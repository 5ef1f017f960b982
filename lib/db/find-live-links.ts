import 'server-only'
import { and, eq, exists, gt, inArray } from 'drizzle-orm'

import { selectLinks } from './find-link'
import type { Link } from './link-row'
import type { Db } from './open'
import { linkIntegrations, links } from './schema'

type LiveFor = { customerId: string; integrations: string[]; at: Date; limit: number }

/** A customer's links that live at an instant and allow at least one of some integrations, newest first. */
export const findLiveLinks = (db: Db, { customerId, integrations, at, limit }: LiveFor): Promise<Link[]> => {
  const allowed = db
    .select({ key: linkIntegrations.integrationKey })
    .from(linkIntegrations)
    .where(and(eq(linkIntegrations.linkId, links.id), inArray(linkIntegrations.integrationKey, integrations)))
  return selectLinks(
    db,
    and(eq(links.customerId, customerId), eq(links.state, 'active'), gt(links.endsAt, at), exists(allowed)),
    limit,
  )
}
