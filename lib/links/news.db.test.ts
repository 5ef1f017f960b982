import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { insertKey } from '@/lib/api-keys/store'
import { dayMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { links } from '@/lib/db/schema'
import { disableStaff } from '@/lib/staff/change'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { formOf, makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

import { catchUp } from './catch-up'
import { confirmOrDoubt } from './confirm'
import { createLink } from './create'
import { listMyLinks, listNews } from './list'
import { revokeLink } from './revoke'

const { desk, agent, other, leaver, admin, viewer } = useHandoffDesk({
  agent: 'agent',
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

describe('a hand-off link is told of', () => {
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

  it('to nobody where it is Nango’s own', async () => {
    const { link } = valueOf(await createLink(agent, linkInput()))
    expect(await readersOf(link.id)).toEqual([])
  })
})
