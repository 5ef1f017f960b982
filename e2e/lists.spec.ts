import { chromium, expect, type Page } from 'playwright/test'

import { findChromium } from '@/lib/testing/workshop/find-programs'

import { sandboxTest } from './fixtures/app-test'
import { haveCard, haveLink } from './fixtures/have-link'
import { createLink, linkCard, someone } from './fixtures/link-form'
import { pressSignIn, signInAs } from './fixtures/sign-in'

const table = (page: Page) => page.getByRole('table', { name: 'Links' })
const rowOf = (page: Page, customer: string) => table(page).getByRole('row').filter({ hasText: customer })
/** What Ctrl+V puts into a field. */
const paste = async (page: Page) => {
  const field = await page.evaluateHandle(() => {
    const area = document.createElement('textarea')
    document.body.append(area)
    area.focus()
    return area
  })
  await page.keyboard.press('Control+v')
  await expect.poll(() => field.evaluate(({ value }) => value)).not.toBe('')
  const text = await field.evaluate(({ value }) => value)
  await field.evaluate((area) => area.remove())
  return text
}

sandboxTest('a row leads to its link as a whole, and its text can be marked', async ({ page, context }) => {
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveLink(page, { ...customer, integrations: ['GitHub'] })
  await page.goto(`/links?search=${customer.customerId}`)
  const row = rowOf(page, customer.customerId)
  const address = (await row.getByRole('link', { name: customer.displayName }).getAttribute('href')) ?? ''

  await row.getByText(customer.customerId).dblclick()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('user')
  expect(page.url()).toContain('search=')
  await page.evaluate(() => getSelection()?.empty())

  for (const place of [row.getByRole('cell').nth(2), row.getByText('Demo agent')]) {
    const opened = context.waitForEvent('page')
    await place.click({ button: 'middle' })
    const tab = await opened
    await expect(tab).toHaveURL(new RegExp(`${address}$`))
    await tab.close()
  }
  await row.locator('summary').click()
  await expect(row.getByRole('button', { name: 'Renew' })).toBeVisible()
  await page.keyboard.press('Escape')
  await row.getByText('min left').click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))
})

sandboxTest('a link is copied from its row by who may see it, and its history says so', async ({ page }) => {
  const customer = someone()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await signInAs(page, 'Agent')
  await haveLink(page, { ...customer, integrations: ['GitHub'] })
  await page.goto(`/links?search=${customer.customerId}`)
  const row = rowOf(page, customer.customerId)
  await row.locator('summary').click()
  await row.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Link copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('session_token=')
  await row.getByText('Demo agent').click()
  const history = page.getByRole('list').filter({ hasText: 'Made the link.' })
  await expect(history).toContainText('Looked at the link.')
  await expect(history).toContainText('Copied the link.')
})

