import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { events, links } from '@/lib/db/schema'
import { connectSessions, handoffs } from '@/lib/db/schema-handoff'
import { endLeftSessions } from '@/lib/handoff/end'
import { catchUp } from '@/lib/links/catch-up'
import { createLink } from '@/lib/links/create'
import { expireHandoffs, finishRevocations, retireLeftovers, revokeOrphans } from '@/lib/links/finish'
import { reconnectLink } from '@/lib/links/reconnect'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import { disableStaff } from '@/lib/staff/change'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { connectCustomer, integration } from '@/lib/testing/connect-customer'
import { formOf, makeHandoff, openBrowser, toMade, wrongAnswers } from '@/lib/testing/customer-browser'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { customerSettings, useTestSettings } from '@/lib/testing/test-settings'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent, admin, liveTokens, madeTokens } = useHandoffDesk({ agent: 'agent', admin: 'admin' })

const storedOf = async (id: string) => (await agent.db.select().from(links).where(eq(links.id, id)))[0]
const create = { method: 'POST', path: '/connect/sessions' }
const deletion = { method: 'DELETE', path: '/connect/session' }

/** A link whose customer has a connect session open. */
const makeOpened = async () => {
  const made = await makeHandoff(agent)
  const browser = openBrowser(desk, made.code)
  await browser.enter()
  const { token } = valueOf(await browser.session())
  expect(await liveTokens()).toEqual([token])
  return { ...made, browser, token }
}

describe('making a hand-off link', () => {
  for (const [worksFor, days] of [
    ['1d', 1],
    ['3d', 3],
    ['7d', 7],
  ] as const)
    it(`lives ${worksFor}, after its session was tried at Nango and deleted at once`, async () => {
      const { link, url, remainingMs } = await makeHandoff(agent, { worksFor })
      expect(link).toMatchObject({ state: 'active', handoff: { worksFor, check: 'email', openedAt: null } })
      expect(url).toMatch(/^https:\/\/connect\.example\.com\/c\/[0-9a-hjkmnp-tv-z]{26}$/)
      expect(Math.abs(remainingMs - days * dayMs)).toBeLessThan(10_000)
      expect(madeTokens()).toHaveLength(1)
      expect(await liveTokens()).toEqual([])
      expect(await agent.db.select().from(connectSessions)).toEqual([])
    })

  it('tells the agent what Nango would refuse the customer, and makes no link', async () => {
    const made = await createLink(agent, linkInput({ worksFor: '7d', integrations: ['no-such-integration'] }))
    expect(made).toMatchObject({
      failure: { code: 'nango_refused', fieldErrors: { integrations: expect.any(String) } },
    })
    const [row] = await agent.db.select().from(links).where(eq(links.failureCode, 'nango_refused'))
    expect(row).toMatchObject({ state: 'failed', sealedToken: null })
    expect(
      await agent.db
        .select()
        .from(handoffs)
        .where(eq(handoffs.linkId, row?.id ?? '')),
    ).toEqual([])
  })

  it('keeps the code, and the words, as a hash and sealed only', async () => {
    const { link, code, id } = await makeHandoff(agent, { check: 'words' })
    const words = link.handoff?.words ?? ''
    expect(words).toMatch(/^[a-z]+ [a-z]+$/)
    const stored = JSON.stringify([
      await agent.db.select().from(links),
      await agent.db.select().from(handoffs),
      await agent.db.select().from(events),
    ])
    expect(stored).toContain(id)
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(words)
  })

  it('gives the same link, and the same code, for the same intent key', async () => {
    const input = linkInput({ worksFor: '3d', check: 'email' })
    const [first, again] = [await createLink(agent, input), await createLink(agent, input)]
    expect(valueOf(again).url).toBe(valueOf(first).url)
    expect(await createLink(agent, { ...input, worksFor: '7d' })).toMatchObject({
      failure: { code: 'intent_reused' },
    })
    expect(await createLink(agent, { ...input, check: 'words' })).toMatchObject({
      failure: { code: 'intent_reused' },
    })
    expect(madeTokens()).toHaveLength(1)
  })

  it('gives one link for two requests at once', async () => {
    const input = linkInput({ worksFor: '3d', check: 'email' })
    const both = await Promise.all([createLink(agent, input), createLink(agent, input)])
    expect(new Set(both.map((one) => valueOf(one).url)).size).toBe(1)
  })

  it('is refused where customers have no address', async () => {
    useTestSettings()
    const refused = await createLink(agent, linkInput({ worksFor: '1d' }))
    useTestSettings(customerSettings)
    expect(codeOf(refused)).toBe('handoff_off')
    expect(madeTokens()).toEqual([])
  })

  it('succeeds when Nango makes the first session but does not delete it', async () => {
    desk.faults.setFault(deletion, { kind: 'status', status: 500, json: {} })
    const { link } = await makeHandoff(agent)
    expect(link.state).toBe('active')
  })

  it('shows nothing when Nango would lead the customer elsewhere', async () => {
    await makeHandoff(agent)
    desk.faults.setFault(create, {
      kind: 'rewrite',
      rewrite: (answer) =>
        JSON.parse(JSON.stringify(answer).replaceAll(desk.sandbox.publicOrigin, 'https://evil.example.net')),
    })
    const input = linkInput({ worksFor: '3d' })
    expect(codeOf(await createLink(agent, input))).toBe('nango_foreign_link')
    expect(codeOf(await createLink(agent, input))).toBe('nango_foreign_link')
  })
})

