import { expect, test } from 'playwright/test'

import { createLink, submitLinkForm } from './fixtures/create-link'
import { pressSignIn } from './fixtures/sign-in-as'
import { type SandboxApp, startSandboxApp } from './fixtures/start-sandbox-app'

let app: SandboxApp

test.beforeAll(async () => {
  test.setTimeout(120_000)
  app = await startSandboxApp('limits', {
    STAFF_RATE_LIMIT_PER_MINUTE: '1',
    ADDRESS_RATE_LIMIT_PER_MINUTE: '2',
    TRUSTED_PROXIES: '1',
  })
})
test.afterAll(() => app.stop())

test('who makes too many links, or tries to sign in too often, is told to wait', async ({ browser }) => {
  const open = (address: string) =>
    browser.newPage({ baseURL: app.origin, extraHTTPHeaders: { 'X-Forwarded-For': `6.6.6.6, ${address}` } })
  const page = await open('192.0.2.1')
  await pressSignIn(page, 'Agent')
  await createLink(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await page.getByRole('textbox', { name: 'Customer ID' }).fill('user_43')
  await submitLinkForm(page)
  await expect(page.getByText(/^Too many requests\. Try again in \d+ seconds?\.$/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Customer ID' })).toHaveValue('user_43')

  // The second try of this address is one with a bad key.
  const bad = { headers: { Authorization: 'Bearer cdk_bad', 'X-Forwarded-For': '192.0.2.1' } }
  expect((await page.request.get('/api/links', bad)).status()).toBe(401)
  await page.context().clearCookies()
  await page.goto('/signin')
  await page.getByRole('button', { name: 'Continue as Agent' }).click()
  await expect(page.getByText('There were too many tries from your network')).toBeVisible()
  const limited = await page.request.get('/api/links', bad)
  expect(limited.status()).toBe(429)
  expect(Number(limited.headers()['retry-after'])).toBeGreaterThanOrEqual(1)

  await pressSignIn(await open('192.0.2.2'), 'Agent')
})
