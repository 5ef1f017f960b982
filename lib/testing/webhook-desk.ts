import { asc, eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'

import type { EventKind } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import { processDatabase } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { startWebhookSender } from '@/lib/process/webhook-sender'
import { startReceiver } from '@/lib/sandbox/testing/start-receiver'
import { fillOutbox } from '@/lib/webhooks/store/outbox'
import { claimMs } from '@/lib/webhooks/store/outgoing'

import { startFaultServer } from './fault-server'
import { isClaimed, keepSenders, until } from './run-senders'
import { linkInput, openTestDesk } from './test-desk'
import { webhookSecret } from './test-settings'
import { useWorld } from './use-world'

/** The secret that is being replaced. */
export const olderSecret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`
/** Where webhooks come in. */
export const hook = { method: 'POST', path: '/hook' }

/** From one turn of the sender to the next. */
const turnMs = 50

export type WebhookDesk = Awaited<ReturnType<typeof openWebhookDesk>>

/** A desk whose webhooks go to a real receiver over HTTP; `faults` stands before the receiver. */
const openWebhookDesk = async () => {
  const desk = await openTestDesk()
  processDatabase.set(Promise.resolve(desk.database))
  const { db } = desk.database
  const agent = await desk.ctxFor('agent')
  const receiver = await startReceiver()
  const faults = await startFaultServer({ target: receiver.url })
  const { keep, stop } = keepSenders()
  const rows = () => db.select().from(outgoingWebhooks).orderBy(asc(outgoingWebhooks.eventId))
  return {
    desk,
    db,
    agent,
    receiver,
    faults,
    rows,
    until,
    stop,
    start: () => {
      const secrets = [webhookSecret, olderSecret]
      keep(startWebhookSender({ url: `${faults.origin}${hook.path}`, secrets }, turnMs))
    },
    make: async () => {
      const made = await createLink(agent, linkInput({ integrations: ['private-api-bearer'] }))
      if (!made.ok) throw new Error(made.failure.code)
      return { id: made.value.link.id, url: made.value.url ?? '' }
    },
    /** Writes events of a link as if it had ended so often. */
    tell: (linkId: string, times = 1) =>
      db.transaction(async (tx) => {
        const event = {
          at: agent.now(),
          kind: 'link.revoked',
          actorId: null,
          linkId,
          facts: { nangoStatus: 204 },
        } as const
        for (let n = 0; n < times; n += 1) await recordEvent(tx, event)
      }),
    eventsOf: (kind: EventKind) => db.select().from(events).where(eq(events.kind, kind)),
    /** As if the time until the next attempt had passed. */
    pass: () =>
      db
        .update(outgoingWebhooks)
        .set({ nextAttemptAt: sql`clock_timestamp()` })
        .where(sql`next_attempt_at is not null`),
    /** Waits until so many are delivered. */
    delivered: (count: number) =>
      until(async () => expect((await rows()).filter((one) => one.deliveredAt)).toHaveLength(count)),
    /** Waits until so many attempts of the only webhook were made and noted. */
    attempted: (attempts: number) =>
      until(async () => {
        const [row] = await rows()
        expect(row?.attempts).toBe(attempts)
        expect(row?.lastStatus ?? row?.lastFault).not.toBeNull()
        expect(isClaimed(row, claimMs)).toBe(false)
      }),
    /** An empty outbox that tells of what comes next, a receiver without faults, and no sender. */
    begin: async () => {
      await desk.letAskAgain()
      await db.execute(sql`truncate outgoing_webhooks, outbox_cursor`)
      await fillOutbox(db)
      receiver.received.length = 0
    },
    reset: async () => {
      faults.reset()
      await stop()
      desk.reset()
    },
    close: async () => {
      processDatabase.set(undefined)
      await faults.close()
      await receiver.close()
      await desk.close()
    },
  }
}

/** Such a desk for the tests of a file. */
export function useWebhookDesk(): WebhookDesk {
  return useWorld(openWebhookDesk)
}
