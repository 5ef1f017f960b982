import { expect, type Page, request } from 'playwright/test'

import { sandboxTest as test } from './fixtures/app-test'
import { signInAs } from './fixtures/sign-in'

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test('an admin makes a key, a tool uses it, and it ends with the click on Revoke', async ({
  page,
  baseURL,
}) => {
  await signInAs(page, 'Admin', '/settings')
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByRole('button', { name: 'Make key' }).click()
  await expect(page.getByText('Give the key a name')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Back office')
  await page.getByRole('checkbox', { name: 'Read' }).uncheck()
  await page.getByRole('combobox', { name: 'Expires' }).selectOption('In 30 days')
  await page.getByRole('button', { name: 'Make key' }).click()
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, 'Back office')).toContainText(`…${key.slice(-4)}`)
  await expect(row(page, 'Back office')).toContainText('Create, Revoke')

  const tool = await request.newContext({
    ...(baseURL ? { baseURL } : {}),
    extraHTTPHeaders: { Authorization: `Bearer ${key}` },
  })
  const make = () =>
    tool.post('/api/connectLink', { data: { endUserId: 'user_42', allowedIntegrations: ['github'] } })
  const made = await make()
  expect(made.status()).toBe(200)
  expect(made.headers()).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-request-id': expect.stringMatching(/^req_/),
  })
  const { id }: { id: string } = await made.json()
  expect((await tool.get('/api/links')).status()).toBe(403)

  await page.reload()
  await expect(row(page, 'Back office').getByText('Never')).toBeHidden()
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: 'Revoke the key Back office' }).click()
  await expect(page.getByRole('dialog')).toContainText('Links that were made with it live on')
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(row(page, 'Back office')).toContainText('Revoked')

  const refused = await make()
  expect(refused.status()).toBe(401)
  expect(refused.headers()).toMatchObject({
    'content-type': 'application/problem+json',
    'www-authenticate': 'Bearer',
  })
  expect(await refused.json()).toMatchObject({
    code: 'key_invalid',
    requestId: refused.headers()['x-request-id'],
  })
  await page.goto(`/links/${id}`)
  await expect(page.getByText('Waiting for the customer').first()).toBeVisible()
  await expect(page.getByText('Back office').first()).toBeVisible()
  await tool.dispose()
})

test('the reference of the API shows every operation of its document to everybody', async ({ page }) => {
  await page.goto('/api-reference')
  const answer = await page.request.get('/api/openapi.json')
  const { paths }: { paths: Record<string, Record<string, { summary: string }>> } = await answer.json()
  const summaries = Object.values(paths).flatMap((path) => Object.values(path).map(({ summary }) => summary))
  const operations = page.getByRole('region', { name: 'Operations' })
  expect(await operations.getByRole('heading', { level: 3 }).allTextContents()).toEqual(summaries)
  expect(summaries).toHaveLength(5)
  const section = operations.getByRole('region', { name: 'Make a connect link' })
  await expect(section.getByText(/^curl -X POST/)).toContainText('/api/connectLink')
  await section.getByRole('link', { name: 'intent_reused' }).click()
  await expect(page.locator('#intent_reused')).toContainText('was used before, with another body')
})
