import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { hourMs } from '@/lib/core/time'
import { handoffs } from '@/lib/db/schema-handoff'
import { revokeLink } from '@/lib/links/revoke'
import { integration, kindsOf } from '@/lib/testing/connect-customer'
import { makeHandoff, openBrowser, rightAnswer, wrongAnswers } from '@/lib/testing/customer-browser'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent, liveTokens } = useHandoffDesk({ agent: 'agent' })

const begin = async (changes: Parameters<typeof makeHandoff>[1] = {}) => {
  const made = await makeHandoff(agent, changes)
  const browser = openBrowser(desk, made.code)
  await browser.press()
  return { ...made, browser }
}
const rowOf = async (id: string) => (await agent.db.select().from(handoffs).where(eq(handoffs.linkId, id)))[0]

describe('the check by e-mail address', () => {
  for (const typed of [
    'ada@example.com',
    '  Ada@Example.COM  ',
    'ADA@EXAMPLE.COM\n',
    '\u200bada@example.com\u00ad',
    'ａｄａ@example.com',
    '\u202aAda <ada@example.com>\u202c',
  ])
    it(`takes ${JSON.stringify(typed)}`, async () => {
      const { browser } = await begin()
      expect(await browser.look()).toMatchObject({ kind: 'check', check: 'email' })
      expect(await browser.answer(typed)).toBe('passed')
      expect(await browser.look()).toMatchObject({ kind: 'connect' })
    })

  for (const typed of ['', '   ', '\u200b\u00ad\n', '\ufeff', 'ada', 'eve@example.com, ada@example.com'])
    it(`counts ${JSON.stringify(typed)} as no try`, async () => {
      const { browser, id } = await begin()
      expect(await browser.answer(typed)).toBe('empty')
      expect((await rowOf(id))?.wrongTries).toBe(0)
    })

  it('locks the link at the fifth wrong answer, whoever gave them, and tells staff', async () => {
    const { browser, id, code } = await begin()
    const others = [openBrowser(desk, code), openBrowser(desk, code)]
    for (const other of others) await other.press()
    for (const one of [browser, ...others, browser]) expect(await one.answer('eve@example.com')).toBe('wrong')
    expect(await browser.answer('eve@example.com')).toBe('locked')
    expect(await kindsOf(agent, id)).toContain('link.locked')
    for (const one of [browser, ...others]) {
      expect(await one.answer(rightAnswer)).toBe('ended')
      expect(await one.look()).toMatchObject({ kind: 'ended', why: 'locked' })
      expect(codeOf(await one.session())).toBe('link_ended')
    }
  })

  it('locks at five answers of twenty at once; the right one among those after them passes nobody', async () => {
    const { id, code } = await begin()
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const one = openBrowser(desk, code)
        await one.press()
        return one
      }),
    )
    const outcomes = await Promise.all(browsers.map((one, index) => one.answer(`guess${index}@example.com`)))
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(4)
    expect((await rowOf(id))?.wrongTries).toBe(5)
    expect((await kindsOf(agent, id)).filter((kind) => kind === 'link.locked')).toHaveLength(1)
  })

  it('passes nobody whose right answer was under way while the link was locked', async () => {
    const { browser, code } = await begin()
    const stranger = openBrowser(desk, code)
    await stranger.press()
    // What was read of the link before the lock is what the answer is judged by.
    const late = stranger.hold()
    for (const guess of wrongAnswers) await browser.answer(guess)
    expect(await (await late)(rightAnswer)).toBe('locked')
    expect(await stranger.look()).toMatchObject({ kind: 'ended', why: 'locked' })
    expect(await stranger.isPassed()).toBe(false)
  })

  it('shuts out nobody who had passed it before somebody else locks the link, but ends what they do', async () => {
    const { browser, code } = await begin()
    await browser.answer(rightAnswer)
    valueOf(await browser.session())
    const stranger = openBrowser(desk, code)
    await stranger.press()
    for (const guess of wrongAnswers) await stranger.answer(guess)
    expect(await browser.look()).toMatchObject({ kind: 'ended', why: 'locked' })
    expect(await liveTokens()).toEqual([])
  })

  it('answers the same whether the address belongs to somebody or to nobody', async () => {
    const known = linkInput().customer
    await makeHandoff(agent, { customer: { ...known, id: 'user_43', email: 'grace@example.com' } })
    const { browser } = await begin()
    expect(await browser.answer('grace@example.com')).toBe('wrong')
    expect(await browser.answer('nobody@example.com')).toBe('wrong')
    const page = JSON.stringify(await browser.look())
    expect(page).not.toContain('example.com')
    expect(page).not.toContain('user_4')
  })

  it('is asked again on another device', async () => {
    const { browser, code } = await begin()
    await browser.answer(rightAnswer)
    const other = openBrowser(desk, code)
    expect(await other.look()).toMatchObject({ kind: 'welcome' })
    await other.press()
    expect(await other.look()).toMatchObject({ kind: 'check' })
  })
})

