import { expect, type Page } from 'playwright/test'

import { createLink, submitLinkForm } from './fixtures/create-link'
import { deskTest } from './fixtures/desk-test'
import { expectNoAxeViolations } from './fixtures/expect-no-axe-violations'
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
  { title: 'the link card', open: openCard },
  { title: 'the full-screen view', open: openFullScreen },
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

/** How many pixels the page is wider than the window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
