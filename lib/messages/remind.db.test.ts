import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { maskConnectUrl } from '@/lib/core/connect-url'
import { dayMs, hourMs } from '@/lib/core/time'
import { links } from '@/lib/db/schema'
import { mailReminders, mails } from '@/lib/db/schema-handoff'
import { answerReport } from '@/lib/links/confirm'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import { stopReminders } from '@/lib/mail/plan'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { countOf } from '@/lib/testing/evidence'
import { useMailDays } from '@/lib/testing/mail-days'
import { readMailText } from '@/lib/testing/mail-desk'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

import { remindCustomers } from './remind'
import { previewMail } from './send'

const { world, begin, goTo, live, mailed, mailOf, now } = useMailDays()

it('go out in working hours of two weeks with a change of the clocks, and never after the end', async () => {
  // The clocks go back on 25 October 2026.
  begin('2026-10-22T13:07:00Z')
  const { id } = await mailed()
  expect(await mailOf(id)).toMatchObject({ remindsAt: '2026-10-23T13:07:00.000Z' })
  expect(await live(14, countOf(4, 1) * (hourMs / 4))).toEqual([
    'Fri 23, 15:07',
    'Mon 26, 09:07',
    'Tue 27, 15:07',
  ])
  const kinds = (await world.rows()).map(({ kind, recipient }) => `${kind} ${recipient}`)
  expect(kinds).toEqual(['link', 'reminder', 'reminder', 'reminder'].map((kind) => `${kind} ada@example.com`))
  expect((await world.eventsOf('mail.queued')).slice(-3).map(({ actorId }) => actorId)).toEqual([
    null,
    null,
    null,
  ])
})

it.each<[string, (made: { id: string; code: string }) => Promise<unknown>, string]>([
  ['opening', ({ code }) => openBrowser(world.desk, code).press(), 'opened'],
  ['revoking', ({ id }) => revokeLink(world.agent, id), 'link_ended'],
  ['renewal', ({ id }) => renewLink(world.agent, id, crypto.randomUUID()), 'link_ended'],
  [
    'its end',
    ({ id }) =>
      world.db
        .update(links)
        .set({ endsAt: new Date(now()) })
        .where(eq(links.id, id)),
    'link_ended',
  ],
  [
    'connecting',
    ({ id }) => world.db.update(links).set({ state: 'connected' }).where(eq(links.id, id)),
    'link_ended',
  ],
  ['the customer', ({ id }) => stopReminders(world.desk.deskCtx(), id), 'unsubscribed'],
  ['a report', ({ code }) => openBrowser(world.desk, code).report(), 'reported'],
  [
    'an address that there is not',
    () =>
      world.db
        .update(mails)
        .set({ sentAt: null, stoppedAt: new Date(now()), stoppedWhy: 'no_mailbox' })
        .where(eq(mails.kind, 'link')),
    'no_mailbox',
  ],
])('are stopped by %s', async (_, stop, why) => {
  begin('2026-05-04T09:00:00Z')
  const made = await mailed()
  await live(1, 6 * hourMs)
  expect(await world.rows()).toHaveLength(2)
  await stop(made)
  expect(await mailOf(made.id)).toMatchObject({ remindsAt: null })
  await live(7, 6 * hourMs)
  expect(await world.rows()).toHaveLength(2)
  const rows = await world.db.select().from(mailReminders).orderBy(mailReminders.number)
  expect(rows.map(({ settledWhy }) => settledWhy)).toEqual([
    null,
    why,
    expect.stringMatching(`${why}|link_ended`),
  ])
})

it('go on after a report that was answered', async () => {
  begin('2026-05-04T09:00:00Z')
  const made = await mailed()
  await openBrowser(world.desk, made.code).report()
  const none = (await mailOf(made.id))?.remindsAt
  const link = valueOf(await readLink(world.agent, made.id)).link
  valueOf(await answerReport(world.agent, { linkId: made.id, reportedAt: link.handoff?.report?.at ?? '' }))
  expect([none, (await mailOf(made.id))?.remindsAt]).toEqual([null, expect.any(String)])
  await live(1, 6 * hourMs)
  expect(await world.rows()).toHaveLength(2)
})

