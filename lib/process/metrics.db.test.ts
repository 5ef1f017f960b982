import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { processDatabase } from '@/lib/db/open'
import { createLink } from '@/lib/links/create'
import { revokeLink } from '@/lib/links/revoke'
import { processNango } from '@/lib/nango/client'
import { markTurn, sweepLoop } from '@/lib/status/mark-turn'
import { startMetrics } from '@/lib/telemetry/metrics'
import { linkInput, openTestDesk, type TestDesk, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'
import { fillOutbox } from '@/lib/webhooks/store/outbox'

import { getMetrics } from './metrics'

const token = 'a-token-of-16-or-more'
let desk: TestDesk
let agent: StaffCtx

beforeAll(async () => {
  desk = await openTestDesk()
  agent = await desk.ctxFor('agent')
  const { linksMade } = await startMetrics()
  // Other tests of this process may have made some.
  linksMade.reset()
})
beforeEach(() => {
  desk.reset()
  useTestSettings({ METRICS_TOKEN: token })
  processNango.set(agent.nango)
  processDatabase.set(Promise.resolve(desk.database))
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(async () => {
  vi.useRealTimers()
  await desk.close()
})

const ask = (authorization = `Bearer ${token}`) =>
  getMetrics(new Request('https://desk.example.com/api/metrics', { headers: { authorization } }))
/** As after the time for which what the database said is kept. */
const read = async () => {
  vi.setSystemTime(Date.now() + 11_000)
  return (await ask()).text()
}
const linesOf = (text: string, name: string) =>
  text.split('\n').filter((line) => new RegExp(`^connect_desk_${name}[{ ]`).test(line))

const statements = (text: string) => linesOf(text, 'database_statement_seconds_count').join()

it('takes its own token alone, and is not there without the setting', async () => {
  for (const wrong of ['', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `Basic ${token}`])
    expect([wrong, (await ask(wrong)).status]).toEqual([wrong, 401])
  expect((await ask(`bearer  ${token}`)).status).toBe(200)
  useTestSettings()
  expect((await ask()).status).toBe(404)
})

it('tells an address with too many wrong tokens to wait, and never the right one', async () => {
  useTestSettings({ METRICS_TOKEN: token, ADDRESS_RATE_LIMIT_PER_MINUTE: '10' })
  expect((await ask('Bearer wrong')).status).toBe(401)
  await Promise.all(Array.from({ length: 10 }, () => ask('Bearer wrong')))
  const refused = await ask('Bearer wrong')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect((await ask()).status).toBe(200)
  processDatabase.set(Promise.reject(new Error('away')))
  expect((await ask('Bearer wrong')).status).toBe(401)
})

it('until a first sweep has ended, its age is that of the process', async () => {
  const before = process.uptime()
  const age = Number(linesOf(await read(), 'sweep_age_seconds')[0]?.split(' ')[1])
  expect(age).toBeGreaterThanOrEqual(before)
  expect(age).toBeLessThanOrEqual(process.uptime())
})

it('says what the database holds', async () => {
  await fillOutbox(agent.db)
  const made = valueOf(await createLink(agent, linkInput()))
  await createLink(agent, linkInput())
  valueOf(await revokeLink(agent, made.link.id))
  await fillOutbox(agent.db)
  markTurn(sweepLoop)
  const text = await read()
  expect(linesOf(text, 'links')).toEqual(
    Object.entries({ creating: 0, active: 1, connected: 0, expired: 0, revoked: 1, failed: 0 }).map(
      ([state, count]) => `connect_desk_links{state="${state}"} ${count}`,
    ),
  )
  expect(linesOf(text, 'links_made_total')).toEqual(['connect_desk_links_made_total{by="staff"} 2'])
  expect(linesOf(text, 'outbox_waiting')).toEqual(['connect_desk_outbox_waiting 1'])
  const [age = ''] = linesOf(text, 'sweep_age_seconds')
  expect(age).toMatch(/ 11(\.\d+)?$/)
  const connections = linesOf(text, 'database_connections').length
  expect(connections).toBe(desk.database.engine === 'pglite' ? 0 : 2)
  expect(linesOf(text, 'database_up')).toEqual(['connect_desk_database_up 1'])
})

it('asks the database once, however often and by how many it is asked', async () => {
  const first = statements(await read())
  const others = await Promise.all(Array.from({ length: 20 }, async () => (await ask()).text()))
  expect(new Set(others.map(statements))).toEqual(new Set([first]))
})

it('leaves out the rate of a Nango that has said nothing yet', async () => {
  const { nango } = desk.deskCtx()
  processNango.set({ ...nango, rate: { latest: null, isNew: false } })
  const text = await read()
  expect([...linesOf(text, 'nango_rate_left'), ...linesOf(text, 'nango_rate_limit')]).toEqual([])
  expect(linesOf(text, 'nango_breaker_open')).toEqual(['connect_desk_nango_breaker_open 0'])
})

it('without a database it says so, and nothing that it does not know', async () => {
  await read()
  processDatabase.set(Promise.reject(new Error('away')))
  const text = await read()
  expect(linesOf(text, 'database_up')).toEqual(['connect_desk_database_up 0'])
  for (const name of ['links', 'outbox_waiting', 'outbox_oldest_seconds'])
    expect(linesOf(text, name)).toEqual([])
  expect(linesOf(text, 'links_made_total')).toHaveLength(1)
})
