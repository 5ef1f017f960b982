import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'

import { minuteMs } from '@/lib/core/time'
import { events, links } from '@/lib/db/schema'
import { handoffs, visits } from '@/lib/db/schema-handoff'
import { rateCounts } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { previewMail } from '@/lib/messages/send'
import { makeHandoff, openBrowser, toMade } from '@/lib/testing/customer-browser'
import { readMailText, useMailDesk } from '@/lib/testing/mail-desk'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { customerSettings, useTestSettings } from '@/lib/testing/test-settings'

const world = useMailDesk()

/** A browser that pressed Continue on a link whose customer is asked for digits. */
const begin = async (changes: Parameters<typeof makeHandoff>[1] = {}) => {
  const made = await makeHandoff(world.agent, { check: 'digits', ...changes })
  const browser = openBrowser(world.desk, made.code)
  await browser.press()
  return { ...made, browser }
}

/** As if the time had passed after which one may ask again. */
const letAsk = () => world.db.delete(rateCounts)
beforeEach(letAsk)

/** The mails with digits that arrived, and their digits. */
const readArrived = async () => {
  await world.deliver()
  return world.receiver.taken.map(({ raw, to }) => {
    const text = readMailText(raw)
    return { to, text, digits: /^(\d{3} \d{3})\r?$/m.exec(text)?.[1] ?? '' }
  })
}
const takeDigits = async () => (await readArrived()).at(-1)?.digits ?? ''
const wrongOf = (digits: string) => (digits.startsWith('1') ? '222222' : '111111')

