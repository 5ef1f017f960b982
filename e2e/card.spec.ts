import { readFileSync } from 'node:fs'

import jsQR from 'jsqr'
import { expect, type Download, type Page } from 'playwright/test'
import { PNG } from 'pngjs'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import { haveCard, haveLink } from './fixtures/have-link'
import { copyLink, createLink, fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const form = { customerId: 'user_42', displayName: 'Ada', integrations: ['Private API key'] }

const read = async (download: Download) => readFileSync(await download.path())

sandboxTest.beforeEach(async ({ page }) => {
  await signInAs(page, 'Agent')
})

sandboxTest('the QR code downloads as PNG and as SVG, and holds the link', async ({ page }) => {
  const card = await haveCard(page, form)
  const link = await copyLink(page)
  await card.getByRole('button', { name: 'Download QR' }).first().click()
  const png = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download QR as PNG' }).click()
  const { data, width, height } = PNG.sync.read(await read(await png))
  expect(width).toBeGreaterThanOrEqual(1024)
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(link)
  await card.getByRole('button', { name: 'Download QR' }).first().click()
  const svg = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download QR as SVG' }).click()
  expect((await read(await svg)).toString()).toMatch(
    /^(<\?xml[^>]*>\s*)?<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
  )
})

sandboxTest('the card appears without moving anything but the rows of today', async ({ page }) => {
  await fillLinkForm(page, form)
  // The chosen integration pushes the search field aside in the frame that shows it.
  await nextFrames(page)
  await watchShifts(page)
  await submitLinkForm(page)
  await expect(linkCard(page).getByRole('img', { name: 'QR code' })).toBeVisible()
  await nextFrames(page)
  // Shifts within half a second of a key or click count here too: an agent's eyes are on the page all the time.
  expect(await page.evaluate(() => Reflect.get(window, 'moved'))).toEqual([])
})

const nextFrames = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** Keeps in `window.moved` what moves from now on, and from where to where; the rows of lists may. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    type Source = { node?: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }
    const moved: string[] = []
    Object.assign(window, { moved })
    const observer = new PerformanceObserver((list) => {
      const sources: Source[] = list.getEntries().flatMap((entry) => Reflect.get(entry, 'sources') ?? [])
      for (const { node, previousRect, currentRect } of sources)
        if (!(node instanceof Element && node.closest('li'))) {
          const name = node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent
          moved.push(`${name ?? 'a removed node'} ${JSON.stringify([previousRect, currentRect])}`)
        }
    })
    observer.observe({ type: 'layout-shift' })
  })

sandboxTest('watching costs a 304 while nothing happens, with the time left', async ({ page }) => {
  await createLink(page, form)
  const status = new URL(`/api/desk/links/${new URL(page.url()).searchParams.get('link')}`, page.url()).href
  const first = await page.request.get(status)
  const etag = first.headers()['etag'] ?? ''
  expect(JSON.stringify(await first.json())).not.toContain('session_token')
  const second = await page.request.get(status, { headers: { 'if-none-match': etag } })
  expect(second.status()).toBe(304)
  expect(Number(second.headers()['x-remaining-ms'])).toBeGreaterThan(1_700_000)
})

sandboxTest('a refused clipboard leaves the link selected for copying by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    })
  })
  const card = await createLink(page, form)
  await card.getByRole('button', { name: 'Copy link' }).click()
  await expect
    .poll(() =>
      page.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value),
    )
    .toContain('session_token=nango_connect_session_')
})

sandboxTest('Same customer keeps the customer, New link empties the form', async ({ page, context }) => {
  await createLink(page, form)
  await connectAsCustomer(await context.newPage(), await copyLink(page), { apiKey: 'good-key' })
  const card = linkCard(page)
  await expect(card).toContainText('Connected', { timeout: 12_000 })
  await card.getByRole('button', { name: 'Same customer' }).click()
  await expect(page.getByRole('combobox', { name: 'Customer ID' })).toHaveValue('user_42')
  await expect(page.getByRole('combobox', { name: 'Display name' })).toHaveValue('Ada')
  await expect(card).toBeHidden()
  await createLink(page, form)
  await page.goto('/')
  await expect(page.getByRole('combobox', { name: 'Customer ID' })).toHaveValue('')
})

