import { expect } from 'playwright/test'
import postgres from 'postgres'

import { freePort } from '@/lib/testing/ports'

import { appTest } from './fixtures/app-test'
import { connectAsCustomer, openPhone } from './fixtures/customer'
import { copyLink, createLink } from './fixtures/link-form'
import { signInWithOidc } from './fixtures/sign-in'
import { type RunningApp, startApp } from './fixtures/start-app'
import { type Outside, startOutside } from './fixtures/start-desk-app'
import { type RoundRobin, servedBy, startRoundRobin } from './round-robin'

// Two processes of the desk over one PostgreSQL, behind a load balancer.

let origin: string
let outside: Outside
let replicas: RunningApp[]
let balancer: RoundRobin
let sql: postgres.Sql

appTest.describe.configure({ mode: 'serial' })
appTest.beforeAll(async () => {
  appTest.setTimeout(240_000)
  const port = await freePort()
  origin = `http://localhost:${port}`
  outside = await startOutside(origin)
  sql = postgres(outside.databaseUrl, { max: 1, onnotice: () => {} })
  const ports = [await freePort(), await freePort()]
  const { settings } = outside
  // Both at once, on an empty database.
  replicas = await Promise.all(
    ports.map((own, index) => startApp({ name: `replica-${index}`, port: own, settings })),
  )
  balancer = await startRoundRobin(
    port,
    replicas.map((replica) => replica.origin),
  )
})
appTest.afterAll(async () => {
  await sql.end()
  await balancer.close()
  await Promise.all(replicas.map((replica) => replica.stop()))
  await outside.stop()
})
// oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
appTest.use({ baseURL: async ({}, use) => use(origin) })

/** Host, process id and a name of its own of the process that sweeps. */
const holder = async () =>
  String((await sql`select holder from leases where name = 'sweep'`)[0]?.['holder'] ?? '')

appTest(
  'a link made at one is followed at both, and connected by a webhook to either',
  async ({ page, browser }) => {
    await signInWithOidc(page, 'agent@example.com')
    const card = await createLink(page, { customerId: 'user_1', integrations: ['GitHub'] })
    const servers = new Set<string | null>()
    page.on('response', (response) => {
      if (response.url().includes('/api/desk/links/')) servers.add(response.headers()[servedBy] ?? null)
    })
    await expect.poll(() => servers.size).toBe(2)
    const phone = await openPhone(browser)
    await connectAsCustomer(phone, await copyLink(page))
    await phone.context().close()
    await expect(card).toContainText('Connected')
  },
)

appTest('a change of role bites at both at the next request', async ({ page }) => {
  await signInWithOidc(page, 'changing@example.com')
  await expect(page.getByRole('button', { name: 'Create link' })).toBeVisible()
  await sql`update staff set role = 'viewer' where email = 'changing@example.com'`
  const seen = new Map<string, boolean>()
  while (seen.size < 2) {
    const answer = await page.request.get('/links')
    seen.set(answer.headers()[servedBy] ?? '', (await answer.text()).includes('Your role may look at links'))
  }
  expect([...seen.values()]).toEqual([true, true])
  await sql`update staff set disabled_at = now() where email = 'changing@example.com'`
  const status = async () => (await page.request.get('/', { maxRedirects: 0 })).status()
  expect([await status(), await status()]).toEqual([307, 307])
})

appTest('one of them sweeps; the other takes over when that one is killed', { tag: '@long' }, async () => {
  await expect.poll(holder).not.toBe('')
  const first = await holder()
  const killed = replicas.find(({ pid }) => first.split(' ').includes(String(pid)))
  expect(killed).toBeDefined()
  await killed?.kill()
  const cutOff = `lnk_${'0'.repeat(26)}`
  await sql`insert into links (id, maker_id, intent_key, input_hash, state, customer_id, own_tags, config_defaults,
    created_at, search_text) select ${cutOff}, id, 'cut-off', 'x', 'creating', 'user_1', '[]', '{}',
    now() - interval '2 minutes', 'user_1' from staff limit 1`
  const told = () => sql`select kind from events where link_id = ${cutOff}`
  await expect.poll(async () => (await told()).length, { timeout: 40_000 }).toBe(1)
  expect(await holder()).not.toBe(first)
})
