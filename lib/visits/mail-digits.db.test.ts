import { describe, expect, it } from 'vitest'

import { minuteMs } from '@/lib/core/time'
import { events } from '@/lib/db/schema'
import { handoffs } from '@/lib/db/schema-handoff'
import { rateCounts } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { sendLinkMail, previewMail } from '@/lib/messages/send'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
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
    (digits: string) => digits.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
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

  it('has one set at a time, once, and for the browser that asked', async () => {
    const { browser, code } = await begin()
    const other = openBrowser(world.desk, code)
    await other.press()
    await browser.askForDigits()
    const first = await takeDigits()
    expect(await other.answer(first)).toBe('stale')
    await letAsk()
    await other.askForDigits()
    const second = await takeDigits()
    expect(await browser.answer(first)).toBe('stale')
    expect(await browser.answer(second)).toBe('stale')
    expect(await other.answer(second)).toBe('passed')
    expect(await browser.answer(second)).toBe('stale')
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

  it('mails a customer only so often, whoever asks', async () => {
    const { browser, code } = await begin()
    const other = openBrowser(world.desk, code)
    await other.press()
    const outcomes = await Promise.all([browser, other, browser, other].map((one) => one.askForDigits()))
    expect(outcomes.toSorted()).toEqual(['later', 'later', 'later', 'mailed'])
    expect(await readArrived()).toHaveLength(1)
  })

  it('mails the last ones only, where the server could not be asked for a while', async () => {
    const { browser } = await begin()
    await browser.askForDigits()
    await letAsk()
    await browser.askForDigits()
    const arrived = await readArrived()
    expect(arrived).toHaveLength(1)
    expect((await world.rows()).map(({ stoppedWhy }) => stoppedWhy)).toEqual(['replaced', null])
    expect(await browser.answer(arrived[0]?.digits ?? '')).toBe('passed')
  })

  it('goes to the address that an agent has corrected', async () => {
    const { browser, id } = await begin()
    const { seen } = valueOf(await previewMail(world.agent, { linkId: id, language: null }))
    const mail = { linkId: id, to: 'ada@example.net', language: null, seen, withReminders: false }
    valueOf(await sendLinkMail(world.agent, mail))
    await browser.askForDigits()
    expect((await readArrived()).map(({ to }) => to)).toEqual(['ada@example.net', 'ada@example.net'])
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

  it('is refused where there is no address, and where no mails are sent', async () => {
    const input = linkInput({ worksFor: '3d', check: 'digits' })
    const nobody = { ...input, customer: { ...input.customer, email: null } }
    expect(codeOf(await createLink(world.agent, nobody))).toBe('email_unknown')
    useTestSettings(customerSettings)
    expect(codeOf(await createLink(world.agent, input))).toBe('mail_off')
  })
})