describe('the check by six digits', () => {
  it('mails them when they are asked for, and lets in whoever types them', async () => {
    const { browser, id } = await begin()
    expect(await browser.look()).toMatchObject({ kind: 'check', check: 'digits', hasDigits: false })
    expect(await readArrived()).toEqual([])
    expect(await browser.askForDigits()).toBe('mailed')
    expect(await browser.look()).toMatchObject({ kind: 'check', hasDigits: true })
    const [mail] = await readArrived()
    expect(mail?.to).toBe('ada@example.com')
    expect(mail?.text).toContain('Subject: Vos six chiffres')
    expect(mail?.text).not.toContain('/c/')
    expect(await browser.answer(mail?.digits ?? '')).toBe('passed')
    expect(await browser.look()).toMatchObject({ kind: 'connect' })
    const view = valueOf(await readLink(world.agent, id)).link.mail
    expect(view).toMatchObject({ last: null, digits: { state: 'sent', to: 'ada@example.com' } })
  })

  for (const change of [
    (digits: string) => digits.replace(' ', ''),
    (digits: string) => ` ${digits.replace(' ', '-')}\n`,
    (digits: string) => digits.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
  ])
    it(`takes them however they are typed: ${change('123 456')}`, async () => {
      const { browser } = await begin()
      await browser.askForDigits()
      expect(await browser.answer(change(await takeDigits()))).toBe('passed')
    })

  it('keeps them from everybody else: rows, events, staff', async () => {
    const { browser, id } = await begin()
    await browser.askForDigits()
    const digits = (await takeDigits()).replace(' ', '')
    const kept = JSON.stringify([
      await world.db.select().from(visits),
      await world.db.select().from(handoffs),
      await world.db.select().from(events),
      await world.rows(),
      valueOf(await readLink(world.agent, id)),
    ])
    expect(digits).toMatch(/^\d{6}$/)
    expect(kept).not.toContain(digits)
    expect(kept).not.toContain(`${digits.slice(0, 3)} ${digits.slice(3)}`)
  })

  it('lasts ten minutes; what is typed after that is no try', async () => {
    const { browser, id } = await begin()
    await browser.askForDigits()
    const digits = await takeDigits()
    world.desk.advance(10 * minuteMs)
    expect(await browser.look()).toMatchObject({ kind: 'check', hasDigits: false })
    expect(await browser.answer(digits)).toBe('stale')
    expect(await browser.answer(wrongOf(digits))).toBe('stale')
    const rows = await world.db.select().from(handoffs)
    expect(rows.find(({ linkId }) => linkId === id)?.wrongTries).toBe(0)
  })

  it('has one set at a time, once, for each browser that asked', async () => {
    const { browser, code } = await begin()
    const other = openBrowser(world.desk, code)
    await other.press()
    await browser.askForDigits()
    const first = await takeDigits()
    expect(await other.answer(first)).toBe('stale')
    await other.askForDigits()
    const others = await takeDigits()
    await letAsk()
    await browser.askForDigits()
    const second = await takeDigits()
    expect(await browser.answer(first)).toBe('stale')
    expect(await browser.answer(others)).toBe('wrong')
    expect(await browser.answer(second)).toBe('passed')
    expect(await other.answer(others)).toBe('passed')
  })

  it('takes an answer that is under way while new ones are mailed for no try', async () => {
    const { browser } = await begin()
    await browser.askForDigits()
    const first = await takeDigits()
    const late = await browser.hold()
    await letAsk()
    await browser.askForDigits()
    expect(await late(first)).toBe('stale')
  })

  it('locks the link at the fifth wrong answer, with new digits in between', async () => {
    const { browser } = await begin()
    for (const outcome of ['wrong', 'wrong', 'wrong', 'wrong', 'locked']) {
      await letAsk()
      await browser.askForDigits()
      expect(await browser.answer(wrongOf(await takeDigits()))).toBe(outcome)
    }
    expect(await browser.look()).toMatchObject({ kind: 'ended', why: 'locked' })
    expect(await browser.askForDigits()).toBe('ended')
  })

  it('mails one set to who presses twice', async () => {
    const { browser } = await begin()
    expect(await Promise.all([browser.askForDigits(), browser.askForDigits()])).toEqual(['mailed', 'mailed'])
    expect(await readArrived()).toHaveLength(1)
  })

  it('mails a customer only so many, whoever asks and through whichever links', async () => {
    const made = [await begin(), await begin()]
    const strangers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const one = openBrowser(world.desk, made[index % 2]?.code ?? '')
        await one.press()
        return one
      }),
    )
    const outcomes = []
    for (const one of strangers) outcomes.push(await one.askForDigits())
    expect(outcomes.filter((outcome) => outcome === 'off')).toHaveLength(2)
    expect(await readArrived()).toHaveLength(10)
  })

  it('says so where no mails are sent any more, and counts nothing against the customer', async () => {
    const { browser, id } = await begin()
    await browser.askForDigits()
    useTestSettings({ ...customerSettings })
    expect(await browser.askForDigits()).toBe('off')
    // Whoever made the link sees it, too.
    expect(valueOf(await readLink(world.agent, id)).link.handoff?.step).toMatchObject({
      kind: 'stuck',
      reason: 'no_digits',
    })
    expect(codeOf(await renewLink(world.agent, id, randomUUID()))).toBe('digits_off')
    useTestSettings(world.settings)
    await world.db.update(visits).set({ sealedDigits: 'of a key that is gone' })
    expect(await browser.answer('123456')).toBe('unknown')
    const rows = await world.db.select().from(handoffs)
    expect(rows.find(({ linkId }) => linkId === id)?.wrongTries).toBe(0)
  })

  it('goes to the address that an agent has corrected', async () => {
    const { browser, id } = await begin()
    valueOf(await world.send(id, { to: 'ada@example.net' }))
    await browser.askForDigits()
    expect((await readArrived()).map(({ to }) => to)).toEqual(['ada@example.net', 'ada@example.net'])
    // The link that takes its place goes there, too.
    const renewed = toMade(valueOf(await renewLink(world.agent, id, randomUUID())))
    expect(
      valueOf(await previewMail(world.agent, { linkId: renewed.id, language: null, zone: null })).to,
    ).toBe('ada@example.net')
    const next = openBrowser(world.desk, renewed.code)
    await next.press()
    await next.askForDigits()
    expect((await readArrived()).at(-1)?.to).toBe('ada@example.net')
  })

  for (const typed of ['12345', '1234567', 'scanner@example.org', '١٢٣٤٥'])
    it(`counts ${typed} as no try`, async () => {
      const { browser, id } = await begin()
      await browser.askForDigits()
      expect(await browser.answer(typed)).toBe('empty')
      const rows = await world.db.select().from(handoffs)
      expect(rows.find(({ linkId }) => linkId === id)?.wrongTries).toBe(0)
    })

  it('goes on to the corrected address whatever a stranger reports, and never back to the one that was replaced', async () => {
    const { browser, id } = await begin({ customer: { ...linkInput().customer, email: 'Eve@example.com' } })
    for (const to of ['eve@example.com', 'ada@example.com']) valueOf(await world.send(id, { to }))
    await browser.report('other_person')
    await browser.askForDigits()
    const [, ...later] = await readArrived()
    expect(later.map(({ to }) => to)).toEqual(['ada@example.com', 'ada@example.com'])
  })

  it('follows no link of another customer', async () => {
    const old = await begin()
    valueOf(await world.send(old.id, { to: 'ada@example.net' }))
    const renewed = toMade(valueOf(await renewLink(world.agent, old.id, randomUUID())))
    await world.db.update(links).set({ customerEmail: 'ada@example.org' }).where(eq(links.id, renewed.id))
    expect(
      valueOf(await previewMail(world.agent, { linkId: renewed.id, language: null, zone: null })).to,
    ).toBe('ada@example.org')
  })

  it('mails nothing for other checks, before Continue and after the answer', async () => {
    const { browser: typing } = await begin({ check: 'email' })
    expect(await typing.askForDigits()).toBe('ended')
    const { browser, code } = await begin()
    expect(await openBrowser(world.desk, code).askForDigits()).toBe('ended')
    await browser.askForDigits()
    await browser.answer(await takeDigits())
    await letAsk()
    expect(await browser.askForDigits()).toBe('ended')
  })

  it('goes to no address that there is not', async () => {
    const { browser, id } = await begin()
    valueOf(await world.send(id, { to: 'typo@example.net' }))
    world.receiver.setFault({ at: 'rcpt', kind: 'answer', code: 550, text: '5.1.1 no such user' })
    await world.deliver()
    world.receiver.setFault(null)
    await browser.askForDigits()
    expect((await readArrived()).map(({ to }) => to)).toEqual(['ada@example.com'])
  })

  it('is refused where there is no address, and where no mails are sent', async () => {
    const input = linkInput({ worksFor: '3d', check: 'digits' })
    const nobody = { ...input, customer: { ...input.customer, email: null } }
    expect(codeOf(await createLink(world.agent, nobody))).toBe('email_unknown')
    useTestSettings(customerSettings)
    expect(codeOf(await createLink(world.agent, input))).toBe('digits_off')
  })
})
