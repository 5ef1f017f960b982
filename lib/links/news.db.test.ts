import { eq } from 'drizzle-orm'
import { ulid } from 'ulid'
import { describe, expect, it } from 'vitest'

import { insertKey } from '@/lib/api-keys/store'
import { dayMs, hourMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { links, staff } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { disableStaff } from '@/lib/staff/change'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { integration } from '@/lib/testing/connect-customer'
import { formOf, makeHandoff, openBrowser, wrongAnswers } from '@/lib/testing/customer-browser'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

import { catchUp } from './catch-up'
import { answerReport, confirmOrDoubt } from './confirm'
import { createLink } from './create'
import { listMyLinks, listNews } from './list'
import { readLink } from './read'
import { renewLink } from './renew'
import { revokeLink } from './revoke'

const { desk, agent, busy, other, leaver, admin, viewer } = useHandoffDesk({
  agent: 'agent',
  busy: ['agent', 'busy'],
  other: ['agent', 'other'],
  leaver: ['agent', 'leaver'],
  admin: 'admin',
  viewer: 'viewer',
})

const people = { agent, other, admin, viewer }

/** Who has to know of a link. */
const readersOf = async (id: string) => {
  const has = async (ctx: StaffCtx) => (await listNews(ctx)).some((link) => link.id === id)
  const found: string[] = []
  for (const [name, ctx] of Object.entries(people)) if (await has(ctx)) found.push(name)
  return found
}

const connect = async (code: string) => {
  const browser = openBrowser(desk, code)
  await browser.enter()
  await connectByApiKey(formOf(desk, valueOf(await browser.session()).token))
  await desk.letAskAgain()
  await catchUp(desk.deskCtx())
}

const giveToTool = async (id: string) => {
  const by = { actorId: admin.actor.id, at: agent.now() }
  const key = await insertKey(agent.db, { name: 'Test tool', scopes: ['create'], expiresAt: null, ...by })
  await agent.db.update(links).set({ makerId: key.id }).where(eq(links.id, id))
}

/** Somebody of the staff says that a reported link was expected. */
const answer = async (ctx: StaffCtx, linkId: string) => {
  const { handoff } = valueOf(await readLink(ctx, linkId)).link
  valueOf(await answerReport(ctx, { linkId, reportedAt: handoff?.report?.at ?? '' }))
}

const lock = async (code: string) => {
  const stranger = openBrowser(desk, code)
  await stranger.press()
  for (const guess of wrongAnswers) await stranger.answer(guess)
}

/** A mail with a link that was sent, or failed. */
const mail = async (linkId: string, end: 'sentAt' | 'stoppedAt') => {
  const at = agent.now()
  const row = { id: `mail_${ulid()}`, linkId, kind: 'link', recipient: 'ada@example.com', createdAt: at }
  const why = end === 'stoppedAt' ? { stoppedWhy: 'no_mailbox' } : {}
  await agent.db.insert(mails).values({ ...row, ...why, notAfter: at, [end]: at })
  await agent.db.update(links).set({ mailedAt: at }).where(eq(links.id, linkId))
}

describe('a hand-off link is told of', () => {
  it('that needs its maker, or was just connected, however many newer ones wait', async () => {
    const make = () => makeHandoff(busy)
    const olds = {
      waiting: await make(),
      locked: await make(),
      stuck: await make(),
      unmailed: await make(),
      mailed: await make(),
      connected: await make(),
      asked: await make(),
      ending: await make(),
    }
    for (let newer = 0; newer < 21; newer += 1) await make()
    const told = async () => {
      const news = new Set((await listNews(busy)).map(({ id }) => id))
      return Object.entries(olds).flatMap(([name, { id }]) => (news.has(id) ? [name] : []))
    }
    expect(await told()).toEqual([])
    await lock(olds.locked.code)
    const browser = openBrowser(desk, olds.stuck.code)
    await browser.enter()
    await browser.say({
      type: 'error',
      integrationKey: integration,
      errorType: 'blocked_by_browser',
      isDenied: false,
    })
    for (const { id } of [olds.unmailed, olds.mailed]) await mail(id, 'stoppedAt')
    expect(await told()).toEqual(['locked', 'stuck', 'unmailed', 'mailed'])
    await mail(olds.mailed.id, 'sentAt')
    await connect(olds.connected.code)
    await revokeLink(busy, olds.asked.id)
    await openBrowser(desk, olds.asked.code).ask()
    await agent.db
      .update(links)
      .set({ endsAt: new Date(busy.now().getTime() + 4 * 60_000) })
      .where(eq(links.id, olds.ending.id))
    const all = ['locked', 'stuck', 'unmailed', 'connected', 'asked', 'ending']
    expect(await told()).toEqual(all)
    expect((await listMyLinks(busy)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(
        Object.entries(olds).flatMap(([name, { id }]) => (all.includes(name) ? [id] : [])),
      ),
    )
    // Those that merely wait are there as well, the newest of them.
    expect(await listNews(busy)).toHaveLength(20 + all.length)
  })

  it('however many newer ones there are of which less was said lately', async () => {
    const old = await makeHandoff(other)
    for (let newer = 0; newer < 21; newer += 1) {
      const { code } = await makeHandoff(other)
      await openBrowser(desk, code).report()
    }
    desk.advance(60_000)
    await openBrowser(desk, old.code).report()
    expect(await readersOf(old.id)).toContain('admin')
  })
  it('before any number of newer ones that were answered', async () => {
    const [reported, asked] = [await makeHandoff(other), await makeHandoff(other)]
    await openBrowser(desk, reported.code).report()
    await revokeLink(other, asked.id)
    await openBrowser(desk, asked.code).ask()
    for (let newer = 0; newer < 21; newer += 1) {
      desk.advance(60_000)
      const { id, code } = await makeHandoff(other)
      await openBrowser(desk, code).report()
      await answer(other, id)
      await revokeLink(other, id)
      await openBrowser(desk, code).ask()
      valueOf(await renewLink(other, id, crypto.randomUUID()))
    }
    for (const ctx of [other, admin]) expect((await listNews(ctx)).map(({ id }) => id)).toContain(reported.id)
    expect((await listNews(other)).map(({ id }) => id)).toContain(asked.id)
  })

  it('to its maker, while it lives and for a day after it was connected', async () => {
    const { id, code } = await makeHandoff(agent)
    expect(await readersOf(id)).toEqual(['agent'])
    await connect(code)
    desk.advance(10_000)
    expect(await readersOf(id)).toEqual(['agent'])
    desk.advance(dayMs)
    expect(await readersOf(id)).toEqual([])
  })

  it('to its maker when somebody asks for another one, for some days', async () => {
    const { id, code } = await makeHandoff(agent)
    await revokeLink(agent, id)
    expect(await readersOf(id)).toEqual([])
    await openBrowser(desk, code).ask()
    expect(await readersOf(id)).toEqual(['agent'])
    expect((await listMyLinks(agent)).map((link) => link.id)).toContain(id)
    desk.advance(9 * dayMs)
    expect(await readersOf(id)).toEqual([])
  })

  it('to admins, too, when it is reported', async () => {
    const { id, code } = await makeHandoff(agent)
    await openBrowser(desk, code).report()
    expect(await readersOf(id)).toEqual(['agent', 'admin'])
    const [found] = (await listNews(admin)).filter((link) => link.id === id)
    expect(found).toMatchObject({ isMine: false, handoff: { report: { isProven: false } } })
  })

  it('for an hour after its report was answered, so that open pages learn of it', async () => {
    const { id, code } = await makeHandoff(agent)
    await openBrowser(desk, code).report()
    await answer(agent, id)
    await revokeLink(agent, id)
    expect(await readersOf(id)).toContain('agent')
    desk.advance(2 * hourMs)
    expect(await readersOf(id)).toEqual([])
  })

  it('to admins, too, when nobody confirms its connection', async () => {
    const { id, code } = await makeHandoff(agent)
    await connect(code)
    desk.advance(25_000)
    await confirmOrDoubt(desk.deskCtx())
    expect(await readersOf(id)).toEqual(['agent', 'admin'])
  })

  it('to admins when somebody asks for another one whose maker is a tool, or is disabled', async () => {
    const [ofTool, ofLeaver] = [await makeHandoff(agent), await makeHandoff(leaver)]
    await giveToTool(ofTool.id)
    expect(await readersOf(ofTool.id)).toEqual([])
    for (const { id } of [ofTool, ofLeaver]) await revokeLink(admin, id)
    await disableStaff(admin, { id: leaver.actor.id, revokesKeys: true })
    for (const { id, code } of [ofTool, ofLeaver]) {
      await openBrowser(desk, code).ask()
      expect(await readersOf(id)).toEqual(['admin'])
    }
  })

  it('to admins when it is locked and its maker is a tool, or is disabled', async () => {
    const [ofTool, ofLeaver, ofAgent] = [
      await makeHandoff(agent),
      await makeHandoff(leaver),
      await makeHandoff(agent),
    ]
    await giveToTool(ofTool.id)
    for (const { code } of [ofTool, ofLeaver, ofAgent]) await lock(code)
    // Until all of their links are revoked.
    await agent.db.update(staff).set({ disabledAt: agent.now() }).where(eq(staff.id, leaver.actor.id))
    expect(await readersOf(ofTool.id)).toEqual(['admin'])
    expect(await readersOf(ofLeaver.id)).toEqual(['admin'])
    expect(await readersOf(ofAgent.id)).toEqual(['agent'])
    await revokeLink(admin, ofTool.id)
    expect(await readersOf(ofTool.id)).toEqual([])
  })

  it('to nobody where it is Nango’s own, unless its mail failed while it lives', async () => {
    const { link } = valueOf(await createLink(agent, linkInput()))
    expect(await readersOf(link.id)).toEqual([])
    await mail(link.id, 'stoppedAt')
    expect(await readersOf(link.id)).toEqual(['agent'])
    await mail(link.id, 'sentAt')
    expect(await readersOf(link.id)).toEqual([])
    await mail(link.id, 'stoppedAt')
    await revokeLink(agent, link.id)
    expect(await readersOf(link.id)).toEqual([])
  })
})
