import { asc, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import { verifyChain } from '@/lib/audit/verify'
import { dayMs } from '@/lib/core/time'
import { events } from '@/lib/db/schema'
import { eventChain, outgoingWebhooks, webhookDeliveries } from '@/lib/db/schema-tools'
import { useTestDesk } from '@/lib/testing/use-test-desk'
import { recordDelivery } from '@/lib/webhooks/store/incoming'

import { pruneHistory } from './sweeper'

const { desk, ctx } = useTestDesk({ ctx: 'admin' })
beforeEach(async () => {
  await ctx.db.execute(sql`truncate events, webhook_deliveries`)
  await ctx.db
    .update(eventChain)
    .set({ lastId: 0, hash: new Uint8Array(), prunedToId: 0, prunedHash: new Uint8Array() })
})

const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * dayMs)
const write = (days: number, many = 1) =>
  ctx.db.transaction(async (tx) => {
    for (let number = 0; number < many; number += 1)
      await recordEvent(tx, {
        at: daysAgo(days),
        kind: 'link.copied',
        actorId: null,
        linkId: null,
        facts: { how: 'copied' },
      })
  })
const stored = () =>
  ctx.db
    .select({ id: events.id, kind: events.kind, facts: events.facts })
    .from(events)
    .orderBy(asc(events.id))
const keep = (eventDays: number | null) => pruneHistory(ctx, { eventDays, deliveryDays: 30 })

describe('the audit log', () => {
  it('is kept for ever unless told otherwise', async () => {
    await write(4_000, 3)
    await keep(null)
    expect(await stored()).toHaveLength(3)
  })

  it('loses its oldest part, says so, and stays verifiable', async () => {
    await write(91, 3)
    await write(88, 2)
    await keep(90)
    const [first, second, told, ...more] = await stored()
    expect([first?.id, second?.id]).toEqual([4, 5])
    expect(told).toEqual({ id: 6, kind: 'audit.pruned', facts: { upTo: 3, count: 3 } })
    expect(more).toEqual([])
    expect(await verifyChain(ctx.db)).toMatchObject({ checked: 3, firstBroken: null })
  })

  it('is pruned once a day, not at every turn', async () => {
    await write(91, 3)
    await write(90, 3)
    await keep(90)
    await keep(90)
    await Promise.all([keep(90), keep(90)])
    expect((await stored()).filter(({ kind }) => kind === 'audit.pruned')).toHaveLength(1)
    desk.advance(dayMs)
    await Promise.all([keep(90), keep(90)])
    const facts = (await stored()).filter(({ kind }) => kind === 'audit.pruned').map((one) => one.facts)
    expect(facts).toEqual([
      { upTo: 3, count: 3 },
      { upTo: 6, count: 3 },
    ])
    expect(await verifyChain(ctx.db)).toMatchObject({ checked: 2, firstBroken: null })
  })

  it('keeps an old event that stands behind a young one: only the beginning of the chain may go', async () => {
    await write(91)
    await write(3)
    await write(91)
    await keep(90)
    expect((await stored()).map(({ id }) => id)).toEqual([2, 3, 4])
    expect(await verifyChain(ctx.db)).toMatchObject({ firstBroken: null })
  })

  it('may go as a whole, and goes on from its number', async () => {
    await write(91, 4)
    await keep(90)
    expect((await stored()).map(({ id }) => id)).toEqual([5])
    await ctx.db.execute(sql`update events set facts = '{}'`)
    expect((await verifyChain(ctx.db)).firstBroken).toEqual({ id: 5, fault: 'changed' })
  })

  it('does not hide that its kept part was changed', async () => {
    await write(91, 3)
    await write(80, 3)
    await ctx.db.execute(sql`update events set kind = 'link.revealed' where id = 4`)
    await keep(90)
    expect((await verifyChain(ctx.db)).firstBroken).toEqual({ id: 4, fault: 'changed' })
  })

  it('goes in several transactions when it is long', async () => {
    // Parts that a busy server writes within the time that a query may take.
    for (let part = 0; part < 10; part += 1)
      await ctx.db
        .execute(sql`insert into events select 0, ${daysAgo(100).toISOString()}::timestamptz, 'link.copied', null, null, '{}', ''
        from generate_series(1, 1010)`)
    await keep(90)
    const facts = (await stored()).map((one) => one.facts)
    expect(facts).toEqual([
      { upTo: 10_000, count: 10_000 },
      { upTo: 10_100, count: 100 },
    ])
    expect(await verifyChain(ctx.db)).toMatchObject({ checked: 2, firstBroken: null })
  }, 60_000)
})

it('webhook deliveries go after their days', async () => {
  for (const days of [32, 31, 29, 0])
    await recordDelivery(ctx.db, {
      receivedAt: daysAgo(days),
      bodyHash: String(days),
      webhook: null,
      linkId: null,
      outcome: 'ignored',
    })
  await keep(null)
  const left = await ctx.db.select({ hash: webhookDeliveries.bodyHash }).from(webhookDeliveries)
  expect(left.map(({ hash }) => hash)).toEqual(['29', '0'])
})

it('webhooks that were sent or given up go after their days; one that waits stays', async () => {
  await ctx.db.execute(sql`truncate outgoing_webhooks`)
  const row = { linkId: 'lnk_1', type: 'link.expired', body: {}, attempts: 1 }
  await ctx.db.insert(outgoingWebhooks).values([
    { ...row, id: 'msg_delivered', eventId: 1, createdAt: daysAgo(32), deliveredAt: daysAgo(32) },
    { ...row, id: 'msg_given_up', eventId: 2, createdAt: daysAgo(32) },
    { ...row, id: 'msg_waiting', eventId: 3, createdAt: daysAgo(32), nextAttemptAt: daysAgo(0) },
    { ...row, id: 'msg_young', eventId: 4, createdAt: daysAgo(29) },
  ])
  await keep(null)
  const left = await ctx.db.select({ id: outgoingWebhooks.id }).from(outgoingWebhooks)
  expect(left.map(({ id }) => id).toSorted()).toEqual(['msg_waiting', 'msg_young'])
})
