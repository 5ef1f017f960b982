import { expect, type Page } from 'playwright/test'

import { deskTest } from './fixtures/app-test'
import { fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import type { DeskApp } from './fixtures/start-desk-app'

const createPath = '/connect/sessions'

deskTest.beforeEach(async ({ page }) => {
  await signInAsEmail(page, 'agent@example.com')
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
})

deskTest('a double click makes one link', async ({ page, deskApp }) => {
  deskApp.faults.setFault({ method: 'POST', path: createPath }, { kind: 'slow', delayMs: 500 })
  await page.getByRole('button', { name: 'Create link' }).dblclick()
  await expectOneLink(page, deskApp)
})

deskTest('a double click makes one link when Nango is quick, too', async ({ page, deskApp }) => {
  await page.getByRole('button', { name: 'Create link' }).dblclick({ delay: 60 })
  await expectOneLink(page, deskApp)
  await page.reload()
  await expectOneLink(page, deskApp)
})

deskTest('a refresh makes no second link', async ({ page, deskApp }) => {
  await submitLinkForm(page)
  await expectOneLink(page, deskApp)
  await page.reload()
  await expectOneLink(page, deskApp)
})

deskTest('Back and forward make no second link', async ({ page, deskApp }) => {
  await submitLinkForm(page)
  await expectOneLink(page, deskApp)
  await page.goto('/not-allowed')
  await page.goBack()
  await expectOneLink(page, deskApp)
})

async function expectOneLink(page: Page, { faults }: DeskApp): Promise<void> {
  await expect(linkCard(page)).toContainText('Waiting for the customer')
  expect(faults.calls().filter(({ method, path }) => method === 'POST' && path === createPath)).toHaveLength(
    1,
  )
}
