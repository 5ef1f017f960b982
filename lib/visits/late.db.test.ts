import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { minuteMs } from '@/lib/core/time'
import { links } from '@/lib/db/schema'
import { handoffs } from '@/lib/db/schema-handoff'
import { catchUp } from '@/lib/links/catch-up'
import { createLink } from '@/lib/links/create'
import { readStoredLink } from '@/lib/links/read'
import { renewLink } from '@/lib/links/renew'
import { revokeLink } from '@/lib/links/revoke'
import { beginOauth } from '@/lib/testing/connect-by'
import { formOf, makeHandoff, openBrowser, toMade } from '@/lib/testing/customer-browser'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

it('what comes of a session that another one took the place of is an alarm, though the link goes on', async () => {
  const { id, code } = await makeHandoff(agent, { check: 'none', integrations: ['github'] })
  const browser = openBrowser(desk, code)
  await browser.enter()
  const { token } = valueOf(await browser.session('github'))
  const flow = await beginOauth(formOf(desk, token))
  valueOf(await browser.session('github'))
  await flow.finish()
  await catchUp(desk.deskCtx(), 0)
  const link = await readStoredLink(agent, id)
  expect(link).toMatchObject({ state: 'active', alarms: [{ kind: 'untagged', integrationKey: 'github' }] })
})

const reportOf = async (id: string) =>
  (await agent.db.select().from(handoffs).where(eq(handoffs.linkId, id)))[0]?.reportedAt ?? null

it('what a person says after a machine is kept, and what is said of a link that has ended', async () => {
  const { id, code } = await makeHandoff(agent)
  const browser = openBrowser(desk, code)
  await browser.report()
  const first = await reportOf(id)
  desk.advance(11 * minuteMs)
  await browser.report()
  expect((await reportOf(id))?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity)
  const ended = await makeHandoff(agent)
  await revokeLink(agent, ended.id)
  await openBrowser(desk, ended.code).report()
  expect(await reportOf(ended.id)).not.toBeNull()
})

it('a link that asks for an address which nobody knows is not made', async () => {
  const { customer } = linkInput()
  const input = linkInput({ worksFor: '3d', check: 'email', customer: { ...customer, email: null } })
  expect(codeOf(await createLink(agent, input))).toBe('email_unknown')
})

it('a wish for a new link rings by the newest one that took its place, and nowhere once that is connected', async () => {
  const old = await makeHandoff(agent)
  const next = toMade(valueOf(await renewLink(agent, old.id, randomUUID())))
  const newest = toMade(valueOf(await renewLink(agent, next.id, randomUUID())))
  const askedOf = async (id: string) => (await readStoredLink(agent, id))?.handoff?.askedAt ?? null
  await openBrowser(desk, old.code).ask()
  expect(await askedOf(newest.id)).not.toBeNull()
  expect(await askedOf(next.id)).toBeNull()
  expect(await openBrowser(desk, old.code).look()).toMatchObject({ kind: 'ended', hasAsked: true })

  const other = await makeHandoff(agent, { customer: { ...linkInput().customer, id: 'user_other' } })
  const done = toMade(valueOf(await renewLink(agent, other.id, randomUUID())))
  const at = agent.now()
  await agent.db
    .update(links)
    .set({ state: 'connected', connectedAt: at, endedAt: at, sealedToken: null })
    .where(eq(links.id, done.id))
  await openBrowser(desk, other.code).ask()
  expect([await askedOf(other.id), await askedOf(done.id)]).toEqual([null, null])
})
