import { expect, type Page } from 'playwright/test'

import { routes } from '@/lib/core/routes'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest } from './fixtures/app-test'
import { findCanaries, recordAnswers } from './fixtures/canaries'
import { connectAsCustomer } from './fixtures/customer'
import { haveCard } from './fixtures/have-link'
import {
  copyLink,
  expectCustomer,
  linkCard,
  linkField,
  pickIntegration,
  someone,
  submitLinkForm,
} from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'

const integrations = ['Private API key']

const connectLink = async (page: Page) => {
  const phone = await page.context().newPage()
  await connectAsCustomer(phone, await copyLink(page), { apiKey: 'good-key' })
  await phone.close()
  await expect(linkCard(page)).toContainText('Connected', { timeout: 12_000 })
}

/** Makes a connection of a customer whom nobody knows, and opens its page from the card. */
const openConnection = async (page: Page) => {
  const customer = someone()
  await haveCard(page, { ...customer, integrations })
  await connectLink(page)
  await page.getByRole('link', { name: 'Open connection' }).click()
  await expect(page.getByRole('heading', { name: customer.displayName })).toBeVisible()
  const id = /[^/]+$/.exec(new URL(page.url()).pathname)?.[0] ?? ''
  return { customer, id }
}

deskTest.beforeEach(async ({ page }) => {
  await signInAsEmail(page, 'agent@example.com')
})

deskTest(
  'a connect link for the same customer is shared in place, and nothing typed is lost',
  async ({ page }) => {
    const { customer } = await openConnection(page)
    const share = page.getByRole('button', { name: 'Share connect link' })
    const panel = page.getByRole('dialog', { name: 'Share connect link' })
    await share.click()
    await expectCustomer(page, customer)
    await linkField(page, 'email').fill('other@example.com')
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(share).toBeFocused()
    await page.keyboard.press('Enter')
    await expectCustomer(page, { ...customer, email: 'other@example.com' })

    await pickIntegration(page, 'GitHub')
    await submitLinkForm(page)
    await expect(linkCard(page)).toContainText('Waiting for the customer')
    await expectNoAxeViolations(page)
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(share).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(linkCard(page)).toContainText('Waiting for the customer')
    await linkCard(page).getByRole('link', { name: 'History' }).click()
    await expect(page).toHaveURL(/\/links\/lnk_/)
  },
)

deskTest(
  'a broken connection is connected anew, and the page says what changed',
  async ({ page, deskApp }) => {
    const { customer, id } = await openConnection(page)
    await expect(page.getByText('Healthy')).toBeVisible()
    deskApp.sandbox.breakConnection(id, 'auth')
    await page.goto(`${page.url()}?reconnect=1`)
    await expect(page.getByText('Must be reconnected')).toBeVisible()
    const panel = page.getByRole('dialog', { name: 'Share reconnect link' })
    await expect(panel).toContainText(/replaces the account behind this connection/)
    for (const told of [customer.displayName, 'Private API key', id]) await expect(panel).toContainText(told)
    await expectNoAxeViolations(page)
    await panel.getByRole('button', { name: 'Create reconnect link' }).click()
    await connectLink(page)
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText('Healthy')).toBeVisible()
    await expect(page.getByText('Changed: new credentials, everything else as before.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Reconnect link' })).toHaveCount(1)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Share reconnect link' })).toBeVisible()
    await expect(panel).toBeHidden()
  },
)

deskTest(
  'the page shows what Nango tells, and no secret reaches it; odd names have pages',
  async ({ page, deskApp }) => {
    const canary = 'canary-8c1f'
    const id = 'a/b\\..%2e é'
    const json = {
      id: 1,
      connection_id: id,
      provider_config_key: '.',
      provider: 'github',
      errors: [{ type: 'auth', log_id: '1795707655512_hrqYWGPg' }],
      end_user: null,
      tags: { end_user_id: 'user_42', end_user_display_name: 'Ada' },
      metadata: { plan: canary },
      connection_config: { subdomain: 'acme', apiKey: canary, baseUrl: `https://acme.example.com/${canary}` },
      webhook_url_override: `https://hooks.example.com/${canary}`,
      created_at: '2026-11-26T15:39:30.767+00:00',
      updated_at: '2026-11-26T15:39:30.767+00:00',
      last_fetched_at: '2026-11-26T15:39:33.523+00:00',
      credentials: { type: 'API_KEY', apiKey: canary },
    }
    const call = { method: 'GET', path: `/connections/${encodeURIComponent(id)}` }
    deskApp.faults.setFault(call, { kind: 'status', status: 200, json })
    await page.goto(routes.connection('github', '..'))
    await expect(page.getByText('Nango itself cannot read a connection with this ID')).toBeVisible()

    const answers = recordAnswers(page, deskApp.origin)
    await page.goto(routes.connection('.', id))
    await expect(page.getByRole('heading', { name: 'Ada' })).toBeVisible()
    const told = page.getByRole('region', { name: 'At Nango' })
    for (const text of [
      'log 1795707655512_hrqYWGPg',
      'https://hooks.example.com',
      'subdomain acme',
      'apiKey set, hidden',
      'plan',
    ])
      await expect(told).toContainText(text)
    await expect(told.getByRole('button', { name: 'Copy the log ID 1795707655512_hrqYWGPg' })).toBeVisible()
    await expectNoAxeViolations(page)
    for (const { url, bytes } of await answers.read())
      expect([url, findCanaries({ canary }, bytes)]).toEqual([url, []])
  },
)

deskTest('tags are changed by an agent, and an admin disconnects', async ({ page, browser, deskApp }) => {
  const { customer, id } = await openConnection(page)
  await page.getByRole('button', { name: 'Edit tags' }).click()
  await page.getByRole('button', { name: 'Add tag' }).click()
  await page.keyboard.type('1st')
  await page.keyboard.press('Tab')
  await page.keyboard.type('pro')
  await page.getByRole('button', { name: 'Save tags' }).click()
  const name = page.getByRole('textbox', { name: 'Tag 6 name' })
  await expect(name).toHaveAccessibleDescription(/Start with a letter/)
  await name.fill('plan')
  await page.getByRole('button', { name: 'Save tags' }).click()
  await expect(page.getByRole('region', { name: 'Tags' })).toContainText('planpro')
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeHidden()

  const admin = await (await browser.newContext({ baseURL: deskApp.origin })).newPage()
  await signInAsEmail(admin, 'admin@example.com')
  await admin.goto(page.url())
  await admin.getByRole('button', { name: 'Disconnect' }).click()
  const question = admin.getByRole('dialog', { name: 'Disconnect?' })
  const disconnect = question.getByRole('button', { name: 'Disconnect' })
  await expect(disconnect).toBeDisabled()
  await expect(question).toContainText('It cannot be undone')
  await question.getByRole('textbox', { name: 'Type the customer ID to confirm' }).fill(customer.customerId)
  await expectNoAxeViolations(admin)
  await disconnect.click()
  await expect(admin.getByText('The connection is removed.')).toBeVisible()
  await expect(admin.getByText(id.slice(0, 8))).toBeHidden()
  await admin.context().close()

  await page.reload()
  await expect(page.getByText('This connection is no more at Nango')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Links' }).getByText('Connected')).toBeVisible()
})
