import 'server-only'
import { eq } from 'drizzle-orm'

import { type NewEvent, recordEvent } from './events'
import type { Db } from './open'
import { links } from './schema'

/** Notes on a link that an attempt failed which may have been its own. */
export const noteAttempt = (db: Db, { id, at, facts }: { id: string; at: Date; facts: NewEvent['facts'] }) =>
  db.transaction(async (tx) => {
    await tx.update(links).set({ attemptFailedAt: at }).where(eq(links.id, id))
    await recordEvent(tx, { at, kind: 'link.attempt_failed', actorId: null, linkId: id, facts })
  })