sandboxTest('Revoke asks, says what happens, and ends the link; Renew brings a new one', async ({ page }) => {
  const card = await haveCard(page, form)
  const first = await copyLink(page)
  await card.getByRole('button', { name: 'Revoke' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('If the customer has the link open')
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(card).toContainText('Waiting for the customer')
  await card.getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByRole('button', { name: 'Revoke link' }).click()
  await expect(card).toContainText('Revoked')
  await expect(card.getByRole('img', { name: 'QR code' })).toBeHidden()
  await card.getByRole('button', { name: 'Renew' }).click()
  await expect(card).toContainText('Waiting for the customer')
  expect(await copyLink(page)).not.toBe(first)
})

sandboxTest('Renew asks while the link lives, and the old one says what took its place', async ({ page }) => {
  const card = await haveCard(page, form)
  const [first, firstId] = [await copyLink(page), new URL(page.url()).searchParams.get('link') ?? '']
  const dialog = page.getByRole('dialog', { name: 'Renew this link?' })
  await card.getByRole('button', { name: 'Renew' }).click()
  await expect(dialog).toContainText('The link that you sent stops working at once')
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await copyLink(page)).toBe(first)
  await card.getByRole('button', { name: 'Renew' }).click()
  await dialog.getByRole('button', { name: 'Renew' }).click()
  await expect(dialog).toBeHidden()
  await expect(page).not.toHaveURL(new RegExp(firstId))
  await expect(card).toContainText('Waiting for the customer')
  expect(await copyLink(page)).not.toBe(first)
  await expect(page.locator(`a[href="/?link=${firstId}"]`, { hasText: 'Ada' })).toContainText('Renewed')

  await card.getByRole('link', { name: 'History' }).click()
  await page.getByRole('link', { name: 'Show the earlier link' }).click()
  await expect(page).toHaveURL(new RegExp(firstId))
  await expect(card).toContainText('This link was renewed')
  await expect(card.getByRole('link', { name: 'Show the new link' })).toBeVisible()
  await page.getByRole('region', { name: 'History' }).getByRole('link', { name: 'Show the new link' }).click()
  await expect(page).not.toHaveURL(new RegExp(firstId))
})

sandboxTest(
  'Your links today moves without a card, and leads to all of them',
  { tag: '@long' },
  async ({ page, context }) => {
    const several = ['GitHub', 'HubSpot', 'Slack', 'Private API key']
    await createLink(page, { ...form, integrations: several })
    const id = new URL(page.url()).searchParams.get('link') ?? ''
    const other = await context.newPage()
    await other.goto('/')
    const row = other.locator(`a[href="/?link=${id}"]`, { hasText: 'Ada' })
    await expect(row).toContainText('Waiting for the customer')
    await expect(row).toContainText('+1')
    await expect(row).toContainText('0 of 4')
    const phone = await context.newPage()
    await connectAsCustomer(phone, await copyLink(page), {
      integration: 'Private API key',
      apiKey: 'good-key',
    })
    await expect(row).toContainText('1 of 4', { timeout: 15_000 })
    await linkCard(page).getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke link' }).click()
    await expect(row).toContainText('Revoked', { timeout: 15_000 })
    await expect(linkCard(other)).toBeHidden()
    await other.getByRole('link', { name: 'See all' }).click()
    await expect(other).toHaveURL(/staff=stf_\w+&from=\d{4}-\d\d-\d\d&zone=/)
    const table = other.getByRole('table', { name: 'Links' })
    await expect(table.locator(`a[href="/links/${id}"]`).first()).toBeVisible()
  },
)

sandboxTest('colleagues see that a link is there, not the link', async ({ page, browser, sandboxApp }) => {
  const { id } = await haveLink(page, form)
  const address = `${sandboxApp.origin}/?link=${id}`
  const context = await browser.newContext({ baseURL: sandboxApp.origin })
  const colleague = await context.newPage()
  await colleague.goto(address)
  await colleague.getByRole('button', { name: 'Continue as Viewer' }).click()
  await expect(colleague).toHaveURL(address)
  await expect(linkCard(colleague)).toContainText('Waiting for the customer')
  await expect(linkCard(colleague).getByRole('img', { name: 'QR code' })).toBeHidden()
  await expect(linkCard(colleague).getByRole('button', { name: 'Revoke' })).toBeHidden()
  expect(await colleague.content()).not.toContain('nango_connect_session_')
  await context.close()
})
