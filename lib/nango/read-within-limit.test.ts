import { expect, it } from 'vitest'

import { listConnectionsPage, readCustomerStatus } from '@/lib/connections/list'
import { readConnectionPage } from '@/lib/connections/read'
import type { StaffCtx } from '@/lib/ctx'
import { createLink } from '@/lib/links/create'
import { noConnectionsFilter } from '@/lib/testing/no-filter'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

const accountLimit = 100

const { desk } = useTestDesk({}, { rateLimitPerMinute: accountLimit })

const readOne = async (ctx: StaffCtx) =>
  (await readConnectionPage(ctx, { integrationKey: 'github', connectionId: 'nobody' })).detail
const codesOf = async (ctx: StaffCtx, times: number) => {
  const codes: string[] = []
  for (let time = 0; time < times; time += 1) {
    const read = await readOne(ctx)
    codes.push(read.ok ? 'ok' : read.failure.code)
  }
  return codes
}
const calls = () => desk.faults.calls().filter(({ path }) => path.startsWith('/connections')).length

it('one person cannot use up the limit of the account, and links can be made all the same', async () => {
  const viewer = await desk.ctxFor('viewer', 'curious')
  const inSameProcess = async (name: string) =>
    Object.assign(await desk.ctxFor('agent', name), { nango: viewer.nango })
  const codes = await codesOf(viewer, 61)
  expect(codes.lastIndexOf('connection_gone')).toBe(59)
  expect(codes.at(-1)).toBe('rate_limited')
  expect(await listConnectionsPage(viewer, noConnectionsFilter, null)).toMatchObject({
    failure: { code: 'rate_limited' },
  })
  expect(calls()).toBe(60)

  const more = await codesOf(await inSameProcess('other'), 40)
  expect(more).toContain('connection_gone')
  expect(more.at(-1)).toBe('nango_rate_limited')
  expect(calls()).toBeLessThanOrEqual(0.8 * accountLimit)

  const agent = await inSameProcess('third')
  expect(await readCustomerStatus(agent, { id: 'user_42', integrations: ['github'] })).toMatchObject({
    value: { liveLinks: [], connections: [] },
  })
  for (let link = 0; link < 5; link += 1)
    expect(await createLink(agent, linkInput({ integrations: ['github'] }))).toMatchObject({ ok: true })
})
