import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { events } from '@/lib/db/schema'
import { handoffs, mailReminders } from '@/lib/db/schema-handoff'
import { answerReport } from '@/lib/links/confirm'
import { readLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import { makeHandoff, openBrowser, toMade } from '@/lib/testing/customer-browser'
import { readMailText, useMailDesk } from '@/lib/testing/mail-desk'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

import { SendMailInput } from './schema'
import { sendLinkMail, previewMail } from './send'

const world = useMailDesk()

const mailOf = async (id: string) => valueOf(await readLink(world.agent, id)).link.mail
/** What becomes of answers to the check, each in a browser of its own. */
const tryAll = async (code: string, answers: string[]) => {
  const outcomes = []
  for (const answer of answers) {
    const browser = openBrowser(world.desk, code)
    await browser.press()
    outcomes.push(await browser.answer(answer))
  }
  return outcomes
}
const mailTo = async (id: string, ...addresses: string[]) => {
  for (const to of addresses) valueOf(await world.send(id, { to }))
}
const readTo = async (linkId: string) =>
  valueOf(await previewMail(world.agent, { linkId, language: null, zone: null })).to

describe('a mail with a link', () => {
  it('is shown without the address, and goes out as it was shown, with it', async () => {
    const { id, url } = await world.make()
    const shown = valueOf(await previewMail(world.agent, { linkId: id, language: null, zone: null }))
    expect(shown).toMatchObject({
      to: 'ada@example.com',
      from: 'Acme Support <support@example.com>',
      left: 100,
      language: 'en',
    })
    expect(JSON.stringify(shown)).not.toContain(url)
    expect(valueOf(await world.send(id))).toEqual({ isQueued: true })
    world.start()
    await world.settled()
    const text = readMailText(world.receiver.taken[0]?.raw ?? '')
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

  it('tells times by the clock of whoever sends it', async () => {
    const { id } = await world.make()
    const zone = 'Asia/Tokyo'
    const shown = valueOf(await previewMail(world.agent, { linkId: id, language: null, zone }))
    expect(shown.body).toContain('GMT+9)')
    expect(valueOf(await world.send(id, { zone }))).toEqual({ isQueued: true })
  })

  it('reads otherwise by now: nothing goes, and the new text is shown', async () => {
    const { id } = await world.make()
    const sent = valueOf(await world.send(id, { seen: 'another text' }))
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
      expect(codeOf(await previewMail(nobody, { linkId: id, language: null, zone: null }))).toBe('not_found')
    expect(codeOf(await world.send(id, {}, admin))).toBe('ok')
    valueOf(await revokeLink(world.agent, id))
    expect(codeOf(await previewMail(world.agent, { linkId: id, language: null, zone: null }))).toBe(
      'not_found',
    )
  })

  it('of a link that wrong answers have locked is not offered, and none is queued', async () => {
    const { id } = await world.make()
    const { seen } = valueOf(await previewMail(world.agent, { linkId: id, language: null, zone: null }))
    await world.db.update(handoffs).set({ lockedAt: world.agent.now() }).where(eq(handoffs.linkId, id))
    expect(valueOf(await readLink(world.agent, id)).link.canMail).toBe(false)
    expect(codeOf(await previewMail(world.agent, { linkId: id, language: null, zone: null }))).toBe(
      'link_over',
    )
    const asked = {
      linkId: id,
      to: 'ada@example.com',
      language: null,
      zone: null,
      seen,
      withReminders: false,
    }
    expect(codeOf(await sendLinkMail(world.agent, asked))).toBe('link_over')
    expect(await world.rows()).toEqual([])
  })

  it('to another address is answered with that, or with the customer’s own, which had none', async () => {
    const { id, code } = await world.make()
    await mailTo(id, 'ada.lovelace@example.com')
    const answers = ['eve@example.com', 'Ada.Lovelace@example.com', 'ada@example.com']
    expect(await tryAll(code, answers)).toEqual(['wrong', 'passed', 'passed'])
  })

  it('to a corrected address is answered with that alone, whatever the stranger reports who had it first', async () => {
    const customer = { ...linkInput().customer, email: 'Eve@example.com' }
    const { id, code } = await makeHandoff(world.agent, { customer })
    expect(await tryAll(code, ['eve@example.com'])).toEqual(['passed'])
    await mailTo(id, 'eve@example.com', 'ada@example.com')
    const answers = ['eve@example.com', 'ada@example.com']
    expect(await tryAll(code, answers)).toEqual(['wrong', 'passed'])
    await openBrowser(world.desk, code).report('other_person')
    expect(await tryAll(code, answers)).toEqual(['wrong', 'passed'])
    expect(await readTo(id)).toBe('ada@example.com')
    // Whoever mails the first one again means it.
    await mailTo(id, 'EVE@example.com')
    expect(await tryAll(code, answers)).toEqual(['passed', 'wrong'])
  })

  it('that was renewed has in its place the correction, whatever was reported of the old one', async () => {
    const first = await world.make()
    await mailTo(first.id, 'ada@example.com', 'ada@example.net')
    const second = toMade(valueOf(await renewLink(world.agent, first.id, crypto.randomUUID())))
    expect(await readTo(second.id)).toBe('ada@example.net')
    expect(await tryAll(second.code, ['ada@example.com', 'ada@example.net'])).toEqual(['wrong', 'passed'])
    // Whoever was corrected away from may say so.
    await openBrowser(world.desk, first.code).report('other_person')
    expect(await readTo(second.id)).toBe('ada@example.net')
    expect(await tryAll(second.code, ['ada@example.com', 'ada@example.net'])).toEqual(['wrong', 'passed'])
    await mailTo(second.id, 'grace@example.net')
    const answers = ['ada@example.com', 'ada@example.net', 'grace@example.net']
    expect(await tryAll(second.code, answers)).toEqual(['wrong', 'wrong', 'passed'])
  })

  it('that somebody else got goes to the customer’s own address once it is renewed, but for a report that was answered', async () => {
    const first = await world.make()
    await mailTo(first.id, 'grace@example.net')
    await openBrowser(world.desk, first.code).report('other_person')
    expect(await readTo(first.id)).toBe('grace@example.net')
    const second = toMade(valueOf(await renewLink(world.agent, first.id, crypto.randomUUID())))
    expect(await readTo(second.id)).toBe('ada@example.com')
    const { handoff } = valueOf(await readLink(world.agent, first.id)).link
    const reportedAt = handoff?.report?.at ?? ''
    valueOf(await answerReport(world.agent, { linkId: first.id, reportedAt }))
    expect(await readTo(second.id)).toBe('grace@example.net')
  })

  it('that the corrected address does not take leaves the one before it', async () => {
    const { id, code } = await world.make()
    await mailTo(id, 'ada@example.com')
    await world.deliver()
    await mailTo(id, 'typo@example.com')
    world.receiver.setFault({ at: 'rcpt', kind: 'answer', code: 550, text: '5.1.1 no such user' })
    await world.deliver()
    world.receiver.setFault(null)
    expect(await readTo(id)).toBe('ada@example.com')
    expect(await tryAll(code, ['typo@example.com', 'ada@example.com'])).toEqual(['wrong', 'passed'])
  })

  it('that two send at once with reminders goes twice, and is reminded of once', async () => {
    const { id } = await makeHandoff(world.agent, { worksFor: '7d' })
    const both = await Promise.all([1, 2].map(() => world.send(id, { withReminders: true })))
    expect(both.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await world.rows()).toHaveLength(2)
    const reminders = await world.db.select().from(mailReminders).where(eq(mailReminders.linkId, id))
    expect(reminders).not.toEqual([])
    expect(new Set(reminders.map(({ number }) => number)).size).toBe(reminders.length)
  })

  it('has limits: of a link, of a person, and of a desk without mails', async () => {
    useTestSettings({ ...world.settings, MAIL_PER_LINK: '2', MAIL_PER_HOUR: '3' })
    const [one, two] = [await world.make(), await world.make()]
    const busy = await world.desk.ctxFor('admin', 'busy')
    for (const expected of ['ok', 'ok', 'mail_limit'])
      expect(codeOf(await world.send(one.id, {}, busy))).toBe(expected)
    expect(await mailOf(one.id)).toMatchObject({ left: 0 })
    for (const expected of ['ok', 'mail_hour_spent'])
      expect(codeOf(await world.send(two.id, {}, busy))).toBe(expected)
    useTestSettings()
    expect(codeOf(await previewMail(busy, { linkId: two.id, language: null, zone: null }))).toBe('mail_off')
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
