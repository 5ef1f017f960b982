import { expect, type Page } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import {
  createLink,
  expectCustomer,
  fillLinkForm,
  linkCard,
  linkField,
  pickIntegration,
  someone,
  submitLinkForm,
} from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const integrations = (page: Page) => page.getByRole('combobox', { name: 'Integrations' })
const chosen = (page: Page, name: string) => page.getByRole('button', { name: `Remove ${name}` })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' })

/** Pastes a text into the field that has the focus, as Ctrl V does. */
const paste = async (page: Page, text: string) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((one) => navigator.clipboard.writeText(one), text)
  await page.keyboard.press('ControlOrMeta+V')
}

sandboxTest('keys alone: a new customer without one Tab, the same one in eight keys', async ({ page }) => {
  await signInAs(page, 'Agent')
  const { customerId } = someone()
  await expect(linkField(page, 'customerId')).toBeFocused()
  await page.keyboard.type(customerId)
  await page.keyboard.press('Enter')
  await expect(integrations(page)).toBeFocused()
  await page.keyboard.type('github')
  for (const key of ['Enter', 'Enter']) await page.keyboard.press(key)
  await expect(linkCard(page)).toContainText(customerId)

  await page.goto('/')
  await expect(linkField(page, 'customerId')).toBeFocused()
  await page.keyboard.type(customerId.slice(-4))
  await expect(page.getByRole('option', { name: customerId })).toBeVisible()
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('button', { name: 'GitHub, as last time' })).toBeVisible()
  for (const key of ['Enter', 'Enter']) await page.keyboard.press(key)
  await expect(linkCard(page)).toContainText(customerId)
})

sandboxTest('a pasted row is split, taken back, and then put in as it is', async ({ page }) => {
  await signInAs(page, 'Agent')
  const zoe = someone()
  const row = Object.values(zoe).join('\t')
  await linkField(page, 'email').fill('typed@acme.example')
  await linkField(page, 'customerId').focus()
  await paste(page, row)
  await expectCustomer(page, zoe)
  await expect(integrations(page)).toBeFocused()
  await undo(page).click()
  await expectCustomer(page, { email: 'typed@acme.example' })
  await expect(linkField(page, 'customerId')).toBeFocused()
  await paste(page, row)
  await expectCustomer(page, { customerId: Object.values(zoe).join(' '), email: 'typed@acme.example' })
  await linkField(page, 'customerId').fill('')
  await paste(page, '\u200B“cust\u2060_x”\u200B')
  await expect(linkField(page, 'customerId')).toHaveValue('cust_x')
  await linkField(page, 'customerId').selectText()
  await paste(page, 'Zoe <zoe@example.com>')
  await expectCustomer(page, { email: 'zoe@example.com', displayName: 'Zoe' })
  await expect(linkField(page, 'customerId')).toBeFocused()
})

sandboxTest('of the customer before nothing stays where another row is pasted', async ({ page }) => {
  await signInAs(page, 'Agent')
  const [ada, zoe] = [someone(), someone()]
  await createLink(page, { ...ada, integrations: ['GitHub'] })
  await linkField(page, 'customerId').selectText()
  await paste(page, `${zoe.customerId}\t${zoe.displayName}\t${ada.organizationId}`)
  await expectCustomer(page, {
    customerId: zoe.customerId,
    displayName: zoe.displayName,
    organizationId: ada.organizationId,
  })
  await expect(chosen(page, 'GitHub')).toBeHidden()
})

sandboxTest('an address in other words is offered, and one press takes it', async ({ page }) => {
  await signInAs(page, 'Agent')
  await fillLinkForm(page, {
    customerId: 'user_42',
    email: 'Zoe <zoe@example.com>',
    integrations: ['GitHub'],
  })
  await submitLinkForm(page)
  await expect(linkField(page, 'email')).toHaveAccessibleDescription(/alone/)
  await page.getByRole('button', { name: 'Use zoe@example.com' }).click()
  await expect(linkField(page, 'email')).toHaveValue('zoe@example.com')
  await expect(linkField(page, 'email')).not.toHaveAttribute('aria-invalid', 'true')
  await submitLinkForm(page)
  await expect(linkCard(page)).toContainText('user_42')
})

