import { expect, it } from 'vitest'

import { dayMs, hourMs } from '@/lib/core/time'
import { links } from '@/lib/db/schema'
import { mailServers } from '@/lib/db/schema-handoff'
import { serverName } from '@/lib/mail/deliver'
import { stopReminders } from '@/lib/mail/plan'
import { readMailQueue } from '@/lib/mail/read'
import { openBrowser } from '@/lib/testing/customer-browser'
import { useMailDays } from '@/lib/testing/mail-days'
import { valueOf } from '@/lib/testing/test-desk'

import { remindCustomers } from './remind'
import { previewMail } from './send'

const { world, begin, goTo, live, mailed, mailOf, now } = useMailDays()

const refuse = (text: string | null) =>
  world.receiver.setFault(text === null ? null : { at: 'rcpt', kind: 'answer', code: 550, text })

it('are none after one that was refused, whose reason is shown, until the link is mailed to another address', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  await live(1, 6 * hourMs)
  expect(await mailOf(id)).toMatchObject({ reminder: { state: 'queued' } })
  refuse('5.1.1 Nobody')
  await world.deliver()
  refuse(null)
  expect(await mailOf(id)).toMatchObject({
    last: { state: 'sent' },
    reminder: { state: 'failed', to: 'ada@example.com', reason: 'mailbox unavailable', answer: 'Nobody' },
    reminded: 0,
    remindsAt: null,
  })
  expect(await live(4, 6 * hourMs)).toEqual([])
  await world.db.update(links).set({ endsAt: new Date(now() + 7 * dayMs) })
  valueOf(await world.send(id, { to: 'lovelace@example.com', withReminders: true }))
  expect(await mailOf(id)).toMatchObject({ reminder: null, remindsAt: '2026-05-11T07:00:00.000Z' })
  expect(await live(6, 6 * hourMs)).toEqual(['Mon 11, 11:00', 'Tue 12, 11:00', 'Thu 14, 11:00'])
})

it('that are refused in vain or not wanted any more are no failure of the address', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id, code } = await mailed()
  await live(1, 6 * hourMs)
  refuse('5.2.2 Full')
  await world.deliver()
  refuse(null)
  expect(await mailOf(id)).toMatchObject({
    reminder: { reason: 'the mailbox is full' },
    remindsAt: '2026-05-07T09:00:00.000Z',
  })
  await live(2, 6 * hourMs)
  await openBrowser(world.desk, code).press()
  await world.deliver()
  expect((await world.rows()).at(-1)).toMatchObject({ kind: 'reminder', stoppedWhy: 'opened' })
  expect(await mailOf(id)).toMatchObject({ reminder: null, remindsAt: null })
})

it('that were queued together do not go out after one was refused', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  await world.deliver()
  for (const _ of [1, 2]) await world.queue(id, { kind: 'reminder', notAfter: new Date(now() + dayMs) })
  refuse('5.1.1 Nobody')
  await world.deliver()
  expect((await world.rows()).map(({ stoppedWhy, lastCode }) => [stoppedWhy, lastCode])).toEqual([
    [null, 250],
    ['no_mailbox', 550],
    ['no_mailbox', null],
  ])
})

it('that wait past working hours go out in the next ones, and not at all where the link ends first', async () => {
  begin('2026-05-07T14:59:00Z')
  const { id } = await mailed()
  await world.deliver()
  // Friday, 16:59, and 22:00.
  expect(await live(1, dayMs)).toEqual(['Fri 8, 16:59'])
  const ending = await world.make()
  await world.queue(ending.id, { kind: 'reminder', notAfter: new Date(now() + 2 * dayMs) })
  goTo('2026-05-08T20:00:00Z')
  // The server is to be tried with one mail at a time; another one waits for it.
  const failing = { server: serverName(), failures: 2, blockedUntil: new Date(0) }
  await world.db.insert(mailServers).values(failing)
  await world.queue(ending.id, { kind: 'receipt', notAfter: new Date(now() + dayMs) })
  for (const _ of [1, 2, 3]) await world.deliver()
  expect(world.receiver.taken).toHaveLength(2)
  const [, waiting, over] = await world.rows()
  expect(await readMailQueue(world.desk.deskCtx(), 10)).toEqual({ waiting: 0, oldestSeconds: 0 })
  expect(over).toMatchObject({ stoppedWhy: 'too_late' })
  expect(waiting).toMatchObject({ refusals: 0, unknowns: 0, lastFault: null, sentAt: null })
  // By the database's clock, which stays where it is: until Monday at nine.
  const waitMs = Number(waiting?.nextAttemptAt) - Number(waiting?.lastAttemptAt)
  expect(Math.round(waitMs / hourMs)).toBe(59)
  expect(await mailOf(id)).toMatchObject({
    reminder: { state: 'queued', reason: 'it goes out in working hours' },
  })
  goTo('2026-05-11T07:00:01Z')
  await world.pass()
  await world.deliver()
  expect(world.receiver.taken).toHaveLength(3)
  expect(await mailOf(id)).toMatchObject({ reminder: null, reminded: 1 })
})

