import 'server-only'
import { and, eq, inArray, isNotNull, isNull, lt, notInArray } from 'drizzle-orm'

import type { Db } from './open'
import { linkIntegrations, links } from './schema'

/** A younger link's integration was there a moment ago: Nango took it. */
const sureMs = 60_000

/** Keeps which integrations that live links wait for are not among Nango's `keys` any more, as of an instant. */
export const noteIntegrations = async (db: Db, keys: string[], at: Date) => {
  const { goneAt, integrationKey, connectedAt, linkId } = linkIntegrations
  await db
    .update(linkIntegrations)
    .set({ goneAt: null })
    .where(and(isNotNull(goneAt), inArray(integrationKey, keys)))
  const waiting = db
    .select({ id: links.id })
    .from(links)
    .where(and(eq(links.state, 'active'), lt(links.createdAt, new Date(at.getTime() - sureMs))))
  await db
    .update(linkIntegrations)
    .set({ goneAt: at })
    .where(
      and(isNull(goneAt), isNull(connectedAt), notInArray(integrationKey, keys), inArray(linkId, waiting)),
    )
}