describe('a link made anew', () => {
  it('works as long, asks the same, and has a code and words of its own; the old one ends', async () => {
    const old = await makeHandoff(agent, { worksFor: '7d', check: 'words' })
    const renewed = toMade(valueOf(await renewLink(agent, old.id, randomUUID())))
    expect(renewed.link.handoff).toMatchObject({ worksFor: '7d', check: 'words' })
    expect(renewed.link.handoff?.words).not.toBe(old.link.handoff?.words)
    expect(renewed.code).not.toBe(old.code)
    expect(await openBrowser(desk, old.code).look()).toMatchObject({ kind: 'ended', why: 'revoked' })
    expect(await openBrowser(desk, renewed.code).look()).toMatchObject({ kind: 'welcome' })
  })

  it('ends the sessions of the old one', async () => {
    const { id, browser } = await makeOpened()
    valueOf(await renewLink(agent, id, randomUUID()))
    expect(await liveTokens()).toEqual([])
    expect(codeOf(await browser.session())).toBe('link_ended')
  })

  it('reconnects a connection, after the check', async () => {
    const { id } = await connectCustomer(desk, agent)
    const input = { intentKey: randomUUID(), integration, connectionId: id, language: null } as const
    const made = toMade(valueOf(await reconnectLink(agent, { ...input, worksFor: '1d', check: 'email' })))
    expect(await liveTokens()).toEqual([])
    const browser = openBrowser(desk, made.code)
    expect(await browser.look()).toMatchObject({ facts: { isReconnect: true } })
    await browser.enter()
    const { token } = valueOf(await browser.session())
    await connectByApiKey(formOf(desk, token))
    expect(
      valueOf(await browser.say({ type: 'connect', integrationKey: integration, connectionId: id })),
    ).toEqual({
      state: 'done',
      connected: [integration],
    })
    expect(await liveTokens()).toEqual([])
  })
})

/** Every way in which a link ends; after each nothing of it lives at Nango. */
const ends: Record<string, (link: Awaited<ReturnType<typeof makeOpened>>) => Promise<unknown>> = {
  'it is revoked': ({ id }) => revokeLink(agent, id),
  'its time is over': async ({ id }) => {
    const over = new Date(Date.now() - 5_000)
    await agent.db.update(links).set({ endsAt: over, expiresAt: over }).where(eq(links.id, id))
    await catchUp(desk.deskCtx())
    await endLeftSessions(desk.deskCtx())
  },
  'its time is over, whatever Nango says': async ({ id }) => {
    await agent.db
      .update(links)
      .set({ endsAt: new Date(Date.now() - 5_000) })
      .where(eq(links.id, id))
    await expireHandoffs(desk.deskCtx())
    await endLeftSessions(desk.deskCtx())
  },
  'its maker is disabled': async () => {
    await disableStaff(admin, { id: agent.actor.id, revokesKeys: true })
    await revokeOrphans(desk.deskCtx())
  },
  'its customer connected': async ({ browser, token }) => {
    await connectByApiKey(formOf(desk, token))
    const { connections } = await agent.nango.sdk.listConnections({ limit: 1 })
    const connectionId = connections[0]?.connection_id ?? ''
    await browser.say({ type: 'connect', integrationKey: integration, connectionId })
  },
  'it is connected, and a sweep saw it': async ({ token }) => {
    await connectByApiKey(formOf(desk, token))
    await catchUp(desk.deskCtx())
  },
  'it is locked': async ({ code }) => {
    const stranger = openBrowser(desk, code)
    await stranger.press()
    for (const guess of wrongAnswers) await stranger.answer(guess)
  },
  'its customer reports it': ({ browser }) => browser.report(),
  'it is revoked while Nango is down, and a sweep goes on': async ({ id }) => {
    desk.faults.setFault(deletion, { kind: 'refuse' })
    await revokeLink(agent, id)
    desk.faults.setFault(deletion, null)
    desk.advance(20_000)
    await finishRevocations(desk.deskCtx())
  },
  'it is locked while Nango is down, and a sweep goes on': async ({ code }) => {
    desk.faults.setFault(deletion, { kind: 'refuse' })
    const stranger = openBrowser(desk, code)
    await stranger.press()
    for (const guess of wrongAnswers) await stranger.answer(guess)
    desk.faults.setFault(deletion, null)
    await endLeftSessions(desk.deskCtx())
  },
  'it is connected while Nango does not delete, and a sweep goes on': async ({ token }) => {
    await connectByApiKey(formOf(desk, token))
    desk.faults.setFault(deletion, { kind: 'refuse' })
    await catchUp(desk.deskCtx())
    desk.faults.setFault(deletion, null)
    await retireLeftovers(desk.deskCtx())
  },
}

describe('nothing of a link lives at Nango after', () => {
  for (const [title, end] of Object.entries(ends))
    it(title, async () => {
      const made = await makeOpened()
      await end(made)
      expect(await liveTokens()).toEqual([])
      const sessions = await agent.db
        .select()
        .from(connectSessions)
        .where(eq(connectSessions.linkId, made.id))
      expect(sessions.length).toBeGreaterThan(0)
      expect(sessions.filter(({ sealedToken }) => sealedToken !== null)).toEqual([])
      expect(codeOf(await made.browser.session())).toBe('link_ended')
      if (!title.includes('locked')) expect((await storedOf(made.id))?.sealedToken).toBeNull()
    })
})
