import { expect } from 'playwright/test'

import { tabTo } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectButton, openPhone, openProvider } from './fixtures/customer'
import { copyLink, linkCard, linkField } from './fixtures/link-form'

sandboxTest('the whole story by keyboard alone', async ({ page, browser }) => {
  await page.goto('/signin')
  await tabTo(page, page.getByRole('button', { name: 'Continue as Agent' }))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/signin/)

  await tabTo(page, linkField(page, 'customerId'))
  await page.keyboard.type('user_42')
  await page.keyboard.press('Tab')
  await expect(linkField(page, 'email')).toBeFocused()
  await page.keyboard.type('ada@acme.example')

  const integrations = page.getByRole('combobox', { name: 'Integrations' })
  await tabTo(page, integrations)
  await page.keyboard.type('github')
  await expect(page.getByRole('option', { name: 'GitHub' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Remove GitHub/ })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: 'Create link' }))
  await page.keyboard.press('Enter')
  const card = linkCard(page)
  await expect(card).toContainText('Waiting for the customer')
  await expect.poll(() => card.evaluate((region) => region.contains(document.activeElement))).toBe(true)

  await tabTo(page, page.getByRole('button', { name: 'Show full screen' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show full screen' })).toBeFocused()

  const phone = await openPhone(browser)
  await phone.goto(await copyLink(page))
  await tabTo(phone, connectButton(phone))
  const provider = await openProvider(phone, () => phone.keyboard.press('Enter'))
  await tabTo(provider, provider.getByRole('button', { name: 'Allow' }))
  await provider.keyboard.press('Enter')
  await expect(phone.getByRole('heading', { name: /^Success/ })).toBeVisible()
  await phone.context().close()
  await expect(card).toContainText('Connected')

  await page.keyboard.press('n')
  await expect(linkField(page, 'customerId')).toBeFocused()
  await page.keyboard.type('user_43')
  await tabTo(page, integrations)
  for (const key of ['g', 'i', 't', 'h', 'Enter', 'Enter']) await page.keyboard.press(key)
  await expect(card).toContainText('Waiting for the customer')
  await expect(card).toContainText('user_43')
})

sandboxTest('the chosen integration can be taken back by keyboard', async ({ page }) => {
  await page.goto('/signin')
  await page.getByRole('button', { name: 'Continue as Agent' }).click()
  const integrations = page.getByRole('combobox', { name: 'Integrations' })
  await tabTo(page, integrations)
  await page.keyboard.type('github')
  await expect(page.getByRole('option', { name: 'GitHub' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const remove = page.getByRole('button', { name: /Remove GitHub/ })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(remove).toBeHidden()
})
