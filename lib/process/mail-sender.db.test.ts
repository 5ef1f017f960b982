import { once } from 'node:events'

import { describe, expect, it } from 'vitest'

import { mailServers, mails } from '@/lib/db/schema-handoff'
import { readLink } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'
import type { Carrier } from '@/lib/mail/carry'
import { claimDueMails, deliverMail, unblockServer } from '@/lib/mail/deliver'
import { readMailStatus } from '@/lib/mail/read'
import { useMailDesk } from '@/lib/testing/mail-desk'
import type { SmtpFault } from '@/lib/testing/smtp-receiver'
import { valueOf } from '@/lib/testing/test-desk'

const world = useMailDesk()

const answer = (at: SmtpFault['at'], code: number, text: string): SmtpFault => ({
  at,
  kind: 'answer',
  code,
  text,
})
/** Claimed, and not recorded yet. */
const isUnderWay = (row: { nextAttemptAt: Date | null }) => Number(row.nextAttemptAt) > Date.now() + 60_000

const mailOf = async (id: string) => valueOf(await readLink(world.agent, id)).link.mail

describe('a mail', () => {
  it('is sent once, with its events, and its content is forgotten', async () => {
    const { id } = await world.make()
    expect(await mailOf(id)).toBeNull()
    const mail = await world.queue(id)
    expect(await mailOf(id)).toMatchObject({
      last: { state: 'queued', to: 'ada@example.com' },
      left: 99,
    })
    const [waiting] = await world.rows()
    expect(waiting?.sealedContent).not.toContain('Open it')
    world.start()
    await world.settled()
    expect(world.receiver.taken).toMatchObject([{ to: 'ada@example.com', id: `${mail}@example.com` }])
    expect(await world.rows()).toMatchObject([
      {
        attempts: 1,
        lastCode: 250,
        sealedContent: null,
        unknowns: 0,
        stoppedAt: null,
        sentAt: expect.any(Date),
      },
    ])
    expect(await mailOf(id)).toMatchObject({ last: { state: 'sent', reason: null, isMaybeTwice: false } })
    const about = { linkId: id, facts: { mail, about: 'link', to: 'ada@example.com' } }
    expect(await world.eventsOf('mail.queued')).toMatchObject([{ ...about, actorId: world.agent.actor.id }])
    expect(await world.eventsOf('mail.sent')).toMatchObject([{ ...about, actorId: null }])
  })

  it('that nobody wants any more while it is carried ends at once, with the reason', async () => {
    const { id } = await world.make()
    await world.queue(id)
    const ctx = world.desk.deskCtx()
    const [claimed] = await claimDueMails(ctx, 1)
    if (!claimed) throw new Error('No mail is due.')
    const carry: Carrier = async (_, handOver) => {
      valueOf(await revokeLink(world.agent, id))
      expect(await handOver()).toBe(false)
      return { kind: 'not_ours' }
    }
    await deliverMail(ctx, carry, claimed)
    expect(await world.rows()).toMatchObject([
      { nextAttemptAt: null, stoppedWhy: 'link_ended', sealedContent: null },
    ])
  })

  it('that is put off is tried again after a minute and five, and then it is sent', async () => {
    const { id } = await world.make()
    await world.queue(id)
    world.receiver.setFault(answer('rcpt', 451, '4.7.1 Greylisted, come back'))
    world.start()
    for (const [index, seconds] of [60, 300].entries()) {
      await world.attempted(index + 1)
      const [row] = await world.rows()
      const waitMs = Number(row?.nextAttemptAt) - Number(row?.lastAttemptAt)
      expect(waitMs).toBeGreaterThanOrEqual(seconds * 1_000)
      expect(waitMs).toBeLessThan(seconds * 1_200 + 10_000)
      expect(await mailOf(id)).toMatchObject({
        last: { state: 'queued', reason: 'the mail server put it off', answer: 'Greylisted, come back' },
      })
      if (index === 1) world.receiver.setFault(null)
      await world.pass()
    }
    await world.settled()
    expect(await world.rows()).toMatchObject([{ attempts: 3, refusals: 2, lastCode: 250 }])
    expect(world.receiver.taken).toHaveLength(1)
  })

  it('that is put off for ever is given up', async () => {
    const { id } = await world.make()
    await world.queue(id)
    world.receiver.setFault(answer('data', 452, 'Full'))
    world.start()
    await world.attempted(1)
    await world.db.update(mails).set({ refusals: 8 })
    await world.pass()
    await world.settled()
    expect(await world.rows()).toMatchObject([{ stoppedWhy: 'put_off', sentAt: null, sealedContent: null }])
    expect(await world.eventsOf('mail.failed')).toContainEqual(
      expect.objectContaining({
        linkId: id,
        facts: expect.objectContaining({ why: 'put_off', isMaybeSent: false }),
      }),
    )
  })

  it('that is refused fails at once, with the reason, and can be sent to another address', async () => {
    const { id } = await world.make()
    await world.queue(id, { to: 'adda@example.com' })
    world.receiver.setFault((to, at) =>
      to === 'adda@example.com' && at === 'rcpt' ? answer('rcpt', 550, '5.1.1 Who?') : null,
    )
    world.start()
    await world.settled()
    expect(await mailOf(id)).toMatchObject({
      last: { state: 'failed', to: 'adda@example.com', reason: 'mailbox unavailable', answer: 'Who?' },
    })
    await world.queue(id)
    await world.until(async () =>
      expect(await mailOf(id)).toMatchObject({ last: { state: 'sent', to: 'ada@example.com' } }),
    )
  })

  it('hangs at the server, and the others go on', async () => {
    const { id } = await world.make()
    world.receiver.setFault((to) => (to === 'slow@example.com' ? { at: 'rcpt', kind: 'hang' } : null))
    await world.queue(id, { to: 'slow@example.com' })
    for (let n = 0; n < 8; n += 1) await world.queue(id)
    world.start()
    await world.until(() => expect(world.receiver.taken).toHaveLength(8))
  })
})

