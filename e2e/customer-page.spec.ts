import { expect, type Page } from 'playwright/test'

import type { SandboxFault } from '@/lib/sandbox/options'
import { serveSandbox, type ServedSandbox } from '@/lib/sandbox/serve-sandbox'

import { appTest } from './fixtures/app-test'
import { connectButton, openProvider, pressAllow } from './fixtures/customer'

const apiKey = '7f0c8a52-6a4e-4f0e-9d1b-2f6f6d7e9a10'

let sandbox: ServedSandbox | undefined
appTest.afterEach(() => sandbox?.close())

/** A link for GitHub at a sandbox of its own. */
async function openLink(page: Page, query = '', faults: SandboxFault[] = []): Promise<ServedSandbox> {
  const served = await serveSandbox({
    host: '127.0.0.1',
    port: 0,
    apiKey,
    webhookSigningKey: 'key',
    rateLimitPerMinute: 0,
    faults,
  })
  sandbox = served
  const response = await page.request.post(`${served.origin}/connect/sessions`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { tags: { a: 'b' }, allowed_integrations: ['github'] },
  })
  const { data } = await response.json()
  await page.goto(`${data.connect_link}${query}`)
  return served
}

async function countConnections(page: Page, { origin }: ServedSandbox): Promise<number> {
  const headers = { authorization: `Bearer ${apiKey}` }
  const response = await page.request.get(`${origin}/connections`, { headers })
  return (await response.json()).connections.length
}

const connecting = (page: Page) => page.getByRole('button', { name: 'Connecting…' })

appTest('a success names the provider, and its pop-up closes itself', async ({ page }) => {
  await openLink(page)
  const provider = await openProvider(page)
  await expect(connecting(page)).toBeDisabled()
  await pressAllow(provider)
  await expect(page.getByRole('heading', { name: 'Success!' })).toBeVisible()
  await expect(page.getByText('GitHub is connected.')).toBeVisible()
  await expect(page.getByText('You can now close this tab.')).toBeVisible()
  await expect.poll(() => provider.isClosed()).toBe(true)
})

appTest('a reload has lost the token', async ({ page }) => {
  await openLink(page)
  await expect(page).toHaveURL(/\/connect-ui\/go$/)
  await page.reload()
  await expect(page.getByRole('heading', { name: "This page can't be opened directly." })).toBeVisible()
})

appTest('a closed pop-up is not noticed', async ({ page }) => {
  await openLink(page)
  const provider = await openProvider(page)
  const asked = page.waitForResponse(/\/connect-ui\/flow\//)
  await provider.close()
  await asked
  await page.waitForResponse(/\/connect-ui\/flow\//)
  await page.waitForResponse(/\/connect-ui\/flow\//)
  await expect(connecting(page)).toBeDisabled()
})

appTest('a closed pop-up is noticed where the link asks for it, and can be tried again', async ({ page }) => {
  const served = await openLink(page, '&detectClosedAuthWindow=true')
  const first = await openProvider(page)
  await first.close()
  await expect(page.getByRole('alert')).toHaveText(/was closed before the end/)
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(connectButton(page)).toBeFocused()
  const second = await openProvider(page)
  await pressAllow(second)
  await expect(page.getByRole('heading', { name: 'Success!' })).toBeVisible()
  expect(await countConnections(page, served)).toBe(1)
})

appTest('a provider that isolates itself is called closed while the connection is made', async ({ page }) => {
  const served = await openLink(page, '&detectClosedAuthWindow=true', ['isolated-provider'])
  const provider = await openProvider(page)
  await expect(page.getByRole('alert')).toHaveText(/was closed before the end/)
  await pressAllow(provider)
  await expect.poll(() => countConnections(page, served)).toBe(1)
  await expect(page.getByRole('heading', { name: 'Connection failed' })).toBeVisible()
})

appTest('without scripts the provider comes in the same window', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await openLink(page)
  await connectButton(page).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('heading', { name: /^Successful connection/ })).toBeVisible()
  await expect(page.getByText('You can close this window.')).toBeVisible()
  await context.close()
})
