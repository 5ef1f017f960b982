import { expect, type Locator, type Page } from 'playwright/test'

import { tabTo } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectButton, openPhone, openProvider } from './fixtures/customer'
import { connectFrame, createHandoff, heading } from './fixtures/handoff'
import { copyLink, linkCard, linkField, someone } from './fixtures/link-form'
import { awaitScript, signInAs } from './fixtures/sign-in'

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

/** What has the focus, where something else lies over it; the body is where Tab leaves the page. */
const coveredFocus = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: focused, body } = document
    if (focused === null || focused === body) return null
    const { x, y, width, height } = focused.getBoundingClientRect()
    const seen = document.elementFromPoint(x + width / 2, y + height / 2)
    return focused.contains(seen) ? null : focused.outerHTML.slice(0, 100)
  })

sandboxTest('the customer’s story by keyboard alone', { tag: '@long' }, async ({ page, browser }) => {
  await signInAs(page, 'Agent')
  const customer = { ...someone(), integrations: ['Private API key', 'GitHub'] }
  const url = await createHandoff(page, customer)
  const context = await browser.newContext()
  const phone = await context.newPage()
  const press = async (target: Locator, key = 'Enter') => {
    await tabTo(phone, target)
    expect(await coveredFocus(phone)).toBeNull()
    await phone.keyboard.press(key)
  }
  const button = (name: string) => phone.getByRole('button', { name, exact: true })
  const field = phone.getByRole('textbox', { name: 'Your email address' })
  await phone.goto(url)
  await press(button('Continue'))
  await tabTo(phone, field)
  await phone.keyboard.type('eve@example.com')
  await phone.keyboard.press('Enter')
  await expect(phone.getByText('That is not what we expected')).toBeVisible()
  await expect(field).toBeFocused()
  await phone.keyboard.type(customer.email)
  await phone.keyboard.press('Enter')
  await expect(heading(phone, 'Connect your accounts')).toBeVisible()

  const frame = connectFrame(phone)
  await awaitScript(phone)
  await press(button('Connect Private API key'))
  await expect(frame.getByLabel('API key')).toBeVisible()
  // What lies under the frame is not reached, however often Tab is pressed.
  for (let turn = 0; turn < 8; turn += 1) {
    await phone.keyboard.press('Shift+Tab')
    expect(await coveredFocus(phone)).toBeNull()
  }
  await press(button('Back'))
  await expect(button('Connect Private API key')).toBeFocused()
  await phone.keyboard.press('Enter')
  await tabTo(phone, frame.getByLabel('API key'))
  await phone.keyboard.type('good-key')
  await phone.keyboard.press('Enter')
  await expect(phone.getByText('✓ Connected')).toBeVisible()
  await expect(button('Connect GitHub')).toBeFocused()
  await phone.keyboard.press('Enter')
  await tabTo(phone, connectButton(frame))
  const provider = await openProvider(phone, () => phone.keyboard.press('Enter'))
  await tabTo(provider, provider.getByRole('button', { name: 'Allow' }))
  await provider.keyboard.press('Enter')
  await expect(heading(phone, 'You are done')).toBeVisible()

  await tabTo(phone, button('Print a receipt'))
  await press(phone.getByRole('link', { name: 'I did not expect this' }))
  await press(phone.getByRole('radio', { name: 'I do not know this company' }), 'ArrowDown')
  await expect(phone.getByRole('radio', { name: 'I know them, but did not ask for this' })).toBeChecked()
  await tabTo(phone, phone.getByRole('textbox'))
  await phone.keyboard.type('Who are you?')
  await press(button('Report it'))
  await expect(heading(phone, 'Thank you')).toBeVisible()
  await context.close()
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
