import { expect, type Page } from 'playwright/test'
import postgres from 'postgres'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest } from './fixtures/app-test'
import { dumpDatabase, findCanaries, recordAnswers } from './fixtures/canaries'
import { signInAsEmail } from './fixtures/sign-in'
import type { DeskApp } from './fixtures/start-desk-app'

const examples = 60
const filled = new Set<string>()

/** Gives Nango connections, once per app: the newest 60 but for what other tests made. */
const fillNango = ({ origin, sandbox }: DeskApp) => {
  if (!filled.has(origin)) sandbox.addExamples(examples)
  filled.add(origin)
}

const table = (page: Page) => page.getByRole('table', { name: 'Connections' })
const rows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })

deskTest.beforeEach(async ({ page, deskApp }) => {
  fillNango(deskApp)
  await signInAsEmail(page, 'agent@example.com')
})

deskTest('connections are paged, narrowed by health and searched by tag', async ({ page }) => {
  // What Nango said to the test before is believed for some seconds.
  await expect(async () => {
    await page.getByRole('link', { name: 'Connections', exact: true }).click()
    await expect(rows(page)).toHaveCount(50, { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Share connect link' }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(rows(page).last()).toContainText('Example 1')
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page).toHaveURL(/\/connections$/)

  await page.getByLabel('Health').selectOption('Must be reconnected')
  await expect(page).toHaveURL(/health=auth_error/)
  await expect(rows(page)).toHaveCount(7)
  await expect(rows(page).filter({ hasText: 'Must be reconnected' })).toHaveCount(7)
  const reconnect = { name: 'Share reconnect link' }
  await expect(rows(page).first().getByRole('button', reconnect)).toHaveClass(/bg-accent/)
  // A reconnect rarely mends a sync.
  await page.getByLabel('Health').selectOption('Sync error')
  await expect(page).toHaveURL(/health=sync_error/)
  await expect(rows(page).filter({ hasText: 'Must be reconnected' })).toHaveCount(0)
  await expect(rows(page).first().getByRole('button', reconnect)).not.toHaveClass(/bg-accent/)
  await page.getByLabel('Health').selectOption('Must be reconnected')
  await expect(page).toHaveURL(/health=auth_error/)

  await page
    .getByRole('searchbox', { name: 'Search connections' })
    .pressSequentially('plan=free organization_id=org_5')
  await expect(page).toHaveURL(/search=plan/)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Example 12')
  await rows(page).locator('summary').click()
  await expect(rows(page).getByRole('button', { name: 'Share connect link' })).toBeVisible()
})

deskTest(
  'a link that waits is named on its row, and before another one is made',
  async ({ page, context }) => {
    const stale = await context.newPage()
    for (const tab of [page, stale]) await tab.goto('/connections?customer=customer_31')
    await rows(page).getByRole('button', { name: 'Share reconnect link' }).click()
    const panel = page.getByRole('dialog', { name: 'Share reconnect link' })
    await panel.getByRole('button', { name: 'Create reconnect link' }).click()
    await expect(panel.getByText('Waiting for the customer')).toBeVisible()
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(rows(page).getByRole('link', { name: /^Link waits/ })).toBeVisible()
    await expectNoAxeViolations(page)

    // This list is older than the link.
    await rows(stale).getByRole('button', { name: 'Share reconnect link' }).click()
    const question = stale.getByRole('form', { name: 'Reconnect link' })
    await expect(question).toContainText('A reconnect link, made by you, waits for the customer until')
    await expectNoAxeViolations(stale)
    await question.getByRole('link', { name: 'Show it' }).click()
    await expect(stale).toHaveURL(/\/links\/lnk_/)
  },
)

deskTest('axe finds nothing in a full list, and nothing is too wide', async ({ page }) => {
  await page.goto('/connections?health=unhealthy')
  await rows(page).first().locator('summary').click()
  for (const width of [360, 1440])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectNoAxeViolations(page, `${colorScheme}, ${width} px`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
})

deskTest('a viewer looks and does not act', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'onlooker@example.com')
  const sql = postgres(deskApp.databaseUrl, { max: 1 })
  await sql`update staff set role = 'viewer' where email = 'onlooker@example.com'`
  await sql.end()
  await page.goto('/connections?health=unhealthy')
  await expect(table(page).getByRole('link', { name: 'Example 57' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Share/ })).toHaveCount(0)
  await expect(table(page).locator('summary')).toHaveCount(0)
})

deskTest('a failure says why and keeps the filters', async ({ page, deskApp }) => {
  deskApp.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 500 })
  await page.goto('/connections?customer=customer_7')
  const sentence = 'Nango has a problem of its own. No connection can be shown.'
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
  deskApp.faults.reset()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('searchbox', { name: 'Customer ID' })).toHaveValue('customer_7')
})

deskTest('credentials that Nango tells go nowhere', async ({ page, deskApp }) => {
  const canaries = { access: 'canary-access-5b0e7d', refresh: 'canary-refresh-91c2aa' }
  const credentials = { type: 'OAUTH2', access_token: canaries.access, raw: { refresh: canaries.refresh } }
  let rewritten = 0
  deskApp.faults.setFault(
    { method: 'GET', path: /^\/connections/ },
    {
      kind: 'rewrite',
      rewrite: (answer) => {
        rewritten += 1
        return JSON.parse(
          JSON.stringify(answer).replaceAll(
            '"tags":',
            `"credentials":${JSON.stringify(credentials)},"tags":`,
          ),
        )
      },
    },
  )
  const answers = recordAnswers(page, deskApp.origin)
  await page.goto('/connections?customer=customer_23')
  await page.getByLabel('Health').selectOption('Healthy')
  await expect(page).toHaveURL(/health=healthy/)
  await expect(rows(page)).toHaveCount(1)
  await rows(page).getByRole('link', { name: 'Example 23' }).click()
  await expect(page.getByText('person23@example.com').first()).toBeVisible()

  expect(rewritten).toBeGreaterThan(2)
  const read = await answers.read()
  expect(read.some(({ bytes }) => bytes.includes('person23@example.com'))).toBe(true)
  for (const { url, bytes } of read) expect([url, findCanaries(canaries, bytes)]).toEqual([url, []])
  expect(findCanaries(canaries, Buffer.from(deskApp.readLog()))).toEqual([])
  expect(findCanaries(canaries, Buffer.from(await dumpDatabase(deskApp.databaseUrl)))).toEqual([])
})