it('say how to stop them, and are not planned again for who stopped them', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id, url } = await mailed()
  await live(1, 6 * hourMs)
  await world.deliver()
  const reminder = world.receiver.taken.at(-1)?.raw ?? ''
  expect(reminder).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  expect(reminder.replaceAll(/\r\n[ \t]+/g, ' ')).toContain(`List-Unsubscribe: <${url}/unsubscribe>`)
  expect(readMailText(reminder)).toContain(`${url}/unsubscribe`)
  await stopReminders(world.desk.deskCtx(), id)
  await stopReminders(world.desk.deskCtx(), id)
  const told = await world.eventsOf('mail.unsubscribed')
  expect(told.filter(({ linkId }) => linkId === id)).toHaveLength(1)
  valueOf(await world.send(id, { withReminders: true }))
  expect(await mailOf(id)).toMatchObject({ remindsAt: null, isUnsubscribed: true })
})

it('are in the language of the mail that they remind of', async () => {
  begin('2026-05-04T09:00:00Z')
  const { id } = await mailed()
  await world.db.update(mails).set({ language: 'es' }).where(eq(mails.linkId, id))
  await live(1, 6 * hourMs)
  expect((await world.rows()).map(({ kind, language }) => [kind, language])).toEqual([
    ['link', 'es'],
    ['reminder', 'es'],
  ])
  await world.deliver()
  expect(readMailText(world.receiver.taken.at(-1)?.raw ?? '')).toContain('Este es un recordatorio.')
})

it('that are late, because no process ran, wait for the next working hour', async () => {
  begin('2026-05-08T12:00:00Z')
  const { id } = await mailed()
  // Saturday night; the first one was due on Monday at nine.
  goTo('2026-05-11T20:00:00Z')
  await remindCustomers(world.desk.deskCtx())
  expect(await world.rows()).toHaveLength(1)
  expect(await mailOf(id)).toMatchObject({ remindsAt: '2026-05-12T07:00:00.000Z' })
})

it('are shown before as they go out, without the address', async () => {
  begin('2026-05-04T09:00:00Z')
  useTestSettings({ ...world.settings, COMPANY_NAME: 'Acme', DESK_TIME_ZONE: 'Europe/Berlin' })
  const { id, url } = await makeHandoff(world.agent, { integrations: ['github'] })
  const masked = maskConnectUrl(url ?? '')
  await world.db
    .update(links)
    .set({ endsAt: new Date(now() + 1.4 * dayMs) })
    .where(eq(links.id, id))
  const shown = valueOf(await previewMail(world.agent, { linkId: id, language: 'de', zone: null }))
  expect(JSON.stringify(shown)).not.toContain(url)
  valueOf(await world.send(id, { withReminders: true, language: 'de' }))
  await live(1, 6 * hourMs)
  await world.deliver()
  const { subject = '', body = '' } = shown.reminder ?? {}
  expect(subject).toBe('Erinnerung: Bitte verbinden Sie GitHub')
  expect(body).toMatch(/ bis heute, /)
  const text = readMailText(world.receiver.taken.at(-1)?.raw ?? '').replaceAll('\r\n', '\n')
  expect(text).toContain(`\nSubject: ${subject}\n`)
  expect(text).toContain(body.replaceAll(masked, url ?? ''))
  expect(body).toContain(`${masked}/unsubscribe`)
})

it('are none for a link of 30 minutes, and one short before its end', async () => {
  begin('2026-05-04T09:00:00Z')
  const made = valueOf(await createLink(world.agent, linkInput()))
  await world.db
    .update(links)
    .set({ endsAt: new Date(now() + hourMs / 2) })
    .where(eq(links.id, made.link.id))
  const shown = valueOf(await previewMail(world.agent, { linkId: made.link.id, language: null, zone: null }))
  expect(shown).toMatchObject({ reminders: [], reminder: null })
  const { id } = await mailed('3d')
  expect(await mailOf(id)).toMatchObject({ remindsAt: '2026-05-05T09:00:00.000Z' })
})

it('are queued once, however many sweeps find them at once', async () => {
  begin('2026-05-06T12:00:00Z')
  await mailed()
  goTo('2026-05-07T12:30:00Z')
  await Promise.all([1, 2, 3].map(() => remindCustomers(world.desk.deskCtx())))
  expect((await world.rows()).filter(({ kind }) => kind === 'reminder')).toHaveLength(1)
})
