import 'server-only'
import { and, eq } from 'drizzle-orm'

import { findLink } from './find-link'
import type { Db } from './open'
import { links } from './schema'

/** The link of a maker's intent key, in whatever state it is, or null. */
export const findIntent = (db: Db, makerId: string, intentKey: string) =>
  findLink(db, and(eq(links.makerId, makerId), eq(links.intentKey, intentKey)))
