import { randomUUID } from 'node:crypto'

import { expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { kindsOf } from '@/lib/testing/connect-customer'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'

import { answerReport } from './confirm'
import { listNews } from './list'
import { readLink, readLinkHistory } from './read'
import { renewLink } from './renew'

const { desk, agent, colleague, viewer } = useHandoffDesk({
  agent: 'agent',
  colleague: ['agent', 'colleague'],
  viewer: 'viewer',
})

const reportOf = async (id: string) => valueOf(await readLink(agent, id)).link.handoff?.report ?? null
const atOf = async (id: string) => (await reportOf(id))?.at ?? ''

const makeReported = async () => {
  const made = await makeHandoff(agent)
  const stranger = openBrowser(desk, made.code)
  await stranger.report()
  return { ...made, stranger }
}

const answer = async (id: string, ctx: StaffCtx = agent, reportedAt?: string) =>
  answerReport(ctx, { linkId: id, reportedAt: reportedAt ?? (await atOf(id)) })

const answersOf = async (id: string) =>
  (await kindsOf(agent, id)).filter((kind) => kind === 'link.report_answered')

it('a report that proved nothing is answered once, by any of those who may end the link, and says by whom', async () => {
  const { id } = await makeReported()
  expect((await reportOf(id))?.answeredAt).toBeNull()
  const answered = valueOf(await answer(id, colleague))
  expect(answered.handoff?.report).toMatchObject({ isProven: false, answeredAt: expect.any(String) })
  valueOf(await answer(id))
  expect(await answersOf(id)).toHaveLength(1)
  const { events } = valueOf(await readLinkHistory(viewer, id))
  expect(events.at(-1)).toMatchObject({ kind: 'link.report_answered', actorName: 'colleague' })
  // Open pages of others learn of it as of any news.
  expect((await listNews(agent)).find((link) => link.id === id)?.handoff?.report?.answeredAt).not.toBeNull()
})

it('nobody answers who may not end links, nor a link that there is not', async () => {
  const { id } = await makeReported()
  expect(codeOf(await answer(id, viewer))).toBe('not_allowed')
  expect(codeOf(await answer('lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV', agent, agent.now().toISOString()))).toBe(
    'not_found',
  )
  expect(await answersOf(id)).toEqual([])
})

it('a newer report rings again at once, and an answer to the one before it says nothing of it', async () => {
  const { id, code, stranger } = await makeReported()
  const first = await atOf(id)
  valueOf(await answer(id))
  desk.advance(1_000)
  await openBrowser(desk, code).report()
  expect(await reportOf(id)).toMatchObject({ answeredAt: null })
  expect(await atOf(id)).not.toBe(first)
  valueOf(await answer(id, agent, first))
  expect(await reportOf(id)).toMatchObject({ answeredAt: null })
  // While it waits for its answer, what a machine presses again is no news.
  const second = await atOf(id)
  desk.advance(1_000)
  await stranger.report()
  expect(await atOf(id)).toBe(second)
})

it('counts from a process whose clock is behind, once, and so does a newer report that it hears', async () => {
  const { id, code } = await makeReported()
  const first = await atOf(id)
  desk.advance(-1_000)
  valueOf(await answer(id))
  valueOf(await answer(id, agent, first))
  expect(await reportOf(id)).toMatchObject({ at: first, answeredAt: expect.any(String) })
  expect(await answersOf(id)).toHaveLength(1)
  desk.advance(500)
  await openBrowser(desk, code).report()
  expect(await reportOf(id)).toMatchObject({ answeredAt: null })
  expect(await atOf(id)).not.toBe(first)
})

it('a report of who had passed the check is not answered so, before or after', async () => {
  const { id, code } = await makeReported()
  const first = await atOf(id)
  const customer = openBrowser(desk, code)
  await customer.enter()
  valueOf(await answer(id))
  desk.advance(1_000)
  await customer.report()
  for (const at of [first, await atOf(id)]) valueOf(await answer(id, agent, at))
  expect(await reportOf(id)).toMatchObject({ isProven: true, answeredAt: null })
  expect(await answersOf(id)).toHaveLength(1)
})

it('of a link that was renewed nothing is left to answer', async () => {
  const { id } = await makeReported()
  const next = valueOf(await renewLink(agent, id, randomUUID()))
  expect(next.link.handoff?.report).toBeNull()
})
