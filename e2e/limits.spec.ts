import { expect } from 'playwright/test'

import { appTest } from './fixtures/app-test'
import { createLink, submitLinkForm } from './fixtures/link-form'
import { pressSignIn } from './fixtures/sign-in'
import { type SandboxApp, startSandboxApp } from './fixtures/start-sandbox-app'

let app: SandboxApp

appTest.beforeAll(async () => {
  appTest.setTimeout(240_000)
  app = await startSandboxApp('limits', {
    STAFF_RATE_LIMIT_PER_MINUTE: '1',
    ADDRESS_RATE_LIMIT_PER_MINUTE: '2',
    TRUSTED_PROXIES: '1',
  })
})
appTest.afterAll(() => app.stop())

appTest(
  'who makes too many links, or is refused too often, is told to wait, and nobody else',
  { tag: '@long' },
  async ({ browser }) => {
    const open = (address: string) =>
      browser.newPage({ baseURL: app.origin, extraHTTPHeaders: { 'X-Forwarded-For': `6.6.6.6, ${address}` } })
    const page = await open('192.0.2.1')
    await pressSignIn(page, 'Agent')
    await createLink(page, { customerId: 'user_42', integrations: ['GitHub'] })
    await page.getByRole('combobox', { name: 'Customer ID' }).fill('user_43')
    await submitLinkForm(page)
    await expect(page.getByText(/^Too many requests\. Try again in \d+ seconds?\.$/)).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Customer ID' })).toHaveValue('user_43')

    // Bad keys from an address have a count of their own, and keep nobody from signing in there.
    const bad = { headers: { Authorization: 'Bearer cdk_bad', 'X-Forwarded-For': '192.0.2.1:4711' } }
    for (const status of [401, 401, 429])
      expect((await page.request.get('/api/links', bad)).status()).toBe(status)
    const limited = await page.request.get('/api/links', bad)
    expect(Number(limited.headers()['retry-after'])).toBeGreaterThanOrEqual(1)
    await page.context().clearCookies()
    for (let turn = 0; turn < 3; turn += 1) await pressSignIn(await open('192.0.2.1'), 'Agent')

    const refused = (text: string) => expect(page.getByText(text)).toBeVisible()
    const tryStrangely = async () => {
      await page.goto('/signin')
      const role = page.locator('input[name="role"]').first()
      await role.evaluate((input) => input.setAttribute('value', 'root'))
      await page.getByRole('button', { name: 'Continue as' }).first().click()
    }
    for (let turn = 0; turn < 2; turn += 1) {
      await tryStrangely()
      await refused('There is no such way to sign in')
    }
    await tryStrangely()
    await refused('There were too many tries from your network')
    await pressSignIn(await open('192.0.2.1'), 'Agent')
  },
)