sandboxTest('nothing fills in by itself, and every customer field is a combobox', async ({ page }) => {
  await signInAs(page, 'Agent')
  for (const name of ['customerId', 'email', 'displayName', 'organizationId', 'organizationName'] as const) {
    const field = linkField(page, name)
    await expect(field).toHaveRole('combobox')
    await expect(field).toHaveAttribute('aria-expanded', 'false')
    for (const [attribute, value] of [
      ['autocomplete', 'none'],
      ['data-1p-ignore', ''],
      ['data-lpignore', 'true'],
      ['data-bwignore', ''],
    ] as const)
      await expect(field).toHaveAttribute(attribute, value)
  }
})

sandboxTest(
  'a deep link fills the form over a sign-in, says what it could not, and sends nothing',
  async ({ page }) => {
    const zoe = someone()
    const query = new URLSearchParams({
      customerId: zoe.customerId,
      email: 'zoe',
      name: zoe.displayName,
      integrations: 'github,nothing',
      ticket: '4711',
      lang: 'de',
      colour: 'red',
    })
    await page.goto(`/?${query}`)
    await page.getByRole('button', { name: 'Continue as Agent' }).click()
    await expectCustomer(page, { customerId: zoe.customerId, displayName: zoe.displayName })
    await expect(chosen(page, 'GitHub')).toBeVisible()
    await expect(page.getByLabel('Language')).toHaveValue('de')
    await expect(page.getByRole('textbox', { name: 'Tag 1 value' })).toHaveValue('4711')
    for (const said of ['“colour”', '“nothing”', 'The email of the link to this page was left out'])
      await expect(page.getByRole('alert').or(page.locator('form')).getByText(said)).toBeVisible()
    await expect(linkCard(page)).toBeHidden()
    await expect(page.getByRole('button', { name: 'Create link' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(linkCard(page)).toContainText('Ticket 4711')
  },
)

sandboxTest('presets: saved from the form, filled in by a press, renamed and deleted', async ({ page }) => {
  await signInAs(page, 'Admin')
  const name = `Preset ${someone().customerId}`
  const chip = page.getByRole('list', { name: 'Presets' }).getByRole('button', { name, exact: true })
  await pickIntegration(page, 'GitHub')
  await page.getByLabel('Language').selectOption('fr')
  await page.getByRole('button', { name: 'Save as preset' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('For everybody').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(chip).toBeVisible()
  await page.goto('/')
  await chip.click()
  await expect(chosen(page, 'GitHub')).toBeVisible()
  await expect(page.getByLabel('Language')).toHaveValue('fr')
  await expect(linkField(page, 'customerId')).toBeFocused()
  await undo(page).click()
  await expect(chosen(page, 'GitHub')).toBeHidden()
  await page.goto(`/?preset=${encodeURIComponent(name)}&customerId=user_42`)
  await expect(chosen(page, 'GitHub')).toBeVisible()
  await page.getByRole('button', { name: 'Manage presets' }).click()
  const byDefault = dialog.getByRole('button', { name: `Begin new forms with ${name}`, exact: true })
  await byDefault.click()
  await expect(byDefault).toHaveAttribute('aria-pressed', 'true')
  await page.goto('/')
  await expect(page.getByLabel('Language')).toHaveValue('fr')
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Share connect link' }).first().click()
  await expect(page.getByLabel('Language')).toHaveValue('fr')
  await page.getByRole('button', { name: 'Remove GitHub' }).click()
  await chip.click()
  await expect(chosen(page, 'GitHub')).toBeVisible()
  await page.goto('/')
  await page.getByRole('button', { name: 'Manage presets' }).click()
  await byDefault.click()
  await expect(byDefault).toHaveAttribute('aria-pressed', 'false')
  await dialog.getByRole('button', { name: `Rename ${name}`, exact: true }).click()
  await dialog.getByLabel('New name').fill(`${name} b`)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: `Delete ${name} b`, exact: true }).press('Enter')
  await expect(dialog.getByRole('button', { name: `Keep ${name} b` })).toBeFocused()
  await dialog.getByRole('button', { name: `Delete ${name} b for good` }).click()
  await expect(dialog.getByText(name)).toBeHidden()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(chip).toBeHidden()
})
