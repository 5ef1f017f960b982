import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { ulid } from 'ulid'
import { z } from 'zod'

import type { Db } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { eventChain, outboxCursor, outgoingWebhooks } from '@/lib/db/schema-tools'
import { type LinkRecord, readLinkRecords } from '@/lib/links/read'
import type { LinkState } from '@/lib/links/words'

import { AlarmReason, type LinkWebhook, LinkWebhookType } from '../schema'

type StoredEvent = typeof events.$inferSelect

/** Events read in one transaction. */
const mostAtOnce = 500

/**
 * Puts a webhook into the outbox for every event since the last time that reports a link's end, once over all
 * processes. Whoever changes a link need not think of it: events are numbered in the order of their commits, without
 * gaps. The first time of all begins with what comes next: no history is sent.
 */
export async function fillOutbox(db: Db): Promise<void> {
  while ((await isBehind(db)) && (await takeEvents(db)) === mostAtOnce);
}

const isBehind = async (db: Db): Promise<boolean> => {
  const [row] = await db
    .select({ isBehind: sql<boolean>`${outboxCursor.lastEventId} is distinct from ${eventChain.lastId}` })
    .from(eventChain)
    .leftJoin(outboxCursor, eq(outboxCursor.id, 1))
  return row?.isBehind ?? false
}

/** Returns how many events of the kinds that are sent were found. */
const takeEvents = (db: Db): Promise<number> =>
  db.transaction(async (tx) => {
    await tx
      .insert(outboxCursor)
      .select(tx.select({ id: sql`1`.as('id'), lastEventId: eventChain.lastId }).from(eventChain))
      .onConflictDoNothing()
    const [cursor] = await tx
      .select({ lastEventId: outboxCursor.lastEventId })
      .from(outboxCursor)
      .for('update')
    // Read after the lock: whoever had it before may have gone further than this process knew.
    const [chain] = await tx.select({ lastId: eventChain.lastId }).from(eventChain)
    if (!cursor || !chain) throw new Error('The chain of events has no end.')
    const found = await tx
      .select()
      .from(events)
      .where(
        and(
          gt(events.id, cursor.lastEventId),
          lte(events.id, chain.lastId),
          inArray(events.kind, LinkWebhookType.options),
        ),
      )
      .orderBy(asc(events.id))
      .limit(mostAtOnce)
    await putIn(tx, found)
    const isAll = found.length < mostAtOnce
    await tx.update(outboxCursor).set({ lastEventId: (isAll ? null : found.at(-1)?.id) ?? chain.lastId })
    return found.length
  })

const putIn = async (tx: Db, found: StoredEvent[]) => {
  const ids = [...new Set(found.flatMap(({ linkId }) => linkId ?? []))]
  const links = await readLinkRecords(tx, ids)
  const rows = found.flatMap((event) => {
    const link = links.get(event.linkId ?? '')
    return link
      ? {
          id: `msg_${ulid()}`,
          eventId: event.id,
          linkId: link.id,
          type: event.kind,
          body: toLinkWebhook(event, link),
          createdAt: event.at,
          attempts: 0,
          nextAttemptAt: sql`clock_timestamp()`,
        }
      : []
  })
  if (rows.length > 0) await tx.insert(outgoingWebhooks).values(rows).onConflictDoNothing()
}

/**
 * For a desk without a receiver: forgets how far the outbox was filled, so that a later receiver gets no history, and
 * gives up what waits.
 */
export function closeOutbox(db: Db): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.delete(outboxCursor)
    await tx
      .update(outgoingWebhooks)
      .set({ nextAttemptAt: null })
      .where(isNotNull(outgoingWebhooks.nextAttemptAt))
  })
}

/** The state that an event brings. A link that expired may be connected by the time its webhook is written. */
const stateAfter: Partial<Record<LinkWebhookType, LinkState>> = {
  'link.connected': 'connected',
  'link.expired': 'expired',
  'link.revoked': 'revoked',
}

const Alarm = z
  .object({ integration: z.string(), connection: z.string(), guess: z.string().nullish() })
  .transform(({ integration, connection, guess }) => ({
    integration,
    connectionId: connection,
    reason: AlarmReason.catch('unexpected').parse(guess),
    isGuess: guess != null,
  }))

const alarmOf = (facts: unknown) => {
  const { data: alarm } = Alarm.safeParse(facts)
  return alarm ? { alarm } : {}
}

const Told = z.object({ integration: z.string() })

/** Of which integration a connection is that is confirmed, or in doubt. */
const integrationOf = (facts: unknown) => Told.safeParse(facts).data ?? {}

/** What the receiver gets of an event. */
const toLinkWebhook = (event: typeof events.$inferSelect, link: LinkRecord): LinkWebhook => {
  const type = LinkWebhookType.parse(event.kind)
  return {
    type,
    timestamp: event.at.toISOString(),
    data: {
      id: link.id,
      status: stateAfter[type] ?? link.state,
      customer: link.customer,
      integrations: link.integrations.map(({ key, connectionId, confirmedAt }) => ({
        key,
        connectionId,
        confirmed: link.handoff === null ? null : confirmedAt !== null,
      })),
      makerId: link.makerId,
      reconnects: link.reconnectsId,
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.endsAt?.toISOString() ?? null,
      ...(type === 'link.alarmed' ? alarmOf(event.facts) : {}),
      ...(type === 'link.confirmed' || type === 'link.doubted' ? integrationOf(event.facts) : {}),
    },
  }
}