it('that wait go nowhere once the link was mailed to another address', async () => {
  begin('2026-05-07T14:59:00Z')
  const { id } = await mailed()
  await live(1, dayMs)
  goTo('2026-05-08T20:00:00Z')
  await world.deliver()
  expect(await mailOf(id)).toMatchObject({ reminder: { state: 'queued' } })
  await world.send(id, { to: 'lovelace@example.com' })
  goTo('2026-05-11T07:00:01Z')
  await world.pass()
  await world.deliver()
  expect(world.receiver.taken.map(({ to }) => to)).toEqual(['ada@example.com', 'lovelace@example.com'])
  expect((await world.rows())[1]).toMatchObject({ kind: 'reminder', stoppedWhy: 'corrected' })
})

it('that are late go out one a day, and not while another one waits', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  await world.deliver()
  // The link would be over before they are.
  await world.db.update(links).set({ endsAt: new Date(now() + 14 * dayMs) })
  // The first two are due; from Thursday to Monday the mail server is down.
  goTo('2026-05-07T09:00:00Z')
  for (const dueAt of ['2026-05-08T07:00:00.000Z', '2026-05-11T07:00:00.000Z', '2026-05-12T07:00:00.000Z']) {
    for (const _ of [1, 2]) await remindCustomers(world.desk.deskCtx())
    expect((await world.rows()).filter(({ kind }) => kind === 'reminder')).toHaveLength(1)
    expect(await mailOf(id)).toMatchObject({ remindsAt: dueAt, reminder: { state: 'queued' } })
    goTo(dueAt)
  }
  await world.deliver()
  expect(await mailOf(id)).toMatchObject({ reminded: 1 })
  expect(await live(2, hourMs)).toEqual(['Wed 13, 09:00', 'Thu 14, 09:00'])
})

it('that are late go nowhere so short before the end, and none is promised after it', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  // Two are due when people have gone home on Friday; on Monday the link ends twenty minutes after they are back.
  await world.db.update(links).set({ endsAt: new Date('2026-05-11T07:20:00Z') })
  goTo('2026-05-08T16:00:00Z')
  await remindCustomers(world.desk.deskCtx())
  goTo('2026-05-11T07:00:01Z')
  await remindCustomers(world.desk.deskCtx())
  expect(await world.rows()).toHaveLength(1)
  expect(await mailOf(id)).toMatchObject({ reminded: 0, remindsAt: null })
})

it('are not begun again for the same address in other letters', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  await live(1, 6 * hourMs)
  await world.send(id, { to: 'Ada@Example.com', withReminders: true })
  // The first one went out already.
  expect(await live(6, 6 * hourMs)).toEqual(['Fri 8, 11:00'])
})

it.each<[string, (made: { id: string; code: string }) => Promise<unknown>]>([
  ['was opened', ({ code }) => openBrowser(world.desk, code).press()],
  ['nobody wants to be reminded of', ({ id }) => stopReminders(world.desk.deskCtx(), id)],
])('are not offered for a link that %s', async (_, change) => {
  begin('2026-05-04T09:00:00Z')
  const made = await mailed()
  await change(made)
  const asked = { linkId: made.id, language: null, zone: null }
  expect(valueOf(await previewMail(world.agent, asked))).toMatchObject({ reminders: [], reminder: null })
})
