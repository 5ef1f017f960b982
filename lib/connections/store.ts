import 'server-only'
import { createHash, randomUUID } from 'node:crypto'

import { eq, lte } from 'drizzle-orm'

import { type NewEvent, recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/ids'
import type { Db } from '@/lib/db/open'
import { connectionChanges } from '@/lib/db/schema-late'

/** A change of a connection that Nango is asked for, or was when somebody's process ended. */
export type ConnectionChange = typeof connectionChanges.$inferSelect

export type Tags = Record<string, string>

export type NewChange = ConnectionName & {
  actorId: string
  at: Date
  /** From when on the sweep checks what became of it. */
  dueAt: Date
} & (
    | { kind: 'disconnect' }
    /** `names` are those that the history gets, `linkId` the link whose tags they are, if a person said so. */
    | { kind: 'retag'; before: Tags; after: Tags; names: string[]; linkId: string | null }
  )

/** A fingerprint of all tags of a connection, in whatever order. */
export function hashTags(tags: Tags) {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
}

const toRow = (change: NewChange): ConnectionChange => ({
  id: randomUUID(),
  kind: change.kind,
  integrationKey: change.integrationKey,
  connectionId: change.connectionId,
  actorId: change.actorId,
  linkId: change.kind === 'retag' ? change.linkId : null,
  tagNames: change.kind === 'retag' ? change.names.toSorted().join(', ') : null,
  tagsBefore: change.kind === 'retag' ? hashTags(change.before) : null,
  tagsAfter: change.kind === 'retag' ? hashTags(change.after) : null,
  at: change.at,
  dueAt: change.dueAt,
})

/** What the history says of a change: never a tag's value. */
export function changeFacts({ connectionId, integrationKey, tagNames }: ConnectionChange) {
  return {
    connection: connectionId,
    integration: integrationKey,
    ...(tagNames !== null && { tags: tagNames }),
  }
}

/** Writes what Nango is about to be asked, with its event: what is cut off after this is found again. */
export function beginChange(db: Db, request: NewChange): Promise<ConnectionChange> {
  return db.transaction(async (tx) => {
    const change = toRow(request)
    await tx.insert(connectionChanges).values(change)
    const kind = request.kind === 'retag' ? 'connection.retag_asked' : 'connection.disconnect_asked'
    const { at, actorId } = change
    await recordEvent(tx, { at, kind, actorId, linkId: null, facts: changeFacts(change) })
    return change
  })
}

/** Erases a change with the event of its outcome, after what else is to be written with it. False when that was done before. */
export function endChange(
  db: Db,
  id: string,
  event: NewEvent,
  alongside: (tx: Db) => Promise<unknown> = async () => {},
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const erased = await tx
      .delete(connectionChanges)
      .where(eq(connectionChanges.id, id))
      .returning({ id: connectionChanges.id })
    if (erased.length === 0) return false
    await alongside(tx)
    // Last, for it locks the chain of events, which others take after the rows of links.
    await recordEvent(tx, event)
    return true
  })
}

/** Changes whose outcome is still open, at most `limit`, those that wait longest first. */
export function findDueChanges(db: Db, now: Date, limit: number): Promise<ConnectionChange[]> {
  return db
    .select()
    .from(connectionChanges)
    .where(lte(connectionChanges.dueAt, now))
    .orderBy(connectionChanges.dueAt)
    .limit(limit)
}

export async function postponeChange(db: Db, id: string, dueAt: Date) {
  await db.update(connectionChanges).set({ dueAt }).where(eq(connectionChanges.id, id))
}
