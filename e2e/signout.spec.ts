import { type BrowserContext, expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest as test } from './fixtures/app-test'
import { createLink, linkCard } from './fixtures/link-form'
import { pressSignIn } from './fixtures/sign-in'

const form = { customerId: 'user_42', displayName: 'Ada', integrations: ['GitHub'] }

const pressSignOut = (page: Page) =>
  page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()

const signedIn = async (context: BrowserContext, role: 'Agent' | 'Viewer' = 'Agent') => {
  const page = await context.newPage()
  await pressSignIn(page, role)
  return page
}

/** The token of the link that a page shows, from its revealed text. */
const revealToken = async (page: Page) => {
  await page.getByRole('button', { name: 'Reveal' }).click()
  const text = await page.getByRole('textbox', { name: 'Address of the link' }).inputValue()
  return new URL(text).searchParams.get('session_token') ?? ''
}

test('signing out loads a new document, and neither Back nor the browser’s memory brings a link again', async ({
  context,
}) => {
  const page = await signedIn(context)
  await createLink(page, form)
  const token = await revealToken(page)
  expect(token).toMatch(/^nango_connect_session_/)
  await page.evaluate(() => Object.assign(window, { isOldDocument: true }))
  await pressSignOut(page)
  await expect(page).toHaveURL(/\/signin$/)
  expect(await page.evaluate(() => 'isOldDocument' in window)).toBe(false)
  await page.goBack()
  await expect(page).toHaveURL(/\/signin/)
  expect(await page.content()).not.toContain(token)
})

test('another tab drops the link when it learns of it, keeps the form, and tells nobody else', async ({
  context,
}) => {
  const page = await signedIn(context)
  const card = await createLink(page, form)
  const token = await revealToken(page)
  await page.getByRole('combobox', { name: 'Customer ID' }).fill('user_43')
  await card.getByRole('button', { name: 'Show full screen' }).click()
  const other = await context.newPage()
  await other.goto('/links')
  await pressSignOut(other)
  await expect(other).toHaveURL(/\/signin$/)

  await page.bringToFront()
  await expect(card.getByRole('alert')).toHaveText('You are signed out. Sign in again')
  await expect(page.getByRole('dialog', { name: 'QR code for the customer' })).toBeHidden()
  await expect(card.getByRole('img', { name: 'QR code' })).toHaveCount(0)
  for (const name of ['Copy link', 'Reveal', 'Show full screen', 'Download QR'])
    await expect(card.getByRole('button', { name })).toHaveCount(0)
  expect(await page.evaluate(() => document.body.innerHTML)).not.toContain(token)
  await expect(page.getByRole('combobox', { name: 'Customer ID' })).toHaveValue('user_43')
  await expectNoAxeViolations(page)

  // Who signs in next at this browser watches the same page, and gets no more of it.
  const again = page.waitForEvent('popup')
  await card.getByRole('link', { name: 'Sign in again' }).click()
  const popup = await again
  await popup.getByRole('button', { name: 'Continue as Agent' }).click()
  await expect(popup).not.toHaveURL(/\/signin/)
  await page.bringToFront()
  await expect(card).toContainText('were put away')
  await expect(card.getByRole('img', { name: 'QR code' })).toHaveCount(0)
})

test('a link is put away when somebody else has signed in meanwhile', async ({ context }) => {
  const page = await signedIn(context)
  const card = await createLink(page, form)
  await expect(card.getByRole('img', { name: 'QR code' })).toBeVisible()
  // One poll at least has said who watches.
  await page.waitForResponse((response) => response.url().includes('/api/desk/links/lnk_'))
  await context.clearCookies()
  await signedIn(context, 'Viewer')
  await page.bringToFront()
  await expect(linkCard(page).getByRole('alert')).toContainText('You are signed out')
  await expect(card.getByRole('img', { name: 'QR code' })).toHaveCount(0)
})

test('after signing out the old cookie is worth nothing anywhere', async ({
  context,
  baseURL,
  playwright,
}) => {
  const page = await signedIn(context)
  const card = await createLink(page, form)
  const id = new URL(page.url()).searchParams.get('link') ?? ''
  await expect(card).toBeVisible()
  const storageState = await context.storageState()
  await pressSignOut(page)
  await expect(page).toHaveURL(/\/signin$/)
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('desk.sessionToken')

  const thief = await playwright.request.newContext({ baseURL: baseURL ?? '', storageState, maxRedirects: 0 })
  const routes = [
    `/api/desk/links/${id}`,
    `/api/desk/links/statuses?ids=${id}`,
    '/api/desk/links/news',
    '/api/desk/links/export',
    '/api/desk/audit/export',
    '/api/desk/customers?search=user',
    '/api/desk/customers/standing?id=user_42&integrations=github',
    '/api/desk/logos/github',
  ]
  for (const path of routes) expect.soft((await thief.get(path)).status(), path).toBe(401)
  for (const path of ['/', `/?link=${id}`, '/links', `/links/${id}`, '/connections', '/audit', '/settings']) {
    const answer = await thief.get(path)
    expect.soft(answer.headers()['location'] ?? (await answer.text()), path).toContain('/signin')
    expect.soft(await answer.text(), path).not.toContain('nango_connect_session_')
  }
  const session = await (await thief.get('/api/auth/session')).text()
  expect(session).not.toContain('@example.com')
  await thief.dispose()
})
