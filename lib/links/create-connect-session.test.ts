import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import type { FailureCode } from '@/lib/core/failure'
import { loadCatalogue } from '@/lib/integrations/nango'
import { createNango, type NangoOptions } from '@/lib/nango/client'
import { deleteConnectSession } from '@/lib/nango/delete-session'
import { findConnectionsOfLink } from '@/lib/nango/list-connections'
import { createAgents } from '@/lib/nango/transport'
import { serveSandbox, type ServedSandbox } from '@/lib/sandbox/serve-sandbox'
import { type Fault, type FaultServer, startFaultServer } from '@/lib/testing/fault-server'
import { useTestSettings, validEnvironment } from '@/lib/testing/test-settings'

import { createConnectSession } from './nango'

let sandbox: ServedSandbox
let faults: FaultServer
const apiKey = validEnvironment.NANGO_API_KEY
const nangoAt = (host: string, options: Partial<NangoOptions> = {}) =>
  createNango({
    apiKey,
    host,
    apiUrlInLinks: null,
    connectOrigin: null,
    webhookSigningKeys: [],
    warnsOfLate: true,
    ...options,
  })
const request = { tags: { connect_link_id: 'lnk_1' }, integrations: ['github'], configDefaults: {} }
const create = { method: 'POST', path: '/connect/sessions' }

beforeAll(async () => {
  useTestSettings()
  const signing = { apiKey, webhookSigningKey: 'signing-key', rateLimitPerMinute: 0 }
  sandbox = await serveSandbox({ host: '127.0.0.1', port: 0, ...signing })
  faults = await startFaultServer({ target: sandbox.origin })
})
afterEach(() => faults.reset())
afterAll(async () => {
  await faults.close()
  await sandbox.close()
})

const failureOf = async (fault: Fault, options: Partial<NangoOptions> = {}) => {
  faults.setFault(create, fault)
  const made = await createConnectSession(nangoAt(faults.origin, options), request)
  return made.ok ? 'made' : made.failure
}
const nangoError = (status: number, error: object, headers = {}): Fault => ({
  kind: 'status',
  status,
  json: { error },
  headers,
})

const limited = (after: string) => nangoError(429, { code: 'too_many_request' }, { 'retry-after': after })

describe('what Nango answers, in our words', () => {
  it.each<[string, Fault, FailureCode, number]>([
    ['401', nangoError(401, { code: 'unknown_account' }), 'nango_key_rejected', 1],
    ['403', nangoError(403, { code: 'forbidden', message: 'no' }), 'nango_forbidden', 1],
    ['400 capped', nangoError(400, { code: 'resource_capped' }), 'nango_capped', 1],
    ['415', nangoError(415, { code: 'invalid_content_type' }), 'nango_refused', 1],
    ['404 of something else', { kind: 'status', status: 404, html: 'no' }, 'nango_bad_answer', 1],
    [
      '302',
      { kind: 'status', status: 302, headers: { location: 'https://evil.example.net/' } },
      'nango_bad_answer',
      1,
    ],
    ['500, not tried again', nangoError(500, { code: 'server_error' }), 'nango_failed', 1],
    ['502, tried twice', nangoError(502, { code: 'x' }), 'nango_failed', 2],
    ['503, tried twice', nangoError(503, { code: 'x' }), 'nango_failed', 2],
    ['504, tried twice', nangoError(504, { code: 'x' }), 'nango_failed', 2],
    ['a reset, tried twice', { kind: 'refuse' }, 'nango_unreachable', 2],
    ['a page', { kind: 'status', status: 200, html: '<h1>Hi</h1>' }, 'nango_bad_answer', 1],
    ['half an answer', { kind: 'truncated' }, 'nango_bad_answer', 1],
  ])('%s', async (_, fault, code, calls) => {
    expect(await failureOf(fault)).toMatchObject({ code })
    expect(faults.calls()).toHaveLength(calls)
  })

  it('a gateway that fails once costs nobody anything', async () => {
    expect(await failureOf({ ...nangoError(503, { code: 'x' }), times: 1 })).toBe('made')
  })

  it('429 with the seconds to wait, at least one', async () => {
    expect(await failureOf(limited('56'))).toEqual({ code: 'nango_rate_limited', retryAfterSeconds: 56 })
    expect(await failureOf(limited('0'))).toEqual({ code: 'nango_rate_limited', retryAfterSeconds: 1 })
  })

  it('403 with the scope that is missing', async () => {
    const message = 'Insufficient scope. Required: environment:connect_sessions:write'
    expect(await failureOf(nangoError(403, { code: 'forbidden', message }))).toEqual({
      code: 'nango_scope_missing',
      detail: 'environment:connect_sessions:write',
    })
  })

  it.each<[Fault]>([[{ kind: 'silent' }], [{ kind: 'drip', everyMs: 200 }]])(
    'gives up at its deadline, whatever trickles in: %j',
    async (fault) => {
      const from = Date.now()
      expect(await failureOf(fault, { callMs: 600 })).toEqual({ code: 'nango_timeout' })
      expect(Date.now() - from).toBeGreaterThanOrEqual(590)
      expect(Date.now() - from).toBeLessThan(5_000)
    },
    15_000,
  )
  it('has a deadline of 8 s', () => expect(nangoAt(faults.origin).callMs).toBe(8_000))
})

