import { readFileSync } from 'node:fs'

import { type Browser, expect, type Locator, type Page } from 'playwright/test'

import { deskTest, sandboxTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import { haveLink } from './fixtures/have-link'
import { linkCard } from './fixtures/link-form'
import { type DemoRole, signInAs, signInAsEmail, signInWithOidc } from './fixtures/sign-in'
import { seedDeskLinks } from './fixtures/start-desk-app'

const table = (page: Page) => page.getByRole('table', { name: 'Links' })
const rowOf = (page: Page, customer: string) => table(page).getByRole('row').filter({ hasText: customer })
const idsOf = (page: Page) =>
  table(page)
    .getByRole('link')
    .evaluateAll((found) =>
      found.flatMap((one) => /links\/(lnk_\w+)/.exec(one.getAttribute('href') ?? '')?.[1] ?? []),
    )
const openMenu = (row: Locator) => row.locator('summary').click()

/** Somebody else at another machine. Close the page's context when done. */
const openAs = async (browser: Browser, baseURL: string, role: DemoRole): Promise<Page> => {
  const page = await (await browser.newContext({ baseURL })).newPage()
  await signInAs(page, role)
  return page
}

const seeded = 130

deskTest.describe('a full list', () => {
  deskTest.beforeEach(async ({ page, deskApp }) => {
    await seedDeskLinks(deskApp.databaseUrl, seeded)
    await signInAsEmail(page, 'agent@example.com', '/links')
  })

  deskTest(
    'is searched and filtered as one types, and the address can be shared',
    async ({ page, browser }) => {
      const search = page.getByRole('searchbox', { name: 'Search links' })
      await search.pressSequentially('acme')
      await expect(page).toHaveURL(/[?&]search=acme/)
      await expect(search).toBeFocused()
      await expect(table(page).getByRole('row')).toHaveCount(1 + 13)
      // Not the expired ones: the sweep may add some meanwhile.
      await page.getByLabel('Status').selectOption('Connected')
      await expect(page).toHaveURL(/search=acme&status=connected/)
      await expect(table(page).getByRole('row')).toHaveCount(1 + 5)
      await expect(table(page).getByText('Waiting for the customer')).toBeHidden()
      await expect(search).toHaveValue('acme')
      const ids = await idsOf(page)

      const other = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage()
      await signInWithOidc(other, 'colleague@example.com', page.url())
      await expect(other).toHaveURL(page.url())
      expect(await idsOf(other)).toEqual(ids)
      await other.context().close()

      await page.getByRole('link', { name: 'Remove filter Search: acme' }).click()
      await expect(page).not.toHaveURL(/search=/)
      await expect(search).toHaveValue('')
      await page.goBack()
      await expect(search).toHaveValue('acme')
      await page.getByRole('link', { name: 'Clear filters' }).click()
      await expect(page.getByLabel('Status')).toHaveValue('')
      await expect(table(page).getByRole('row')).toHaveCount(51)
    },
  )

  deskTest('says that nothing matches, and how to see everything again', async ({ page }) => {
    await page.getByLabel('Integration').selectOption('int-few')
    await page.getByRole('searchbox', { name: 'Search links' }).fill('nobody has this')
    await expect(page.getByText('No link matches')).toBeVisible()
    await page.getByRole('link', { name: 'Clear filters' }).click()
    await expect(table(page)).toBeVisible()
  })

  deskTest('shows that it is looking, when that takes a while', async ({ page }) => {
    const held: (() => void)[] = []
    await page.route(/\/links\?.*search=/, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    await page.getByRole('searchbox', { name: 'Search links' }).fill('acme')
    await expect(page.getByText('Looking…')).toBeVisible()
    await expect(table(page)).toBeVisible()
    held.forEach((release) => release())
    await expect(page).toHaveURL(/search=acme/)
    await expect(page.getByText('Looking…')).toBeHidden()
  })

  deskTest('is paged both ways, every link once', async ({ page }) => {
    // Other tests made links in the same database: how many there are is not known, only how they must follow.
    const pages: string[][] = [await idsOf(page)]
    const older = page.getByRole('link', { name: 'Older' })
    while (await older.isVisible()) {
      const last = pages.at(-1)?.at(-1)
      await older.click()
      await expect(page).toHaveURL(new RegExp(`before=${last}`))
      await expect.poll(async () => ((await idsOf(page))[0] ?? '') < (last ?? '')).toBe(true)
      pages.push(await idsOf(page))
    }
    const all = pages.flat()
    expect(all.length).toBeGreaterThanOrEqual(seeded)
    expect(all).toEqual([...new Set(all)].toSorted().toReversed())
    for (const before of pages.slice(0, -1).toReversed()) {
      await page.getByRole('link', { name: 'Newer' }).click()
      await expect.poll(() => idsOf(page)).toEqual(before)
    }
    await expect(page.getByRole('link', { name: 'Newer' })).toBeHidden()
  })

  deskTest('is exported as it is filtered', async ({ page }) => {
    await page.goto('/links?search=acme')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toContain('customer id,customer e-mail')
    expect(lines.length).toBe(1 + 13)
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(await idsOf(page))
  })

  deskTest('works without script', async ({ page, browser }) => {
    const storageState = await page.context().storageState()
    const baseURL = new URL(page.url()).origin
    const context = await browser.newContext({ baseURL, storageState, javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto('/links')
    await plain.getByRole('searchbox', { name: 'Search links' }).fill('acme')
    await plain.getByLabel('Status').selectOption('Revoked')
    await plain.getByRole('button', { name: 'Apply' }).click()
    await expect(plain).toHaveURL(/search=acme&status=revoked/)
    await expect(plain.getByText('No link matches').or(table(plain))).toBeVisible()
    await plain.goto('/links')
    await plain.getByRole('link', { name: 'Older' }).click()
    await expect(plain).toHaveURL(/before=lnk_/)
    await expect(table(plain).getByRole('row')).toHaveCount(51)
    await context.close()
  })
})

sandboxTest('a row turns Connected by itself', async ({ page, context }) => {
  await signInAs(page, 'Agent')
  const { url } = await haveLink(page, { customerId: 'row_live', integrations: ['Private API key'] })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Links' }).click()
  const row = rowOf(page, 'row_live')
  await expect(row).toContainText('Waiting for the customer')
  await expect(row).toContainText('min left')
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await connectAsCustomer(await context.newPage(), url, { apiKey: 'good-key' })
  await page.bringToFront()
  await expect(row).toContainText('Connected', { timeout: 15_000 })
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true)
})

sandboxTest('a list that is signed out says so and stands still', async ({ page, context }) => {
  await signInAs(page, 'Agent')
  await haveLink(page, { customerId: 'row_signed_out', integrations: ['GitHub'] })
  await page.goto('/links')
  await expect(rowOf(page, 'row_signed_out')).toBeVisible()
  await context.clearCookies()
  await expect(page.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible()
  await expect(rowOf(page, 'row_signed_out')).toContainText('Waiting for the customer')
})

sandboxTest('a link is revoked from its row, by keyboard', async ({ page }) => {
  await signInAs(page, 'Agent')
  await haveLink(page, { customerId: 'row_revoked', integrations: ['GitHub'] })
  await page.goto('/links?search=row_revoked')
  const row = rowOf(page, 'row_revoked')
  await row.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(row.getByRole('link', { name: 'Open' })).toBeVisible()
  // The menu opens without script; what is pressed before the page's script runs does not close it.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(row.getByRole('link', { name: 'Open' })).toBeHidden({ timeout: 1_000 })
  }).toPass()
  await expect(row.locator('summary')).toBeFocused()
  await page.keyboard.press('Enter')
  await row.getByRole('button', { name: 'Revoke' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke link' }).press('Enter')
  await expect(row).toContainText('Revoked')
  await expect(row.locator('summary')).toBeFocused()
})

sandboxTest(
  'all live links of a customer are revoked, with progress and a result for each',
  async ({ page }) => {
    await signInAs(page, 'Agent')
    for (const integration of ['GitHub', 'HubSpot', 'Slack'])
      await haveLink(page, { customerId: 'many_links', integrations: [integration] })
    await page.goto('/links')
    await page.getByRole('button', { name: 'Revoke many' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('One staff member')).toBeHidden()
    await dialog.getByLabel('Customer ID').fill('many_links')
    await dialog.getByRole('button', { name: 'Find live links' }).click()
    await dialog.getByRole('button', { name: 'Revoke 3 live links' }).click()
    await expect(dialog).toContainText('3 of 3')
    await expect(dialog.getByText('Revoked', { exact: true })).toHaveCount(3)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(rowOf(page, 'many_links').filter({ hasText: 'Revoked' })).toHaveCount(3)
  },
)

sandboxTest('a link from history is shown again to its maker, and the history says so', async ({ page }) => {
  await signInAs(page, 'Agent')
  await haveLink(page, { customerId: 'history', integrations: ['GitHub'] })
  await page.goto('/links?search=history')
  await openMenu(rowOf(page, 'history'))
  await rowOf(page, 'history').getByRole('link', { name: 'Open' }).click()
  await expect(page).toHaveURL(/\/links\/lnk_/)
  expect(await page.content()).not.toContain('nango_connect_session_')
  await page.getByRole('button', { name: 'Show the link' }).click()
  await expect(linkCard(page).getByRole('img', { name: 'QR code' })).toBeVisible()
  await expect(page.getByRole('list').filter({ hasText: 'Made the link.' })).toContainText(
    'Looked at the link.',
  )
})

sandboxTest(
  'a viewer looks and does not act; another agent sees no link',
  async ({ page, browser, sandboxApp }) => {
    await signInAs(page, 'Admin')
    await haveLink(page, { customerId: 'by_admin', integrations: ['GitHub'] })
    for (const role of ['Viewer', 'Agent'] as const) {
      const other = await openAs(browser, sandboxApp.origin, role)
      await other.goto('/links?search=by_admin')
      const row = rowOf(other, 'by_admin')
      await expect(row).toContainText('Waiting for the customer')
      await openMenu(row)
      const isAgent = role === 'Agent'
      await expect(row.getByRole('button', { name: 'Revoke' })).toBeVisible({ visible: isAgent })
      await expect(row.getByRole('link', { name: 'Same customer' })).toBeVisible({ visible: isAgent })
      await expect(other.getByRole('button', { name: 'Revoke many' })).toBeVisible({ visible: isAgent })
      await row.getByRole('link', { name: 'Open' }).click()
      await expect(linkCard(other)).toContainText('who made this link, and admins can show it')
      await expect(other.getByRole('button', { name: 'Show the link' })).toBeHidden()
      expect(await other.content()).not.toContain('nango_connect_session_')
      await other.context().close()
    }
  },
)