sandboxTest('a link is renewed from its row, after a question', async ({ page }) => {
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveLink(page, { ...customer, integrations: ['GitHub'] })
  await page.goto(`/links?search=${customer.customerId}`)
  await rowOf(page, customer.customerId).locator('summary').click()
  await rowOf(page, customer.customerId).getByRole('button', { name: 'Renew' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click()
  await expect(page).toHaveURL(/\/\?link=lnk_/)
  await expect(linkCard(page)).toContainText(customer.displayName)
})

sandboxTest('copying works, or speaks, on plain http from another name', async ({ sandboxApp }) => {
  const { port } = new URL(sandboxApp.origin)
  const browser = await chromium.launch({
    ...findChromium(),
    args: ['--no-sandbox', '--host-resolver-rules=MAP desk.example.com 127.0.0.1'],
  })
  try {
    const page = await browser.newPage({ baseURL: `http://desk.example.com:${port}` })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto('/api-reference')
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
    await page
      .getByRole('button', { name: /^Copy the call/ })
      .first()
      .click()
    await expect(page.getByText('Copied.')).toBeVisible()
    expect(await paste(page)).toContain('curl')

    await page.evaluate(() => Object.assign(document, { execCommand: () => false }))
    await page
      .getByRole('button', { name: /^Copy the call/ })
      .nth(1)
      .click()
    await expect(page.getByText('The browser refused to copy.')).toBeVisible()
    expect(errors).toEqual([])

    await pressSignIn(page, 'Agent')
    const customer = someone()
    await createLink(page, { ...customer, integrations: ['GitHub'] })
    await page.goto(`/links?search=${customer.customerId}`)
    const copyFromRow = async () => {
      await rowOf(page, customer.customerId).locator('summary').click()
      await rowOf(page, customer.customerId).getByRole('button', { name: 'Copy link' }).click()
    }
    await copyFromRow()
    await expect(page.getByText('Link copied.')).toBeVisible()
    expect(await paste(page)).toContain('session_token=')
    await page.evaluate(() => Object.assign(document, { execCommand: () => false }))
    await copyFromRow()
    await expect(page.getByRole('dialog').getByLabel('Address of the link')).toHaveValue(/session_token=/)
    expect(errors).toEqual([])
  } finally {
    await browser.close()
  }
})

sandboxTest('a live card prints alone: name, integrations, code and end', async ({ page }) => {
  const [other, customer] = [someone(), someone()]
  await signInAs(page, 'Agent')
  await haveLink(page, { ...other, integrations: ['GitHub'] })
  await haveCard(page, { ...customer, integrations: ['HubSpot'] })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const text = await page.evaluate(() => document.body.innerText)
  expect(text.split(/\n+/).filter(Boolean)).toEqual([
    customer.displayName,
    'HubSpot',
    expect.stringMatching(/^Works until .*\d\d:\d\d/),
  ])
  await expect(linkCard(page).getByRole('img', { name: 'QR code' })).toBeVisible()
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toMatch(/^lab\(9\d/)
  const sheet = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(sheet.match(/\/Type \/Page\b/g)).toHaveLength(1)
})

sandboxTest('on a phone rows are seen first, and the filters fold into one button', async ({ page }) => {
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveLink(page, { ...customer, integrations: ['GitHub'] })
  for (const [width, height] of [
    [360, 740],
    [640, 450],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const path of ['/links', '/connections']) {
      await page.goto(path)
      await expect(page.getByRole('searchbox').first()).toBeVisible()
      await expect(page.getByLabel('Integration', { exact: true })).toBeHidden()
    }
    await page.goto('/links')
    const top = (await table(page).getByRole('row').nth(1).boundingBox())?.y ?? Number.NaN
    expect(top).toBeLessThan(height * 0.75)
  }
  const filters = page.getByRole('button', { name: 'Filters' })
  await expect(async () => {
    await filters.click()
    await expect(page.getByLabel('Status')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.getByLabel('Status').selectOption('Waiting for the customer')
  await expect(page).toHaveURL(/status=active/)
  await expect(page.getByRole('button', { name: 'Filters (1)' })).toHaveAttribute('aria-expanded', 'true')
})

sandboxTest('a viewer lands on Links, and is offered no New link', async ({ page }) => {
  await signInAs(page, 'Viewer')
  await expect(page).toHaveURL(/\/links$/)
  await expect(page.getByRole('link', { name: 'New link', exact: true })).toHaveCount(0)
})

/** The texts that stand somewhere a translation would change them. */
const translatable = (page: Page, marks: string[]) =>
  page.evaluate((wanted) => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode
      if (!parentElement || parentElement.closest('script, style, option, [translate="no"]')) continue
      for (const mark of wanted) if (nodeValue?.includes(mark)) found.push(`${mark} in ${nodeValue}`)
    }
    return found
  }, marks)

sandboxTest('no page lets a translation change an id, a customer or a maker', async ({ page }) => {
  const customer = someone()
  await signInAs(page, 'Admin')
  const { id } = await haveLink(page, { ...customer, integrations: ['GitHub'] })
  const marks = [id.slice(-8), ...Object.values(customer), 'Demo admin']
  for (const path of ['/', `/?link=${id}`, '/links', `/links/${id}`, '/connections', '/audit', '/settings']) {
    await page.goto(path)
    await expect(page.getByText('Demo admin').first()).toBeAttached()
    await expect(page.getByText(/^Looking|^Reading|^Loading/)).toHaveCount(0)
    expect([path, await translatable(page, marks)]).toEqual([path, []])
  }
})
