import { expect } from 'playwright/test'

import { pageRows } from './access/page-rows'
import { routeRows } from './access/route-rows'
import { casesOf } from './access/row'
import { readFingerprint } from './access/run-case'
import { send } from './access/send'
import { appTest } from './fixtures/app-test'

/** What nobody did on purpose: a page of another site, a look ahead of the browser's, a program that asks for the head. */
const unasked: Record<string, { method?: string; headers?: Record<string, string> }> = {
  'from another site': { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
  'from a neighbour': { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } },
  'ahead of the person': { headers: { 'sec-purpose': 'prefetch;prerender' } },
  HEAD: { method: 'HEAD' },
}

const reads = [...pageRows, ...routeRows.filter(({ name }) => name.startsWith('GET /api/desk/'))]

for (const [title, { method = 'GET', headers = {} }] of Object.entries(unasked))
  appTest(`reading ${title} leaves no trace in anybody's name`, async ({ accessDesk: desk, things }) => {
    const countEvents = async () => (await desk.sql`select count(*) from events`)[0]?.['count']
    for (const row of reads)
      for (const subject of ['admin', 'agent'] as const) {
        const which = casesOf(row).find((one) => one.subject === subject)?.which ?? 'none'
        const thing = await things.find(row.about, which, subject, false)
        const asked = row.ask(thing)
        const path = typeof asked === 'string' ? asked : asked.path
        const before = [await readFingerprint(desk), await countEvents()]
        const answer = await send(`${desk.app.origin}${path}`, {
          method,
          headers: { ...desk.headersOf(subject), ...headers },
        })
        expect.soft([await readFingerprint(desk), await countEvents()], `${subject}: ${path}`).toEqual(before)
        expect.soft(answer.text, path).not.toContain('nango_connect_session_')
        expect.soft(answer.status, path).toBeLessThan(500)
      }
  })

appTest('one export a person at a time, and the page says so', async ({ accessDesk: desk, browser }) => {
  const { origin } = desk.app
  const address = `${origin}/api/desk/links/export`
  const headers = desk.headersOf('viewer')
  const context = await browser.newContext({ extraHTTPHeaders: headers })
  const page = await context.newPage()
  const navigate = () =>
    page.request.get(`${address}?search=ada`, {
      headers: { 'sec-fetch-mode': 'navigate' },
      maxRedirects: 0,
    })
  const lock = await desk.sql.reserve()
  await lock`begin`
  let first
  try {
    await lock`lock table links in access exclusive mode`
    first = send(address, { headers })
    await expect
      .poll(async () => (await lock`select 1 from pg_locks where not granted`).length)
      .toBeGreaterThan(0)
    expect((await send(address, { headers })).status).toBe(429)
    expect((await navigate()).headers()['location']).toBe(`${origin}/links?search=ada&notice=export_running`)
  } finally {
    await lock`rollback`
    lock.release()
  }
  expect((await first).status).toBe(200)
  expect((await navigate()).status()).toBe(200)
  await page.goto(`${origin}/links?search=ada&notice=export_running`)
  await expect(page.getByText('Your last export is still being downloaded.')).toBeVisible()
  await context.close()
})
