import { expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { haveCard } from './fixtures/have-link'
import { linkCard, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Copy message' })
const message = (page: Page) => dialog(page).getByRole('textbox', { name: 'Message' })

const openMessage = async (page: Page) => {
  await linkCard(page).getByRole('button', { name: 'Copy message' }).click()
  await expect(message(page)).not.toHaveValue('')
}

const copyMessage = async (page: Page) => {
  await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog(page).getByText('Message copied.')).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

sandboxTest('a message is copied whole, and says what an admin has it say', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveCard(page, { ...customer, integrations: ['GitHub'], language: 'de', worksFor: '3d' })
  await openMessage(page)
  await expect(message(page)).toHaveValue(new RegExp(`^Guten Tag ${customer.displayName},[^]*/c/••••`))
  const german = await copyMessage(page)
  expect(german).toMatch(/\/c\/[0-9a-z]{26}\n/)
  expect(german).toContain('Demo bittet Sie, Ihr Konto bei GitHub zu verbinden.')

  // Nothing opens mail programs here: what would is looked at.
  await page.evaluate(() =>
    Object.assign(HTMLAnchorElement.prototype, {
      click(this: HTMLAnchorElement) {
        document.title = this.href
      },
    }),
  )
  await dialog(page).getByRole('button', { name: 'Open in mail program' }).click()
  await expect
    .poll(() => page.title())
    .toMatch(new RegExp(`^mailto:${customer.email}\\?subject=Bitte%20verbinden.*&body=Guten%20Tag.*%2Fc%2F`))
  await dialog(page).getByLabel('How it is sent').selectOption('SMS')
  await dialog(page).getByLabel('Language').selectOption('English')
  await expect(dialog(page).getByText(/^2 parts of an SMS: .*GSM-7/)).toBeVisible()
  await expect(message(page)).toHaveValue(/asks you to connect your GitHub account/)
  await expectNoAxeViolations(page, 'the dialog')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  const linkPage = page.url()

  await signInAs(page, 'Admin', '/settings/messages?channel=sms&language=en')
  const text = page.getByLabel('Text')
  await text.fill('Dear {{customer}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('There is no field {{customer}}.')).toBeVisible()
  await expect(text).toBeFocused()
  await expectNoAxeViolations(page, 'the texts')
  await text.fill('Dear {{customer.name}}, please go to {{link}}')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(
    'Dear Ada Lovelace, please go to http',
  )
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Messages say this from now on.')).toBeVisible()

  await signInAs(page, 'Agent', linkPage)
  await openMessage(page)
  await dialog(page).getByLabel('How it is sent').selectOption('SMS')
  await dialog(page).getByLabel('Language').selectOption('English')
  await expect(message(page)).toHaveValue(new RegExp(`^Dear ${customer.displayName}, please go to http`))

  await signInAs(page, 'Admin', '/settings/messages?channel=sms&language=en')
  await page.getByRole('button', { name: 'Back to ours' }).click()
  await expect(text).toHaveValue(/^\{\{request\}\}/)
})

sandboxTest('a link prints on one page, in the customer’s language, with three steps', async ({ page }) => {
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveCard(page, { ...customer, integrations: ['HubSpot'], language: 'es' })
  await linkCard(page).getByRole('button', { name: 'Send by mail' }).click()
  await expect(page.getByRole('dialog')).toContainText(
    'This link works for 30 minutes, and email is often read later.',
  )
  await page.keyboard.press('Escape')
  await page.evaluate(() => Object.assign(window, { print: () => (document.title = 'printed') }))
  await linkCard(page).getByRole('button', { name: 'Print' }).click()
  await expect(page).toHaveTitle('printed')
  await page.emulateMedia({ media: 'print' })
  const lines = (await page.evaluate(() => document.body.innerText)).split(/\n+/).filter(Boolean)
  expect(lines).toEqual([
    customer.displayName,
    expect.stringMatching(/le pide que conecte su cuenta de HubSpot\.$/),
    expect.stringContaining('Escanee el código'),
    expect.stringContaining('Nango Connect'),
    expect.stringContaining('puede cerrarla'),
    expect.stringContaining('session_token='),
    expect.stringMatching(/^Este enlace funciona hasta (hoy|mañana), .* h \(.+\)\.$/),
  ])
  await expect(linkCard(page).getByRole('img', { name: 'QR code' })).toBeVisible()
  const sheet = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(sheet.match(/\/Type \/Page\b/g)).toHaveLength(1)
})