describe('nobody knows whether the server took it', () => {
  it('once: it is sent again, and everybody is told that it may have gone out twice', async () => {
    const { id } = await world.make()
    await world.queue(id)
    world.receiver.setFault({ at: 'data', kind: 'taken' })
    world.start()
    await world.attempted(1)
    world.receiver.setFault(null)
    await world.pass()
    await world.settled()
    const ids = world.receiver.taken.map((mail) => mail.id)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    expect(await mailOf(id)).toMatchObject({ last: { state: 'sent', isMaybeTwice: true } })
    expect((await world.eventsOf('mail.sent')).at(-1)).toMatchObject({
      linkId: id,
      facts: { isMaybeTwice: true },
    })
  })

  it('twice: it is not sent a third time, and may have arrived', async () => {
    const { id } = await world.make()
    await world.queue(id)
    world.receiver.setFault({ at: 'data', kind: 'taken' })
    world.start()
    await world.attempted(1)
    await world.pass()
    await world.settled()
    expect(world.receiver.taken).toHaveLength(2)
    expect(await mailOf(id)).toMatchObject({ last: { state: 'failed', isMaybeTwice: true } })
    expect((await world.eventsOf('mail.failed')).at(-1)).toMatchObject({
      linkId: id,
      facts: { why: 'unknown', isMaybeSent: true },
    })
  })
})

describe('a mail server that nothing can be sent through', () => {
  it('is left alone, longer each time; the status says why, and nothing is lost', async () => {
    const { id } = await world.make()
    for (let n = 0; n < 20; n += 1) await world.queue(id, { to: `ada${n}@example.com` })
    world.receiver.setFault({ at: 'connect', kind: 'answer', code: 554, text: 'No' })
    world.start()
    const failed = (times: number) =>
      world.until(async () =>
        expect(await world.db.select().from(mailServers)).toMatchObject([{ failures: times }]),
      )
    await failed(1)
    // What was under way at the same time counts once, and nobody else tries.
    await world.until(async () => expect((await world.rows()).filter(isUnderWay)).toEqual([]))
    const before = world.receiver.connections()
    expect(before).toBeLessThanOrEqual(4)
    for (const times of [2, 3]) {
      await world.pass()
      await failed(times)
    }
    expect(world.receiver.connections() - before).toBe(2)
    expect(await readMailStatus(world.agent)).toMatchObject({
      waiting: 20,
      failed: 0,
      trouble: { answer: 'No' },
    })
    world.receiver.setFault(null)
    await unblockServer(world.desk.deskCtx())
    await world.settled()
    expect(new Set(world.receiver.taken.map(({ to }) => to)).size).toBe(20)
    expect(world.receiver.taken).toHaveLength(20)
    expect(await readMailStatus(world.agent)).toEqual({ waiting: 0, failed: 0, trouble: null })
  })
})

it('ends in peace: what is under way is recorded first, and nothing is sent after', async () => {
  const { id } = await world.make()
  await world.queue(id)
  const answering = new AbortController()
  world.receiver.beforeAnswer(async () => {
    await once(answering.signal, 'abort')
  })
  world.start()
  await world.until(() => expect(world.receiver.taken).toHaveLength(1))
  const stopped = world.stop()
  answering.abort()
  await stopped
  expect(await world.rows()).toMatchObject([{ attempts: 1, lastCode: 250, nextAttemptAt: null }])
  await world.queue(id)
  expect((await world.rows())[1]).toMatchObject({ attempts: 0 })
})
