import { expect, it } from 'vitest'

import { readNangoState } from '@/lib/db/nango-states'
import { linkInput, openTestDesk } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { catchUp } from './catch-up'
import { createLink } from './create'

const { desk } = useTestDesk({}, { rateLimitPerMinute: 20 })

/** For news, and for the integrations, which each process asks for first. */
const questions = () =>
  desk.faults.calls().filter(({ path }) => path === '/connections' || path === '/integrations').length

it('rests for what nobody waits for, in every process, when the account’s rate limit is nearly used up', async () => {
  const agent = await desk.ctxFor('agent')
  const [one, other] = [desk.deskCtx(), desk.deskCtx()]
  await createLink(agent, linkInput())
  for (let asked = 0; asked < 16; asked += 1) {
    await desk.letAskAgain()
    await catchUp(one)
  }
  expect(questions()).toBe(17)
  // 20 a minute, 18 used: the rest is for people.
  await desk.letAskAgain()
  await catchUp(one)
  await catchUp(other)
  expect(questions()).toBe(17)
  expect(await readNangoState(agent.db, agent.nango.host)).toMatchObject({ rateLimit: 20, rateRemaining: 2 })

  expect(await createLink(agent, linkInput())).toMatchObject({ ok: true })
  desk.advance(61_000)
  await catchUp(other)
  expect(questions()).toBe(19)
})

it('waits as long as Nango says after a 429, and at least a second', async () => {
  const calm = await openTestDesk()
  const agent = await calm.ctxFor('agent')
  await createLink(agent, linkInput())
  const reset = String(Math.floor(Date.now() / 1000))
  const headers = { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset }
  const path = '/connections'
  calm.faults.setFault(
    { method: 'GET', path },
    { kind: 'status', status: 429, headers: { ...headers, 'Retry-After': '0' }, json: {}, times: 1 },
  )
  const ctx = calm.deskCtx()
  const ask = async () => {
    await calm.letAskAgain()
    await catchUp(ctx)
    return calm.faults.calls().filter((call) => call.path === path).length
  }
  expect(await ask()).toBe(1)
  expect(await ask()).toBe(1)
  calm.advance(1_001)
  expect(await ask()).toBe(2)
  await calm.close()
})
