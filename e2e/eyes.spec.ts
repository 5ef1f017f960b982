import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, type Page, test } from 'playwright/test'

import { type OtlpSpan, startOtlpReceiver } from '@/lib/testing/otlp-receiver'

import { deskTest } from './fixtures/app-test'
import { findCanaries } from './fixtures/canaries'
import { copyLink, createLink, fillLinkForm, someone, submitLinkForm } from './fixtures/link-form'
import { signInAs, signInWithOidc } from './fixtures/sign-in'
import { startDeskApp } from './fixtures/start-desk-app'
import { startSandboxApp } from './fixtures/start-sandbox-app'

const createCall = { method: 'POST', path: '/connect/sessions' }

/** What nobody who looks at a desk from outside may learn: who is connected, with what, and by whom. */
async function readCanaries(page: Page, customer: ReturnType<typeof someone>) {
  const link = new URL(await copyLink(page))
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'desk.sessionToken')
  return {
    ...customer,
    token: link.searchParams.get('session_token') ?? '',
    cookie: cookie?.value ?? '',
    maker: 'maker.of.eyes@example.com',
  }
}

/** Beginnings of ids, and the integration: too short to be looked for in other forms. */
const shortCanaries = /lnk_|stf_|github|search=/i

/** What of the canaries stands in the bytes. */
const findAll = (canaries: Record<string, string>, bytes: Buffer) => [
  ...findCanaries(canaries, bytes),
  ...(shortCanaries.exec(bytes.toString('latin1')) ?? []),
]

/** The value of a series in what a scrape answered; 0 where there is none. */
function sample(text: string, series: string) {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return Number(line?.slice(series.length) ?? 0)
}