describe('the check by two words', () => {
  it('takes them in any case and with any space or hyphen between', async () => {
    for (const change of [
      (words: string) => words.toUpperCase(),
      (words: string) => words.replace(' ', '–'),
      (words: string) => ` ${words.replace(' ', '   ')} `,
    ]) {
      const { browser, link } = await begin({ check: 'words' })
      expect(await browser.answer(change(link.handoff?.words ?? ''))).toBe('passed')
    }
  })

  it('takes neither one of them, nor the e-mail address, nor both in the other order', async () => {
    const { browser, link } = await begin({ check: 'words' })
    const [first = '', second = ''] = (link.handoff?.words ?? '').split(' ')
    expect(await browser.answer(first)).toBe('wrong')
    expect(await browser.answer(rightAnswer)).toBe('wrong')
    if (first !== second) expect(await browser.answer(`${second} ${first}`)).toBe('wrong')
  })

  it('shows the words to those who may see the link only, while it lives', async () => {
    const { browser, id, link } = await begin({ check: 'words' })
    const words = link.handoff?.words ?? 'none'
    expect(JSON.stringify(await browser.look())).not.toContain(words)
    const revoked = valueOf(await revokeLink(agent, id))
    expect(revoked.handoff?.words).toBeNull()
  })
})

describe('no check', () => {
  it('is passed with Continue', async () => {
    const { browser } = await begin({ check: 'none' })
    expect(await browser.look()).toMatchObject({ kind: 'connect' })
    expect(codeOf(await browser.session(integration))).toBe('ok')
  })
})

describe('a report', () => {
  it('of somebody who passed the check ends the link and all of it at once', async () => {
    const { browser, id } = await begin()
    await browser.answer(rightAnswer)
    valueOf(await browser.session())
    await browser.report()
    expect(await browser.look()).toMatchObject({ kind: 'ended', why: 'reported' })
    expect(await liveTokens()).toEqual([])
    expect(await kindsOf(agent, id)).toEqual(expect.arrayContaining(['link.reported', 'link.revoked']))
  })

  it('of anybody else is an alarm, and the link goes on', async () => {
    const { browser, id, code } = await begin()
    await browser.report()
    await openBrowser(desk, code).report()
    expect((await kindsOf(agent, id)).filter((kind) => kind === 'link.reported')).toHaveLength(1)
    expect(await rowOf(id)).toMatchObject({ isReportProven: false, reportReason: 'not_asked' })
    await browser.answer(rightAnswer)
    expect(codeOf(await browser.session())).toBe('ok')
    await browser.report()
    expect(await rowOf(id)).toMatchObject({ isReportProven: true })
    expect(await browser.look()).toMatchObject({ kind: 'ended', why: 'reported' })
  })

  it('ends nothing on a link without a check: machines press every button', async () => {
    const { browser } = await begin({ check: 'none' })
    await browser.report()
    expect(codeOf(await browser.session())).toBe('ok')
  })

  it('ends the link although Nango is down', async () => {
    const { browser } = await begin()
    await browser.answer(rightAnswer)
    desk.faults.setFault({ method: 'DELETE', path: '/connect/session' }, { kind: 'refuse' })
    await browser.report()
    expect(await browser.look()).toMatchObject({ kind: 'ended', why: 'reported' })
  })
})

describe('asking for a new link', () => {
  it('rings once an hour, after the end only, and makes nothing', async () => {
    const { browser, id } = await begin()
    const asked = async () => (await kindsOf(agent, id)).filter((kind) => kind === 'link.asked_anew').length
    await browser.ask()
    expect(await asked()).toBe(0)
    await revokeLink(agent, id)
    expect(await browser.look()).toMatchObject({ kind: 'ended', hasAsked: false })
    await browser.ask()
    await browser.ask()
    expect(await asked()).toBe(1)
    expect(await browser.look()).toMatchObject({ kind: 'ended', hasAsked: true })
    desk.advance(hourMs + 1_000)
    expect(await browser.look()).toMatchObject({ kind: 'ended', hasAsked: false })
    await browser.ask()
    expect(await asked()).toBe(2)
  })
})
