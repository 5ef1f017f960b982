import { expect, type Page } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { createLink, expectCustomer, fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

/** From here on the page's actions are those of another release: their ids are known to no action of the desk. */
const outdate = (page: Page) =>
  page.route('**', (route) => {
    const headers = route.request().headers()
    return 'next-action' in headers
      ? route.continue({
          headers: { ...headers, 'next-action': headers['next-action'].replace(/.{8}$/, '0badc0de') },
        })
      : route.fallback()
  })

const updated = (page: Page) => page.getByRole('alert').filter({ hasText: 'Connect Desk was updated' })
const typed = { customerId: 'user_77', email: 'ada@example.com', organizationName: 'Example' }
const storage = (page: Page) => page.evaluate(() => JSON.stringify(window.sessionStorage))

sandboxTest('what is typed goes along to a newer desk', async ({ page }) => {
  await signInAs(page, 'Agent')
  await createLink(page, { customerId: 'user_76', integrations: ['GitHub'] })
  await outdate(page)
  await linkCard(page).getByRole('button', { name: 'Reveal' }).click()
  await expect(linkCard(page).getByRole('alert')).toContainText('Connect Desk was updated')

  await page.getByRole('button', { name: 'New link' }).first().click()
  await fillLinkForm(page, { ...typed, integrations: ['HubSpot', 'Slack'] })
  await page.getByRole('button', { name: 'Add tag' }).click()
  await page
    .getByRole('textbox', { name: /^(Tag|Name|Key)/ })
    .first()
    .fill('plan')
  await submitLinkForm(page)
  await expect(updated(page)).toBeVisible()
  expect(await storage(page)).not.toContain('ada@example.com')

  await page.unrouteAll()
  await Promise.all([
    page.waitForEvent('load'),
    updated(page).getByRole('button', { name: 'Reload' }).click(),
  ])
  await expectCustomer(page, typed)
  await expect(page.getByRole('button', { name: 'Remove Slack' })).toBeVisible()
  await expect(page.locator('input[name="tags.key"]')).toHaveValue('plan')
  expect(await storage(page)).not.toContain('ada@example.com')
  await page.locator('input[name="tags.value"]').fill('free')
  await submitLinkForm(page)
  await expect(linkCard(page)).toContainText('Waiting for the customer')
})

sandboxTest('what is typed is forgotten where the reload meets a sign-in page', async ({ page, context }) => {
  await signInAs(page, 'Agent')
  await outdate(page)
  await fillLinkForm(page, { ...typed, integrations: ['GitHub'] })
  await submitLinkForm(page)
  await context.clearCookies()
  await updated(page).getByRole('button', { name: 'Reload' }).click()
  await expect(page).toHaveURL(/\/signin/)
  await expect.poll(() => storage(page)).not.toContain('ada@example.com')
})

sandboxTest('a list of an earlier release says so too, and one signs out of it', async ({ page }) => {
  await signInAs(page, 'Admin')
  await createLink(page, { customerId: 'user_78', integrations: ['GitHub'] })
  await page.goto('/links')
  await outdate(page)
  await page.getByRole('row').filter({ hasText: 'user_78' }).locator('summary').click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByRole('dialog')).toContainText('Connect Desk was updated')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await expect(page).toHaveURL(/\/signin$/)
})
