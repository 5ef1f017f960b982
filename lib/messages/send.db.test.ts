import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'

import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { events, links } from '@/lib/db/schema'
import { mailReminders } from '@/lib/db/schema-mail'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import { planNoMore } from '@/lib/mail/plan'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { useMailDesk } from '@/lib/testing/mail-desk'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

import { remindCustomers } from './remind'
import { SendMailInput } from './schema'
import { sendLinkMail, sendPreview } from './send'

const world = useMailDesk()

const send = async (linkId: string, changes: Partial<SendMailInput> = {}, ctx: StaffCtx = world.agent) => {
  const { seen } = valueOf(await sendPreview(ctx, { linkId, language: null }))
  return sendLinkMail(ctx, {
    linkId,
    to: 'ada@example.com',
    language: null,
    seen,
    withReminders: false,
    ...changes,
  })
}
const mailOf = async (id: string) => valueOf(await readLink(world.agent, id)).link.mail
/** As it came, its soft line breaks and letters undone. */
const readText = (raw: string) =>
  Buffer.from(
    raw
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()

describe('a mail with a link', () => {
  it('is shown without the address, and goes out as it was shown, with it', async () => {
    const { id, url } = await world.make()
    const shown = valueOf(await sendPreview(world.agent, { linkId: id, language: null }))
    expect(shown).toMatchObject({
      to: 'ada@example.com',
      from: 'Acme Support <support@example.com>',
      isHandoff: true,
      left: 100,
      language: 'en',
    })
    expect(JSON.stringify(shown)).not.toContain(url)
    expect(valueOf(await send(id))).toEqual({ isQueued: true })
    world.start()
    await world.settled()
    const text = readText(world.receiver.taken[0]?.raw ?? '')
    const [head, tail] = shown.body.split(/https:\S+•+/)
    expect(text).toContain(`${head?.trim().split('\n').at(-1)}`)
    expect(text).toContain(url)
    expect(text).toContain(`<a href="${url}"`)
    expect(tail).toBeDefined()
    expect(await world.eventsOf('mail.queued')).toContainEqual(
      expect.objectContaining({ linkId: id, actorId: world.agent.actor.id }),
    )
    const kept = JSON.stringify(await world.db.select().from(events).where(eq(events.linkId, id)))
    expect(kept).not.toContain(url?.split('/').at(-1))
  })

  it('reads otherwise by now: nothing goes, and the new text is shown', async () => {
    const { id } = await world.make()
    const sent = valueOf(await send(id, { seen: 'another text' }))
    expect(sent).toMatchObject({ isQueued: false, preview: { seen: expect.any(String) } })
    expect(await world.rows()).toEqual([])
  })

  it('is for whoever may see the link, while it lives', async () => {
    const { id } = await world.make()
    const [other, admin, viewer] = await Promise.all([
      world.desk.ctxFor('agent', 'other'),
      world.desk.ctxFor('admin'),
      world.desk.ctxFor('viewer'),
    ])
    for (const nobody of [other, viewer])
      expect(codeOf(await sendPreview(nobody, { linkId: id, language: null }))).toBe('not_found')
    expect(codeOf(await send(id, {}, admin))).toBe('ok')
    valueOf(await revokeLink(world.agent, id))
    expect(codeOf(await sendPreview(world.agent, { linkId: id, language: null }))).toBe('not_found')
  })

  it('has limits: of a link, of a person, and of a desk without mails', async () => {
    useTestSettings({ ...world.settings, MAIL_PER_LINK: '2', MAIL_PER_HOUR: '3' })
    const [one, two] = [await world.make(), await world.make()]
    const busy = await world.desk.ctxFor('admin', 'busy')
    for (const expected of ['ok', 'ok', 'mail_limit'])
      expect(codeOf(await send(one.id, {}, busy))).toBe(expected)
    expect(await mailOf(one.id)).toMatchObject({ left: 0 })
    for (const expected of ['ok', 'mail_hour_spent'])
      expect(codeOf(await send(two.id, {}, busy))).toBe(expected)
    useTestSettings()
    expect(codeOf(await sendPreview(busy, { linkId: two.id, language: null }))).toBe('mail_off')
  })

  it.each([
    '',
    'ada',
    'ada@example.com, eve@example.org',
    'Ada <ada@example.com>',
    'ada@example.com\r\nRCPT TO:<e@e.org>',
  ])('goes to one address: %j is none', (to) => {
    const input = {
      linkId: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      language: null,
      seen: '',
      withReminders: false,
      to,
    }
    expect(SendMailInput.safeParse(input).success).toBe(false)
  })
})

describe('reminders, by a clock of their own', () => {
  /** From here to a moment of the desk's clock. */
  let now = Date.now()
  const goTo = (at: string | Date) => {
    const ms = new Date(at).getTime()
    world.desk.advance(ms - now)
    now = ms
  }
  const begin = (at: string) => {
    now = Date.now()
    goTo(at)
    useTestSettings({ ...world.settings, DESK_TIME_ZONE: 'Europe/Berlin' })
  }
  beforeEach(() => {
    world.desk.reset()
  })
  /** A link that is mailed now, whose customer is to be reminded. */
  const mailed = async (worksFor: '3d' | '7d' = '7d') => {
    const made = await makeHandoff(world.agent, { worksFor })
    // Nango's clock is the real one: the link ends by the desk's.
    const endsAt = new Date(now + (worksFor === '7d' ? 7 : 3) * dayMs)
    await world.db.update(links).set({ endsAt }).where(eq(links.id, made.id))
    valueOf(await send(made.id, { withReminders: true }))
    return made
  }
  /** Lets time pass in steps of a quarter of an hour; returns when reminders were queued, in Berlin. */
  const live = async (days: number, each: (at: Date) => Promise<void> = () => Promise.resolve()) => {
    const seen: string[] = []
    for (let step = 0; step < days * 96; step += 1) {
      goTo(new Date(now + 15 * minuteMs))
      await each(new Date(now))
      const before = (await world.rows()).length
      await remindCustomers(world.desk.deskCtx())
      const after = (await world.rows()).length
      if (after > before) seen.push(local(new Date(now)))
    }
    return seen
  }
  const local = (at: Date) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      day: 'numeric',
    }).format(at)

  it('go out in working hours of two weeks with a change of the clocks, and never after the end', async () => {
    // The clocks go back on 25 October 2026.
    begin('2026-10-22T13:07:00Z')
    const { id } = await mailed()
    expect(await mailOf(id)).toMatchObject({ remindsAt: '2026-10-23T13:07:00.000Z' })
    expect(await live(14)).toEqual(['Fri 23, 15:07', 'Mon 26, 09:07', 'Tue 27, 15:07'])
    const kinds = (await world.rows()).map(({ kind, recipient }) => `${kind} ${recipient}`)
    expect(kinds).toEqual(
      ['link', 'reminder', 'reminder', 'reminder'].map((kind) => `${kind} ada@example.com`),
    )
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
          .set({ endsAt: new Date(now) })
          .where(eq(links.id, id)),
      'link_ended',
    ],
    [
      'connecting',
      ({ id }) => world.db.update(links).set({ state: 'connected' }).where(eq(links.id, id)),
      'link_ended',
    ],
    ['the customer', ({ id }) => planNoMore(world.desk.deskCtx(), id), 'unsubscribed'],
  ])('are stopped by %s', async (_, stop, why) => {
    begin('2026-05-04T09:00:00Z')
    const made = await mailed()
    await live(1.1)
    expect(await world.rows()).toHaveLength(2)
    await stop(made)
    expect(await mailOf(made.id)).toMatchObject({ remindsAt: null })
    await live(5)
    expect(await world.rows()).toHaveLength(2)
    const rows = await world.db.select().from(mailReminders).orderBy(mailReminders.number)
    expect(rows.map(({ settledWhy }) => settledWhy)).toEqual([null, why, why])
  })

  it('say how to stop them, and are not planned again for who stopped them', async () => {
    begin('2026-05-04T09:00:00Z')
    const { id, url } = await mailed()
    await live(1.1)
    world.start()
    await world.settled()
    const reminder = world.receiver.taken.at(-1)?.raw ?? ''
    expect(reminder).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(reminder.replaceAll(/\r\n[ \t]+/g, ' ')).toContain(`List-Unsubscribe: <${url}/unsubscribe>`)
    expect(readText(reminder)).toContain(`${url}/unsubscribe`)
    await planNoMore(world.desk.deskCtx(), id)
    await planNoMore(world.desk.deskCtx(), id)
    expect(await world.eventsOf('mail.unsubscribed')).toHaveLength(1)
    valueOf(await send(id, { withReminders: true }))
    expect(await mailOf(id)).toMatchObject({ remindsAt: null, isUnsubscribed: true })
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

  it('are none for a link of 30 minutes, and one short before its end', async () => {
    begin('2026-05-04T09:00:00Z')
    const made = valueOf(await createLink(world.agent, linkInput()))
    await world.db
      .update(links)
      .set({ endsAt: new Date(now + hourMs / 2) })
      .where(eq(links.id, made.link.id))
    const shown = valueOf(await sendPreview(world.agent, { linkId: made.link.id, language: null }))
    expect(shown).toMatchObject({ isHandoff: false, reminders: [] })
    const { id } = await mailed('3d')
    expect(await mailOf(id)).toMatchObject({ remindsAt: '2026-05-05T09:00:00.000Z' })
  })
})
