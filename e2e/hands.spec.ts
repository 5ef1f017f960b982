import { expect, type Page } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import { haveCard } from './fixtures/have-link'
import { copyLink, createLink, expectCustomer, linkField, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const apiKey = 'Private API key'
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const palette = (page: Page) => dialog(page, 'Command palette')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

sandboxTest(
  'single keys do what the buttons of the card do, and nothing in fields and dialogs',
  async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await signInAs(page, 'Agent')
    const card = await createLink(page, { ...someone(), integrations: [apiKey] })
    await page.keyboard.press('c')
    await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible()
    await page.keyboard.press('q')
    await expect(dialog(page, 'QR code for the customer')).toBeVisible()
    await page.keyboard.press('x')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('r')
    await dialog(page, 'Renew this link?').getByRole('button', { name: 'Keep it' }).click()
    await linkField(page, 'email').press('x')
    await linkField(page, 'email').press('?')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await card.focus()
    await page.keyboard.press('x')
    await dialog(page, 'Revoke this link?').getByRole('button', { name: 'Revoke link' }).click()
    await expect(card).toContainText('This link was revoked')
    expect(await focused(page)).not.toBe('BODY')
    await page.keyboard.press('c')
    await page.keyboard.press('q')
    await page.keyboard.press('?')
    await expect(dialog(page, 'Keyboard shortcuts')).toContainText('Show full screen')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await expect(linkField(page, 'customerId')).toBeFocused()
  },
)

sandboxTest(
  'the palette finds customers, links, connections, pages and actions',
  async ({ page, context }) => {
    await signInAs(page, 'Agent')
    // What is typed before the palette's code is there is for the palette, and none of it acts on the page behind.
    let typing = Promise.resolve()
    await page.route('**/*.js', (route) => typing.then(() => route.continue()))
    typing = page.keyboard
      .press('Control+k')
      .then(() => page.keyboard.type('xaverr'))
      .then(() => page.keyboard.press('Backspace'))
    await expect(palette(page).getByRole('combobox')).toHaveValue('xaver')
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(linkField(page, 'customerId')).toHaveValue('')
    const customer = someone()
    const card = await haveCard(page, { ...customer, integrations: [apiKey] })
    await connectAsCustomer(await context.newPage(), await copyLink(page), { apiKey: 'good-key' })
    await expect(card).toContainText('Connected', { timeout: 12_000 })
    await linkField(page, 'email').focus()
    await page.keyboard.press('Control+k')
    const field = palette(page).getByRole('combobox')
    await expect(field).toBeFocused()
    await page.keyboard.type(customer.customerId)
    const option = (kind: string) => palette(page).getByRole('option', { name: new RegExp(`${kind}$`) })
    await expect(option('Connection')).toContainText(customer.displayName)
    await expect(option('Customer')).toContainText(customer.organizationName)
    await option('Customer').click()
    await expectCustomer(page, customer)
    await expect(page.getByRole('combobox', { name: 'Integrations' })).toBeFocused()
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await page.keyboard.type(customer.customerId)
    await option('Link').click()
    await expect(page).toHaveURL(/\/links\/lnk_/)
    await page.keyboard.press('/')
    await page.keyboard.type('pr')
    await expect(palette(page).getByText('A short search finds whole customer IDs only.')).toBeVisible()
    await page.keyboard.type('efer')
    await expect(palette(page).getByText('A short search')).toBeHidden()
    await expect(palette(page).getByRole('option', { selected: true })).toContainText('Preferences')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/preferences$/)
    await page.goto('/links')
    // A key that comes before the page's script does nothing; a person would press it again as well.
    await expect(async () => {
      await page.keyboard.press('/')
      await expect(page.getByRole('searchbox', { name: 'Search links' })).toBeFocused({ timeout: 300 })
    }).toPass()
  },
)

sandboxTest(
  'the focus stays with the card when its full screen outlives the link',
  async ({ page, context }) => {
    await signInAs(page, 'Agent')
    const card = await createLink(page, { ...someone(), integrations: [apiKey] })
    const link = await copyLink(page)
    await card.getByRole('button', { name: 'Show full screen' }).click()
    await connectAsCustomer(await context.newPage(), link, { apiKey: 'good-key' })
    await expect(dialog(page, 'QR code for the customer')).toContainText('Connected', { timeout: 12_000 })
    await page.keyboard.press('Escape')
    await expect(card).toBeFocused()
  },
)

sandboxTest('full screen is that of the browser, too, and one step leaves both', async ({ page }) => {
  await signInAs(page, 'Agent')
  const card = await createLink(page, { ...someone(), integrations: [apiKey] })
  const opener = card.getByRole('button', { name: 'Show full screen' })
  const isWhole = () => page.evaluate(() => document.fullscreenElement !== null)
  await opener.click()
  await expect.poll(isWhole).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog(page, 'QR code for the customer')).toBeHidden()
  await expect.poll(isWhole).toBe(false)
  await expect(opener).toBeFocused()
  await opener.click()
  await expect.poll(isWhole).toBe(true)
  await page.evaluate(() => document.exitFullscreen())
  await expect(dialog(page, 'QR code for the customer')).toBeHidden()
  await expect(opener).toBeFocused()
  await page.evaluate(() => Object.assign(Element.prototype, { requestFullscreen: undefined }))
  await opener.click()
  await expect(dialog(page, 'QR code for the customer').getByRole('img', { name: 'QR code' })).toBeVisible()
})

for (const [width, height] of [
  [360, 740],
  [740, 360],
  [1440, 900],
] as const)
  sandboxTest(
    `at ${width}x${height} the code has 70 % of the shorter side, and all fits`,
    async ({ page }) => {
      await page.setViewportSize({ width, height })
      await signInAs(page, 'Agent')
      const card = await createLink(page, { ...someone(), integrations: [apiKey, 'GitHub', 'HubSpot'] })
      await card.getByRole('button', { name: 'Show full screen' }).click()
      const code = dialog(page, 'QR code for the customer').getByRole('img', { name: 'QR code' })
      const box = await code.boundingBox()
      expect(box?.width).toBeGreaterThanOrEqual(0.7 * Math.min(width, height))
      await expect(code).toBeInViewport({ ratio: 1 })
      for (const text of ['Scan with your phone’s camera', 'HubSpot'])
        await expect(dialog(page, 'QR code for the customer').getByText(text)).toBeInViewport({ ratio: 1 })
      await expect(dialog(page, 'QR code for the customer').getByRole('timer')).toBeInViewport({ ratio: 1 })
    },
  )

sandboxTest('the next customer is typed over the one whose link waits', async ({ page }) => {
  await signInAs(page, 'Agent')
  const [one, two] = [someone(), someone()]
  const card = await createLink(page, { ...one, integrations: ['GitHub'] })
  await linkField(page, 'customerId').click()
  await page.keyboard.type(two.customerId)
  await expectCustomer(page, { customerId: two.customerId })
  await expect(page.getByRole('button', { name: 'Remove GitHub' })).toBeHidden()
  await expect(card).toContainText(one.displayName)
})
