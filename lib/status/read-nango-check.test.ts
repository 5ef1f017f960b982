import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import type { FaultMatch } from '@/lib/testing/fault-server'
import { openTestDesk } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { readNangoCheck, readRate } from './read-nango'

const nowhere = /^\/connections\/connect-desk-probe-[0-9a-f-]{36}$/
const credentials = 'environment:connections:read_credentials'
const probes: [scope: string, call: FaultMatch][] = [
  ['environment:integrations:list', { method: 'GET', path: '/integrations' }],
  ['environment:connect_sessions:write', { method: 'POST', path: '/connect/sessions' }],
  ['environment:connections:list', { method: 'GET', path: '/connections' }],
  ['environment:connections:read', { method: 'GET', path: nowhere }],
  [credentials, { method: 'GET', path: /^\/connections\/connect-desk-credentials-probe-[0-9a-f-]{36}$/ }],
  ['environment:connections:update', { method: 'PATCH', path: nowhere }],
  ['environment:connections:delete', { method: 'DELETE', path: nowhere }],
]
const first = { method: 'GET', path: '/integrations' }

let admin: StaffCtx

const { desk } = useTestDesk({})
beforeEach(async () => {
  // A room of its own each time: what was asked is kept per room.
  admin = await desk.ctxFor('admin')
})
afterEach(() => {
  vi.useRealTimers()
  desk.reset()
})

const check = async (options?: { afresh: boolean }) => {
  const checked = await readNangoCheck(admin, options)
  if (!checked.ok) throw new Error(checked.failure.code)
  return checked.value
}
const connections = () => admin.nango.sdk.listConnections()
/** How often all was asked, when somebody looks after a time. */
const callsAfter = async (ms: number, afresh: boolean) => {
  vi.setSystemTime(Date.now() + ms)
  await check({ afresh })
  return desk.faults.calls().length / probes.length
}
const statesOf = (scopes: { name: string; state: string }[]) =>
  Object.fromEntries(scopes.map(({ name, state }) => [name, state]))
const allAre = (state: string) => Object.fromEntries(probes.map(([scope]) => [scope, state]))
/** As the sandbox's key has it: what the desk needs, and no more. */
const asNeeded = { ...allAre('granted'), [credentials]: 'missing' }
const refuse = (message: string) => ({
  kind: 'status' as const,
  status: 403,
  json: { error: { code: 'forbidden', message } },
})

it('is for admins', async () => {
  for (const role of ['viewer', 'agent'] as const)
    expect(await readNangoCheck(await desk.ctxFor(role))).toMatchObject({ failure: { code: 'not_allowed' } })
  expect(desk.faults.calls()).toEqual([])
})

it('finds every scope, by one call each that makes and changes nothing', async () => {
  const before = await connections()
  desk.faults.reset()
  const checked = await check()
  expect(checked).toMatchObject({ failure: null, clockAheadMs: 0, latencyMs: expect.any(Number) })
  expect(statesOf(checked.scopes)).toEqual(asNeeded)
  const calls = desk.faults.calls()
  expect(calls).toHaveLength(probes.length)
  for (const [, { method, path }] of probes)
    expect(
      calls.filter(
        (call) =>
          call.method === method && (path instanceof RegExp ? path.test(call.path) : path === call.path),
      ),
    ).toHaveLength(1)
  expect(await connections()).toEqual(before)
})

it.each(probes)('names %s when it is missing', async (scope, call) => {
  desk.faults.setFault(call, refuse(`Insufficient scope. Required: ${scope}`))
  expect(statesOf((await check()).scopes)).toEqual({ ...asNeeded, [scope]: 'missing' })
})

it('finds a scope that the desk does not need, without any credential in an answer', async () => {
  const generous = await openTestDesk({ scopes: ['environment:*'], exampleConnections: 20 })
  const checked = await readNangoCheck(await generous.ctxFor('admin'))
  expect(checked).toMatchObject({
    value: { scopes: expect.arrayContaining([{ name: credentials, need: 'excessive', state: 'granted' }]) },
  })
  await generous.close()
})

it('knows the rate limit after the first look, in every process', async () => {
  const limited = await openTestDesk({ rateLimitPerMinute: 200 })
  const [one, other] = [await limited.ctxFor('admin'), await limited.ctxFor('admin', 'other')]
  expect(await readRate(other)).toBeNull()
  const checked = await readNangoCheck(one)
  const rate = { limit: 200, remaining: 200 - probes.length }
  expect(checked).toMatchObject({ value: { rate } })
  expect(await readRate(other)).toMatchObject(rate)
  await limited.close()
})

it('says so when the key is rejected, or is of the wrong kind, and asks no more', async () => {
  desk.faults.setFault(first, { kind: 'status', status: 401, json: { error: { code: 'unknown_account' } } })
  const rejected = await check()
  expect(rejected).toMatchObject({ failure: { code: 'nango_key_rejected' }, latencyMs: expect.any(Number) })
  expect(statesOf(rejected.scopes)).toEqual(allAre('unknown'))
  expect(desk.faults.calls()).toHaveLength(1)
  admin = await desk.ctxFor('admin')
  desk.faults.setFault(first, refuse('This key is for accounts.'))
  expect(await check()).toMatchObject({ failure: { code: 'nango_forbidden' } })
})

it('does not take a proxy or a silent Nango for an answer', async () => {
  desk.faults.setFault(first, { kind: 'status', status: 200, html: '<p>Welcome</p>' })
  expect(await check()).toMatchObject({ failure: { code: 'nango_bad_answer' }, clockAheadMs: null })
  admin = await desk.ctxFor('admin')
  desk.faults.setFault(first, { kind: 'refuse' })
  expect(await check()).toMatchObject({ failure: { code: 'nango_unreachable' }, latencyMs: null })
  admin = await desk.ctxFor('admin')
  desk.faults.setFault(first, null)
  desk.faults.setFault(
    { method: 'GET', path: nowhere },
    { kind: 'status', status: 200, html: '<p>Welcome</p>' },
  )
  expect(statesOf((await check()).scopes)).toEqual({
    ...asNeeded,
    'environment:connections:read': 'unknown',
  })
})

it('knows how far Nango’s clock is off', async () => {
  for (const aheadMs of [45_000, -45_000]) {
    admin = await desk.ctxFor('admin')
    desk.faults.setFault(first, { kind: 'status', status: 400, clockAheadMs: aheadMs })
    const { clockAheadMs } = await check()
    expect(Math.abs((clockAheadMs ?? 0) - aheadMs)).toBeLessThan(2_000)
  }
})

it('asks again after a minute, or after 5 seconds when told to', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  expect(await callsAfter(0, false)).toBe(1)
  expect(await callsAfter(4_000, true)).toBe(1)
  expect(await callsAfter(1_001, true)).toBe(2)
  expect(await callsAfter(59_000, false)).toBe(2)
  expect(await callsAfter(1_001, false)).toBe(3)
})
