import { expect, type APIRequestContext } from 'playwright/test'
import postgres from 'postgres'
import { z } from 'zod'

import packageJson from '../package.json' with { type: 'json' }
import { deskTest } from './fixtures/app-test'
import { fillLinkForm, submitLinkForm } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import type { DeskApp } from './fixtures/start-desk-app'

const readReady = async (request: APIRequestContext) => {
  const answer = await request.get('/api/ready')
  return { status: answer.status(), body: (await answer.json()) as unknown }
}
/** When background work last came to the end of a turn. */
const turns = { sweptAt: expect.any(String), mailedAt: expect.any(String) }
const ready = { status: 200, body: { status: 'ready', ...turns } }
const degraded = {
  status: 200,
  body: { status: 'degraded', nango: 'unreachable', ...turns },
}
const noDatabase = {
  status: 503,
  body: { status: 'not ready', reason: 'database', ...turns },
}

const Line = z.record(z.string(), z.unknown())

/** Everything the app has logged since it was up. Each line is JSON, or this throws. */
function readLines({ readLog }: DeskApp) {
  const lines = readLog().trim().split('\n')
  const upAt = lines.findIndex((line) => line.includes('Connect Desk is up'))
  return lines.slice(upAt).map((line) => Line.parse(JSON.parse(line)))
}

deskTest('is ready, and alive whatever happens to its database', async ({ request, deskApp }) => {
  await expect.poll(() => readReady(request)).toEqual(ready)
  await deskApp.databaseGate.shut()
  expect(await readReady(request)).toEqual(noDatabase)
  const alive = await request.get('/api/health')
  expect(await alive.json()).toEqual({ status: 'ok', version: packageJson.version })
  expect(alive.headers()['cache-control']).toBe('no-store')
  await deskApp.databaseGate.open()
  await expect.poll(() => readReady(request)).toEqual(ready)
})

deskTest('answers within seconds while the database hangs', async ({ request, deskApp }) => {
  const sql = postgres(deskApp.databaseUrl, { max: 1 })
  await sql.begin(async (tx) => {
    await tx`lock table drizzle.__drizzle_migrations`
    const startedAt = performance.now()
    const [first, second, alive] = await Promise.all([
      readReady(request),
      readReady(request),
      request.get('/api/health'),
    ])
    expect([first, second]).toEqual([noDatabase, noDatabase])
    expect(alive.status()).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })
  await sql.end()
  await expect.poll(() => readReady(request)).toEqual(ready)
})

deskTest(
  'stays ready without Nango, says so, and asks it seldom',
  { tag: '@long' },
  async ({ request, deskApp }) => {
    deskApp.faults.reset()
    deskApp.faults.setFault({ method: 'GET', path: '/health' }, { kind: 'status', status: 503 })
    await expect.poll(() => readReady(request), { timeout: 15_000 }).toEqual(degraded)
    for (let turn = 0; turn < 20; turn += 1) expect(await readReady(request)).toEqual(degraded)
    const asked = deskApp.faults.calls().filter(({ path }) => path === '/health')
    expect(asked.length).toBeLessThanOrEqual(2)
    deskApp.faults.reset()
    await expect.poll(() => readReady(request), { timeout: 15_000 }).toEqual(ready)
  },
)

deskTest('every answer names its request, by the id that a proxy gave', async ({ request }) => {
  for (const path of ['/signin', '/api/health', '/api/desk/links/nothing', '/no-such-page']) {
    const own = (await request.get(path)).headers()['x-request-id']
    expect(own, path).toMatch(/^req_[0-9a-f]{12}$/)
    const given = await request.get(path, { headers: { 'x-request-id': 'proxy-1234' } })
    expect(given.headers()['x-request-id'], path).toBe('proxy-1234')
  }
})

deskTest('a fault names the request, whose lines in the log say what happened', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'agent@example.com')
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  deskApp.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'status', status: 500 })
  await submitLinkForm(page)
  const alert = page.getByRole('alert').filter({ hasText: 'No link was created' })
  await expect(alert).toContainText(/\. Request req_[0-9a-f]{12}\.$/)
  const id = /req_\w+/.exec((await alert.textContent()) ?? '')?.[0]
  const told = readLines(deskApp).filter(({ requestId }) => requestId === id)
  expect(told.map(({ msg, code }) => ({ msg, code }))).toEqual([
    { msg: 'Nango call failed', code: 'nango_failed' },
    { msg: 'work failed', code: 'nango_failed' },
  ])
})

deskTest('a page that cannot be shown names its line in the log', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'agent@example.com')
  await page.getByRole('heading', { name: 'New link' }).waitFor()
  // What this page asks on its own must not be cut off in the midst of a query: the driver tells that to the next one.
  await page.goto('about:blank')
  await deskApp.databaseGate.shut()
  await page.goto('/?link=lnk_canary')
  const alert = page.getByRole('alert').filter({ hasText: 'For your admin' })
  await expect(alert).toContainText(/log entry \d+\./)
  const digest = /log entry (\d+)\./.exec((await alert.textContent()) ?? '')?.[1]
  const told = readLines(deskApp).filter((line) => line['digest'] === digest)
  expect(told.length).toBeGreaterThan(0)
  expect(told[0]).toMatchObject({
    msg: 'request failed',
    method: 'GET',
    path: '/',
    requestId: expect.any(String),
  })
  expect(deskApp.readLog()).not.toContain('lnk_canary')
})
