import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'

import type { StaffCtx } from '@/lib/ctx'
import { linkInput, openTestDesk, type TestDesk, valueOf } from '@/lib/testing/test-desk'

import { createLink } from './create'
import { readLink } from './read'

let desk: TestDesk
let agent: StaffCtx

beforeAll(async () => {
  desk = await openTestDesk()
})
beforeEach(async () => {
  // A process of its own: when it asked for integrations is kept per process.
  agent = await desk.ctxFor('agent')
})
afterEach(() => desk.reset())
afterAll(() => desk.close())

const make = async () =>
  valueOf(await createLink(agent, linkInput({ integrations: ['github', 'slack'] }))).link.id
const forget = () => {
  agent.nango.catalogue.freshUntil = 0
}
const look = async (id: string, ctx = agent) => {
  await desk.letAskAgain()
  return valueOf(await readLink(ctx, id))
}

it.each([
  ['does not answer', { kind: 'refuse' as const }],
  ['fails', { kind: 'status' as const, status: 500 }],
  ['is a page of a proxy', { kind: 'status' as const, status: 200 as const, html: '<p>Welcome</p>' }],
  ['says that its rate limit is used up', { kind: 'status' as const, status: 429, json: {} }],
])('says since when while Nango %s, to every process, and no more when it is back', async (_, fault) => {
  const id = await make()
  expect((await look(id)).silentSince).toBeNull()
  const from = new Date(agent.now().getTime() - 1).toISOString()
  desk.faults.setFault({ method: 'GET', path: '/connections' }, fault)
  const { silentSince, link } = await look(id)
  expect(silentSince && silentSince > from).toBe(true)
  expect(link.state).toBe('active')
  // It stays the first instant, whoever asks.
  expect((await look(id)).silentSince).toBe(silentSince)
  expect((await look(id, await desk.ctxFor('agent', 'other'))).silentSince).toBe(silentSince)
  desk.reset()
  expect((await look(id, await desk.ctxFor('agent', 'third'))).silentSince).toBeNull()
})

it('says which integration of a waiting link was deleted at Nango, to every process, until it is back', async () => {
  const id = await make()
  const goneOf = async (ctx?: StaffCtx) =>
    (await look(id, ctx)).link.integrations.filter(({ goneAt }) => goneAt !== null).map(({ key }) => key)
  desk.faults.setFault({ method: 'GET', path: '/integrations' }, { kind: 'rewrite', rewrite: withoutGithub })
  // Nango took the link for it a moment ago: a list of before is not believed.
  expect(await goneOf()).toEqual([])
  desk.advance(61_000)
  expect(await goneOf()).toEqual([])
  forget()
  expect(await goneOf()).toEqual(['github'])
  expect(await goneOf(await desk.ctxFor('agent', 'other'))).toEqual(['github'])
  desk.faults.reset()
  forget()
  expect(await goneOf()).toEqual([])
})

const Integrations = z.object({ data: z.array(z.looseObject({ unique_key: z.string() })) })
const withoutGithub = (answer: unknown) => ({
  data: Integrations.parse(answer).data.filter((one) => one.unique_key !== 'github'),
})