deskTest('metrics say what happened, and nothing of whom', async ({ page, deskApp }) => {
  const token = deskApp.secrets['METRICS_TOKEN'] ?? ''
  const scrape = (authorization?: string) =>
    fetch(`${deskApp.origin}/api/metrics`, { headers: authorization ? { authorization } : {} })
  const read = async () => {
    const answer = await scrape(`Bearer ${token}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    return answer.text()
  }
  for (const wrong of [
    undefined,
    'Bearer',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
  ]) {
    const answer = await scrape(wrong)
    expect([wrong, answer.status, await answer.text()]).toEqual([wrong, 401, ''])
  }

  const before = await read()
  const customer = someone()
  await signInWithOidc(page, 'maker.of.eyes@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  deskApp.faults.setFault(createCall, { kind: 'status', status: 500 })
  await submitLinkForm(page)
  await expect(page.getByRole('alert').filter({ hasText: 'No link was created' })).toBeVisible()
  deskApp.faults.setFault(createCall, null)
  await page.goto('/')
  await createLink(page, { ...customer, integrations: ['GitHub'] })
  const canaries = await readCanaries(page, customer)
  await fetch(`${deskApp.origin}/api/webhooks/nango`, { method: 'POST', body: '{}' })

  const after = await read()
  const grown = (series: string) => sample(after, series) - sample(before, series)
  expect(grown('connect_desk_links_made_total{by="staff"}')).toBe(1)
  expect(grown('connect_desk_failures_total{code="nango_failed"}')).toBe(1)
  expect(grown('connect_desk_webhooks_received_total{outcome="unsigned"}')).toBe(1)
  const calls = (outcome: string) =>
    grown(`connect_desk_nango_call_seconds_count{operation="createConnectSession",outcome="${outcome}"}`)
  expect([calls('ok'), calls('nango_failed')]).toEqual([1, 1])
  expect(grown('connect_desk_database_statement_seconds_count{outcome="ok"}')).toBeGreaterThan(5)
  expect(grown('connect_desk_http_responses_total{status="2xx"}')).toBeGreaterThan(3)
  expect(sample(after, 'connect_desk_database_up')).toBe(1)
  expect(sample(after, 'connect_desk_nango_rate_limit')).toBe(10_000)
  expect(sample(after, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  // The database is asked once in ten seconds, however often somebody scrapes.
  const linksOf = async () => sample(await read(), 'connect_desk_links{state="active"}')
  await expect.poll(linksOf, { timeout: 20_000 }).toBeGreaterThan(0)
  expect(sample(await read(), 'connect_desk_sweep_age_seconds')).toBeLessThan(60)

  const all = Buffer.from(before + after + (await read()))
  expect(findAll({ ...deskApp.secrets, ...canaries }, all)).toEqual([])
})

test('traces lead from the request over the action to the database and Nango, and say nothing of whom', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const receiver = await startOtlpReceiver()
  const app = await startDeskApp('traced', {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector-key',
  })
  const context = await browser.newContext({ baseURL: app.origin })
  const page = await context.newPage()
  await signInWithOidc(page, 'maker.of.eyes@example.com')
  await expect(page).toHaveURL(`${app.origin}/`)
  const customer = someone()
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  app.faults.setFault(createCall, { kind: 'status', status: 500 })
  await submitLinkForm(page)
  await expect(page.getByRole('alert').filter({ hasText: 'No link was created' })).toBeVisible()
  app.faults.setFault(createCall, null)
  await page.goto('/')
  await createLink(page, { ...customer, integrations: ['GitHub'] })
  const canaries = await readCanaries(page, customer)
  await page.goto(`/links?search=${encodeURIComponent(customer.email)}`)
  await page.goto(`/no-such-page/${customer.customerId}`)
  const theirs = '4bf92f3577b34da6a3ce929d0e0e4736'
  await fetch(`${app.origin}/api/links?search=${customer.customerId}`, {
    headers: {
      authorization: `Bearer cdk_${customer.customerId}`,
      baggage: `customer=${customer.customerId}`,
      traceparent: `00-${theirs}-00f067aa0ba902b7-01`,
      tracestate: `vendor=${customer.customerId}`,
      'user-agent': customer.displayName,
    },
  })
  await context.close()
  await app.stop()
  receiver.close()

  const spans = receiver.spans()
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  const pathOf = (span: OtlpSpan): string[] => {
    const parent = byId.get(span.parentSpanId ?? '')
    return [...(parent ? pathOf(parent) : []), span.name]
  }
  const paths = spans.map((span) => pathOf(span).join(' > '))
  expect(paths).toContain('POST / > action link.create > nango createConnectSession')
  expect(paths).toContain('POST / > action link.create > db insert')
  const nango = spans.filter(({ name }) => name === 'nango createConnectSession').map((one) => one.attributes)
  expect(nango).toContainEqual({ 'nango.operation': 'createConnectSession' })
  expect(nango).toContainEqual({
    'nango.operation': 'createConnectSession',
    'nango.status': 500,
    'desk.code': 'nango_failed',
  })
  // A proxy's trace goes on here.
  expect(spans.filter(({ traceId }) => traceId === theirs).map(({ name }) => name)).toContain(
    'GET /api/links',
  )
  // Work that nobody asked for begins no trace.
  expect(paths.filter((path) => /^(db|nango|action)/.test(path))).toEqual([])
  expect(spans.filter(({ events, status }) => events.length > 0 || status.message !== undefined)).toEqual([])
  expect(receiver.posted.map(({ url, headers }) => `${url} ${String(headers['authorization'])}`)).toContain(
    '/v1/traces Bearer collector-key',
  )
  const names = new Set(spans.map(({ name }) => name))
  const addresses = { host: new URL(app.origin).host, nango: new URL(app.faults.origin).host }
  expect(findAll({ ...app.secrets, ...canaries, ...addresses }, receiver.bytes())).toEqual([])
  expect([...names].filter((name) => !/^[A-Za-z. ]+( \/[a-z/[\].-]*)?$/.test(name))).toEqual([])
})

test(
  'neither library is loaded where nobody reads what it makes; protobuf says no more than JSON',
  { tag: '@long' },
  async ({ browser }) => {
    test.setTimeout(120_000)
    const receiver = await startOtlpReceiver()
    const customer = someone()
    let canaries: Record<string, string> = {}
    const loaded: string[][] = []
    const set = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, METRICS_TOKEN: 'a-token-of-16-or-more' }
    for (const settings of [set, {}]) {
      const folder = mkdtempSync(join(tmpdir(), 'desk-loaded-'))
      const app = await startSandboxApp('loaded', { ...settings, NODE_V8_COVERAGE: folder })
      const context = await browser.newContext({ baseURL: app.origin })
      const page = await context.newPage()
      await signInAs(page, 'Agent')
      await createLink(page, { ...customer, integrations: ['GitHub'] })
      if (settings === set) canaries = await readCanaries(page, customer)
      const status = (await fetch(`${app.origin}/api/metrics`)).status
      expect(status).toBe(settings === set ? 401 : 404)
      await context.close()
      await app.stop()
      loaded.push(listLoaded(folder))
      rmSync(folder, { recursive: true })
    }
    receiver.close()
    expect(loaded).toEqual([['@vercel/otel', 'prom-client'], []])
    expect(receiver.bytes().includes('action link.create')).toBe(true)
    expect(receiver.bytes().includes('db insert')).toBe(true)
    expect(findAll(canaries, receiver.bytes())).toEqual([])
  },
)

/** Texts that stand in each library and nowhere else in what is built. */
const marks = {
  '@vercel/otel': 'OTel-OTLP-Exporter-JavaScript',
  'prom-client': 'nodejs_eventloop_lag_seconds',
}

/** Which libraries a process has loaded, by the files of the build that V8 says it ran. */
function listLoaded(folder: string): string[] {
  const files = readdirSync(folder).flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/"url":"(file:[^"]*\.next[^"]*\.js)"/g),
  ])
  const texts = [...new Set(files.map(([, url = '']) => url))].map((url) =>
    readFileSync(fileURLToPath(url), 'utf8'),
  )
  expect(texts.length).toBeGreaterThan(10)
  return Object.entries(marks)
    .filter(([, mark]) => texts.some((text) => text.includes(mark)))
    .map(([name]) => name)
}