describe('fields', () => {
  it('names the integration that is gone', async () => {
    const made = await createConnectSession(nangoAt(faults.origin), {
      ...request,
      integrations: ['github', 'gone'],
    })
    expect(made).toMatchObject({
      failure: { code: 'nango_refused', fieldErrors: { integrations: expect.stringContaining('gone') } },
    })
  })
  it('names the field of a customer tag, and an own tag', async () => {
    const made = await createConnectSession(nangoAt(faults.origin), {
      ...request,
      tags: { end_user_email: 'no', '1x': 'v' },
    })
    expect(made).toMatchObject({ failure: { fieldErrors: { tags: expect.stringContaining('1x') } } })
    const mail = await createConnectSession(nangoAt(faults.origin), {
      ...request,
      tags: { end_user_email: 'no' },
    })
    expect(mail).toMatchObject({ failure: { fieldErrors: { email: expect.any(String) } } })
  })
})

describe('time', () => {
  it.each([
    ['a day ahead', 86_400_000],
    ['five minutes behind', -300_000],
  ])('is right on our clock when Nango is %s', async (_, skewMs) => {
    faults.setFault(create, {
      kind: 'rewrite',
      clockAheadMs: skewMs,
      rewrite: () => ({
        data: {
          token: `nango_connect_session_${'a'.repeat(64)}`,
          connect_link: 'https://connect.example.com/?session_token=x',
          expires_at: new Date(Date.now() + skewMs + 1_800_000).toISOString(),
        },
      }),
    })
    const made = await createConnectSession(nangoAt(faults.origin), request)
    if (!made.ok) throw new Error(made.failure.code)
    expect(Math.abs(made.value.endsAt.getTime() - Date.now() - 1_800_000)).toBeLessThan(1_500)
  })
})

describe('the breaker', () => {
  it('rests after five failures in a row, and says for how long', async () => {
    faults.setFault(create, nangoError(500, { code: 'server_error' }))
    const nango = nangoAt(faults.origin)
    for (let call = 0; call < 5; call += 1) await createConnectSession(nango, request)
    const rested = await createConnectSession(nango, request)
    expect(rested).toMatchObject({ failure: { code: 'nango_resting', retryAfterSeconds: 10 } })
    expect(faults.calls()).toHaveLength(5)
  })
  it('does not count refusals', async () => {
    faults.setFault(create, nangoError(400, { code: 'invalid_body' }))
    const nango = nangoAt(faults.origin)
    for (let call = 0; call < 7; call += 1)
      expect(await createConnectSession(nango, request)).toMatchObject({ failure: { code: 'nango_refused' } })
  })
})

describe('reaching Nango', () => {
  it('says so when nobody listens', async () => {
    const made = await createConnectSession(nangoAt('http://127.0.0.1:1'), request)
    expect(made).toMatchObject({ failure: { code: 'nango_unreachable' } })
  })
  it('gives up connecting after 2 s', async () => {
    const { httpAgent } = createAgents({ lookup: () => {} })
    const nango = nangoAt('http://never-resolved.example.com')
    Object.assign(nango.sdk.http.defaults, { httpAgent })
    const from = Date.now()
    expect(await createConnectSession(nango, request)).toMatchObject({
      failure: { code: 'nango_unreachable' },
    })
    expect(Date.now() - from).toBeGreaterThanOrEqual(2_000)
    expect(Date.now() - from).toBeLessThan(6_000)
  }, 15_000)
})

describe('the rest of the room', () => {
  it('ends a connect session once, and knows when it was over already', async () => {
    const nango = nangoAt(sandbox.origin)
    const made = await createConnectSession(nango, request)
    if (!made.ok) throw new Error(made.failure.code)
    expect(await deleteConnectSession(nango, made.value.token)).toEqual({ ok: true, value: { status: 204 } })
    expect(await deleteConnectSession(nango, made.value.token)).toEqual({ ok: true, value: { status: 401 } })
    expect(await findConnectionsOfLink(nango, 'lnk_1')).toEqual({ ok: true, value: [] })
  })
  it('asks for the catalogue once a minute, and shows the old one, marked, when Nango is down', async () => {
    const nango = nangoAt(faults.origin)
    const [first, second] = await Promise.all([loadCatalogue(nango), loadCatalogue(nango)])
    expect(first).toEqual(second)
    expect(await loadCatalogue(nango)).toMatchObject({ ok: true, value: { stale: false } })
    expect(faults.calls()).toHaveLength(1)
    nango.catalogue.freshUntil = 0
    faults.setFault({ method: 'GET', path: '/integrations' }, nangoError(500, { code: 'server_error' }))
    expect(await loadCatalogue(nango)).toMatchObject({ ok: true, value: { stale: true } })
    faults.reset()
    nango.catalogue.freshUntil = 0
    expect(await loadCatalogue(nango)).toMatchObject({ ok: true, value: { stale: false } })
  })
  it('has no catalogue to show when Nango never answered', async () => {
    expect(await loadCatalogue(nangoAt('http://127.0.0.1:1'))).toMatchObject({
      failure: { code: 'nango_unreachable' },
    })
  })
})
