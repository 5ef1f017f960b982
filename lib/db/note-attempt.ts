import 'server-only'
import { eq } from 'drizzle-orm'

import type { EventFacts } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import type { AttemptFailure } from '@/lib/core/failed-attempt'

import type { Db } from './open'
import { links } from './schema'

type Attempt = { id: string; at: Date; kind: AttemptFailure; facts: EventFacts<'link.attempt_failed'> }

/** Notes on a link that an attempt failed which was its own, as far as Nango tells. */
export const noteAttempt = (db: Db, { id, at, kind, facts }: Attempt) =>
  db.transaction(async (tx) => {
    await tx.update(links).set({ attemptFailedAt: at, attemptFailure: kind }).where(eq(links.id, id))
    await recordEvent(tx, { at, kind: 'link.attempt_failed', actorId: null, linkId: id, facts })
  })
