import { describe, expect, it } from 'vitest'

import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { hook, useWebhookDesk } from '@/lib/testing/webhook-desk'
import { sendWebhookAgain } from '@/lib/webhooks/deliver'
import { fillOutbox } from '@/lib/webhooks/store/outbox'

const world = useWebhookDesk()

describe('a receiver that does not take it', () => {
  it('is asked again after 5 and 30 seconds, and then it is delivered', async () => {
    const { id } = await world.make()
    world.faults.setFault(hook, { kind: 'status', status: 500, times: 2 })
    await world.tell(id)
    world.start()
    for (const [index, seconds] of [5, 30].entries()) {
      await world.attempted(index + 1)
      const [row] = await world.rows()
      const waitMs = Number(row?.nextAttemptAt) - Number(row?.lastAttemptAt)
      expect(waitMs).toBeGreaterThanOrEqual(seconds * 1_000)
      expect(waitMs).toBeLessThan(seconds * 1_200 + 2_000)
      expect(row).toMatchObject({ lastStatus: 500, deliveredAt: null })
      await world.pass()
    }
    await world.delivered(1)
    expect(await world.rows()).toMatchObject([{ attempts: 3, lastStatus: 200, nextAttemptAt: null }])
    expect(new Set(world.faults.calls().map(({ path }) => path))).toEqual(new Set([hook.path]))
  })

  it('is given up after eight attempts, with an event, and can be asked again by an admin', async () => {
    const { id } = await world.make()
    world.faults.setFault(hook, { kind: 'refuse' })
    await world.tell(id)
    world.start()
    await world.attempted(1)
    await world.db.update(outgoingWebhooks).set({ attempts: 6 })
    for (const attempt of [7, 8]) {
      await world.pass()
      await world.attempted(attempt)
    }
    const [row] = await world.rows()
    expect(row).toMatchObject({
      nextAttemptAt: null,
      deliveredAt: null,
      lastStatus: null,
      lastFault: 'unreachable',
    })
    expect(await world.eventsOf('webhook.given_up')).toMatchObject([
      { linkId: id, facts: { message: row?.id } },
    ])

    world.faults.reset()
    const messageId = row?.id ?? ''
    expect(await sendWebhookAgain(world.agent, messageId)).toMatchObject({ failure: { code: 'not_allowed' } })
    const admin = await world.desk.ctxFor('admin')
    expect(await sendWebhookAgain(admin, 'msg_none')).toMatchObject({
      failure: { code: 'webhook_not_found' },
    })
    expect(await sendWebhookAgain(admin, messageId)).toMatchObject({ ok: true })
    await world.delivered(1)
    expect(world.receiver.received[0]?.headers['webhook-id']).toBe(messageId)
    expect(await world.eventsOf('webhook.sent_again')).toMatchObject([
      { actorId: admin.actor.id, linkId: id, facts: { message: messageId } },
    ])
  })

  it('wants no more of it after a 410; a redirect is not followed', async () => {
    const { id } = await world.make()
    world.faults.setFault(hook, {
      kind: 'status',
      status: 302,
      headers: { location: `${world.receiver.url}/else` },
    })
    await world.tell(id)
    world.start()
    await world.attempted(1)
    expect((await world.rows())[0]).toMatchObject({ lastStatus: 302, nextAttemptAt: expect.any(Date) })
    world.faults.setFault(hook, { kind: 'status', status: 410 })
    await world.pass()
    await world.attempted(2)
    expect((await world.rows())[0]).toMatchObject({ lastStatus: 410, nextAttemptAt: null, deliveredAt: null })
    expect(world.receiver.received).toEqual([])
  })

  it('and hangs holds up only what it was sent', async () => {
    const { id } = await world.make()
    world.faults.setFault(hook, { kind: 'silent', times: 1 })
    await world.tell(id, 9)
    world.start()
    await world.delivered(8)
    const hanging = (await world.rows()).filter(({ deliveredAt }) => deliveredAt === null)
    expect(hanging).toMatchObject([{ attempts: 1, lastStatus: null, lastFault: null }])
  })
})

it('ends in peace: what is under way is noted first, and nothing is sent after', async () => {
  const { id } = await world.make()
  world.faults.setFault(hook, { kind: 'slow', delayMs: 300 })
  await world.tell(id)
  world.start()
  await world.until(() => expect(world.faults.calls()).toHaveLength(1))
  await world.stop()
  expect(await world.rows()).toMatchObject([{ attempts: 1, lastStatus: 200, nextAttemptAt: null }])
  await world.tell(id)
  await fillOutbox(world.db)
  expect((await world.rows())[1]).toMatchObject({ attempts: 0 })
})
