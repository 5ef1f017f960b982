import { expect, type Page } from 'playwright/test'

import { createLink, submitLinkForm } from './fixtures/create-link'
import { deskTest } from './fixtures/desk-test'
import { expectNoAxeViolations } from './fixtures/expect-no-axe-violations'
import { fillLinkForm, linkField } from './fixtures/fill-link-form'
import { sandboxTest } from './fixtures/sandbox-test'
import { signInAs } from './fixtures/sign-in-as'

const form = { customerId: 'user_42', displayName: 'Ada Lovelace', integrations: ['GitHub'] }

const sandboxPages = [
  { title: 'sign-in', open: (page: Page) => page.goto('/signin') },
  { title: 'not allowed', open: (page: Page) => page.goto('/not-allowed') },
  { title: 'a page that is not there', open: (page: Page) => page.goto('/no-such-page') },
  { title: 'New link', open: (page: Page) => signInAs(page, 'Agent') },
  { title: 'New link for a viewer', open: (page: Page) => signInAs(page, 'Viewer') },
  { title: 'New link with errors', open: openErrors },
  { title: 'the list of integrations', open: openList },
  { title: 'what the form remembers', open: openMemory },
  { title: 'the link card', open: openCard },
  { title: 'the full-screen view', open: openFullScreen },
  { title: 'Links', open: openLinks },
  { title: 'Links narrowed, with a menu open', open: openLinksMenu },
  { title: 'Links without a match', open: openNoLinks },
  { title: 'one link', open: openLink },
  { title: 'Revoke many', open: openRevokeMany },
  { title: 'Audit', open: openAudit },
  { title: 'Audit without an event', open: openEmptyAudit },
  { title: 'Audit for an agent', open: openNoAudit },
  { title: 'Settings', open: openSettings },
  { title: 'the question before somebody is disabled', open: openDisabling },
]

const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of sizes) {
    const variant = `${colorScheme}, ${viewport.width} px`

    sandboxTest.describe(variant, () => {
      sandboxTest.use({ colorScheme, viewport, reducedMotion: 'reduce' })
      for (const { title, open } of sandboxPages) {
        sandboxTest(`axe finds nothing: ${title}`, async ({ page }) => {
          await open(page)
          await expectNoAxeViolations(page)
          expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        })
      }
    })

    deskTest.describe(variant, () => {
      deskTest.use({ colorScheme, viewport })
      deskTest('axe finds nothing: sign-in with a provider', async ({ page }) => {
        await page.goto('/signin')
        await expectNoAxeViolations(page)
      })
    })
  }
}

async function openErrors(page: Page): Promise<void> {
  await signInAs(page, 'Agent')
  await submitLinkForm(page)
  await expect(page.getByText('Enter the customer ID')).toBeVisible()
}

async function openList(page: Page): Promise<void> {
  await signInAs(page, 'Agent')
  await page.getByRole('combobox', { name: 'Integrations' }).fill('h')
  await expect(page.getByRole('option').first()).toBeVisible()
}

async function openMemory(page: Page): Promise<void> {
  await openCard(page)
  await page.goto('/')
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await expect(page.getByText(/has a live link/).first()).toBeVisible()
  await linkField(page, 'displayName').fill('Ada')
  await expect(page.getByRole('list', { name: 'Recent customers' })).toBeVisible()
}

async function openCard(page: Page): Promise<void> {
  await signInAs(page, 'Agent')
  const card = await createLink(page, form)
  await expect(card.getByRole('img', { name: 'QR code' })).toBeVisible()
}

async function openFullScreen(page: Page): Promise<void> {
  await openCard(page)
  await page.getByRole('button', { name: 'Show full screen' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function openLinks(page: Page): Promise<void> {
  await openCard(page)
  await page.goto('/links')
  await expect(page.getByRole('table', { name: 'Links' })).toBeVisible()
}

async function openLinksMenu(page: Page): Promise<void> {
  await openCard(page)
  await page.goto('/links?status=active&search=ada')
  const row = page.getByRole('table', { name: 'Links' }).getByRole('row').filter({ hasText: 'Ada' }).first()
  await row.locator('summary').click()
  await expect(row.getByRole('link', { name: 'Make another' })).toBeVisible()
}

async function openNoLinks(page: Page): Promise<void> {
  await signInAs(page, 'Viewer')
  await page.goto('/links?search=zz')
  await expect(page.getByText('No link matches')).toBeVisible()
}

async function openLink(page: Page): Promise<void> {
  await openCard(page)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'Tags as sent' })).toBeVisible()
}

async function openRevokeMany(page: Page): Promise<void> {
  await openLinks(page)
  await page.getByRole('button', { name: 'Revoke many' }).click()
  await page.getByRole('dialog').getByLabel('Customer ID').fill('user_42')
  await page.getByRole('button', { name: 'Find live links' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Revoke \d/ })).toBeVisible()
}

async function openAudit(page: Page): Promise<void> {
  await signInAs(page, 'Viewer')
  await page.goto('/audit?kind=sign-ins')
  await expect(page.getByRole('table', { name: 'Audit log' })).toBeVisible()
}

async function openEmptyAudit(page: Page): Promise<void> {
  await signInAs(page, 'Viewer')
  await page.goto('/audit?from=2999-01-01')
  await expect(page.getByText('No such event')).toBeVisible()
}

async function openNoAudit(page: Page): Promise<void> {
  await signInAs(page, 'Agent')
  await page.goto('/audit')
  await expect(page.getByText('There is no such page')).toBeVisible()
}

async function openSettings(page: Page): Promise<void> {
  await signInAs(page, 'Viewer')
  await page.context().clearCookies()
  await signInAs(page, 'Admin')
  await page.goto('/settings')
  await expect(page.getByRole('table', { name: 'Staff' })).toBeVisible()
}

async function openDisabling(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: 'Disable Demo viewer' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** How many pixels the page is wider than the window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
