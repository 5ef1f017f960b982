import { describe, expect, it } from 'vitest'

import { connectSessions, visits } from '@/lib/db/schema-handoff'
import { endLeftSessions } from '@/lib/handoff/end'
import { recordSession } from '@/lib/handoff/record'
import { integration } from '@/lib/testing/connect-customer'
import { makeHandoff, openBrowser, rightAnswer, wrongAnswers } from '@/lib/testing/customer-browser'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent, liveTokens, madeTokens } = useHandoffDesk({ agent: 'agent' })

const open = async () => {
  const made = await makeHandoff(agent)
  const browser = openBrowser(desk, made.code)
  await browser.enter()
  return { ...made, browser }
}

describe('connect sessions of a hand-off link', () => {
  it('are made when somebody is there, not by looking or by pressing Continue', async () => {
    const { code } = await makeHandoff(agent)
    const browser = openBrowser(desk, code)
    await browser.look()
    await browser.press()
    await browser.look()
    expect(codeOf(await browser.session())).toBe('link_ended')
    expect(codeOf(await browser.goOn())).toBe('link_ended')
    expect(madeTokens()).toHaveLength(1)
    expect(await liveTokens()).toEqual([])
  })

  it('are one at a time', async () => {
    const { browser } = await open()
    for (let turn = 0; turn < 4; turn += 1) {
      const { token } = valueOf(await browser.session())
      expect(await liveTokens()).toEqual([token])
    }
  })

  it('are one at a time when many are asked for at once, from two devices', async () => {
    const { browser, code } = await open()
    const other = openBrowser(desk, code)
    await other.enter()
    const asked = await Promise.all(
      [browser, other, browser, other, browser, other].map((one) => one.session()),
    )
    expect(asked.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
    expect(await liveTokens()).toHaveLength(1)
  })

  it('are one at a time where the clock of the process that made the second is behind', async () => {
    const { browser } = await open()
    valueOf(await browser.session())
    desk.advance(-5_000)
    const { token } = valueOf(await browser.session())
    expect(await liveTokens()).toEqual([token])
  })

  it('are for what is not connected yet only', async () => {
    const { browser } = await open()
    expect(codeOf(await browser.session('github'))).toBe('link_ended')
    expect(codeOf(await browser.session(integration))).toBe('ok')
  })

  it('are not kept where the link was locked while Nango made them', async () => {
    const { browser, code, id } = await open()
    const stranger = openBrowser(desk, code)
    await stranger.press()
    desk.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'slow', delayMs: 300 })
    const asked = browser.session()
    for (const guess of wrongAnswers) await stranger.answer(guess)
    expect(codeOf(await asked)).toBe('link_ended')
    const at = desk.deskCtx().now()
    expect(
      await recordSession(desk.deskCtx(), { linkId: id, visitId: 'vis_x', token: 'x', endsAt: at, at }),
    ).toBeNull()
    expect(await liveTokens()).toEqual([])
  })

  it('lose their token when their own time is over', async () => {
    const { browser, id } = await open()
    valueOf(await browser.session())
    desk.advance(31 * 60_000)
    await endLeftSessions(desk.deskCtx())
    const rows = (await agent.db.select().from(connectSessions)).filter(({ linkId }) => linkId === id)
    expect(rows).toMatchObject([{ sealedToken: null, retiredHow: 'over' }])
  })
})

describe('a visit', () => {
  it('keeps only the hash of its cookie', async () => {
    const { browser } = await open()
    const secret = browser.readCookie() ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await agent.db.select().from(visits))).not.toContain(secret)
  })

  it('does not begin anew for a browser that has one', async () => {
    const { browser, id } = await open()
    const secret = browser.readCookie()
    await browser.press()
    expect(browser.readCookie()).toBe(secret)
    expect((await agent.db.select().from(visits)).filter(({ linkId }) => linkId === id)).toHaveLength(1)
  })

  it('is of its own link only', async () => {
    const [one, two] = [await open(), await open()]
    two.browser.takeCookie(one.browser.readCookie())
    expect(await two.browser.look()).toMatchObject({ kind: 'welcome' })
    expect(await two.browser.answer(rightAnswer)).toBe('ended')
    expect(codeOf(await two.browser.session())).toBe('link_ended')
  })
})
