import { expect, type Page } from 'playwright/test'

import { startReceiver } from '@/lib/sandbox/testing/start-receiver'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest, sandboxTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import { copyLink, createLink, linkCard, someone } from './fixtures/link-form'
import { pressSignIn, signInWithOidc } from './fixtures/sign-in'
import { startSandboxApp } from './fixtures/start-sandbox-app'

// On a desk of its own: nobody else's agent may lose their role.
sandboxTest('an admin sees how all stands, takes it along, and changes a role', async ({ browser }) => {
  sandboxTest.setTimeout(240_000)
  const receiver = await startReceiver()
  const app = await startSandboxApp('settings', {
    DESK_WEBHOOK_URL: `${receiver.url}/hook`,
    DESK_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
  })
  const openAs = async (role: 'Agent' | 'Admin') => {
    const context = await browser.newContext({ baseURL: app.origin })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await context.newPage()
    await pressSignIn(page, role)
    return page
  }
  try {
    const agent = await openAs('Agent')
    const card = await createLink(agent, { customerId: 'user_42', integrations: ['GitHub'] })
    await card.getByRole('button', { name: 'Revoke' }).click()
    await agent.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(card).toContainText('Revoked')
    await expect.poll(() => receiver.received.length).toBe(1)

    const admin = await openAs('Admin')
    await admin.goto('/settings')
    await expect(admin.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible()
    const aText = admin.getByRole('link', { name: 'SMS, English' })
    await expect(aText).toHaveAttribute('href', '/settings/messages?channel=sms&language=en')
    // An inline style is what the policy forbids; React writes some into what it streams inside a drawing.
    expect(await (await admin.request.get(`${app.origin}/settings`)).text()).not.toContain('style="')
    await admin.getByText(/^Show all \d+ checks$/).click()
    await expect(
      admin.getByRole('list', { name: 'Checklist' }).getByRole('listitem').filter({ hasText: 'Clock' }),
    ).toContainText('OK')
    await admin.getByRole('button', { name: 'Copy as text' }).click()
    await expect(admin.getByRole('button', { name: 'Copied' })).toBeVisible()
    const text = await admin.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('[OK] Scopes of the API key: The key has every scope that the desk needs.')
    const sent = admin.getByRole('table', { name: 'Webhooks sent' }).getByRole('row')
    await expect(sent.filter({ hasText: 'link.revoked' })).toContainText('Delivered')
    await admin.getByRole('button', { name: /^Send link.revoked of link lnk_\w+ again$/ }).click()
    await expect.poll(() => receiver.received.length).toBe(2)

    const role = admin.getByRole('combobox', { name: 'Role of Demo agent' })
    await expect(role).toHaveValue('agent')
    await role.selectOption('Viewer')
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByRole('button', { name: 'Save' })).toHaveCount(0)
    await expect(role).toBeFocused()
    await agent.goto('/')
    await expect(agent.getByText('Your role may look at links')).toBeVisible()
    await admin.goto('/audit?kind=staff.role_changed')
    await expect(admin.getByText('Changed the role of agent@example.com from agent to viewer.')).toBeVisible()
  } finally {
    await app.stop()
    await receiver.close()
  }
})

deskTest('what the API key lacks is named', async ({ page, deskApp }) => {
  const scope = 'environment:connections:read'
  const json = { error: { code: 'forbidden', message: `Insufficient scope. Required: ${scope}` } }
  await signInWithOidc(page, 'admin@example.com')
  await expect(page.getByRole('heading', { name: 'New link' })).toBeVisible()
  deskApp.faults.setFault(
    { method: 'GET', path: /^\/connections\/connect-desk-probe/ },
    { kind: 'status', status: 403, json },
  )
  const checklist = page.getByRole('list', { name: 'Checklist' })
  // An answer of the last seconds, and a connection to the database that was ended, may be another test's.
  await expect(async () => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Check again' }).click({ timeout: 2_000 })
    await expect(checklist.getByText(`The key lacks ${scope}. Add it to the key in Nango.`)).toBeVisible({
      timeout: 2_000,
    })
  }).toPass({ timeout: 20_000 })
  await expect(
    page
      .getByRole('list', { name: 'Scopes of the API key' })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`${scope}$`) }),
  ).toContainText('Missing')
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Before the next link' })).toBeVisible()
  await expect(checklist.getByText(`The key lacks ${scope}.`)).toBeVisible()
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Go on to New link' }).click()
  await expect(page.getByRole('form', { name: 'New link' })).toBeVisible()
})

deskTest('an admin sends the desk a webhook and makes a link, to try it', async ({ page }) => {
  await signInWithOidc(page, 'admin@example.com')
  await page.goto('/settings')
  const trial = page.getByRole('region', { name: 'Try it out' })
  const webhooks = page.getByRole('table', { name: 'Webhooks from Nango' }).getByRole('row')
  const before = await webhooks.count()
  await trial.getByRole('button', { name: 'Send a test webhook' }).click()
  await expect(trial.getByRole('status')).toContainText('It arrived at')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Webhooks', exact: true })).toBeVisible()
  expect(await webhooks.count()).toBe(before)
  await trial.getByRole('combobox', { name: 'with' }).selectOption('HubSpot')
  await trial.getByRole('button', { name: 'Make a test link' }).click()
  await expect(linkCard(page)).toContainText('test-customer')
  await expect(linkCard(page)).toContainText('HubSpot')
  await expect(linkCard(page)).toBeFocused()
})

deskTest(
  'what the API key lacks is not promised on the page of a connection',
  { tag: '@long' },
  async ({ page, deskApp }) => {
    deskTest.setTimeout(240_000)
    await signInWithOidc(page, 'admin@example.com')
    // Of a key that lacked something until now the first page would say so.
    await page.goto('/?form=1')
    await createLink(page, { ...someone(), integrations: ['Private API key'] })
    const phone = await page.context().newPage()
    await connectAsCustomer(phone, await copyLink(page), { apiKey: 'good-key' })
    await page.getByRole('link', { name: 'Open connection' }).click({ timeout: 20_000 })
    await expect(page.getByRole('button', { name: 'Edit tags' })).toBeVisible()
    const connection = page.url()
    const refuse = (method: string, scope: string) =>
      deskApp.faults.setFault(
        { method, path: /^\/connections\/connect-desk-probe/ },
        {
          kind: 'status',
          status: 403,
          json: { error: { code: 'forbidden', message: `Required: ${scope}` } },
        },
      )
    refuse('PATCH', 'environment:connections:update')
    refuse('DELETE', 'environment:connections:delete')
    await lookAgainUntil(page, 'Missing')
    await page.goto(connection)
    await expect(page.getByText('Tags cannot be changed here: the API key lacks')).toBeVisible()
    await expect(page.getByText('Nobody can disconnect here: the API key lacks')).toBeVisible()
    await expect(page.getByRole('button', { name: /^(Edit tags|Disconnect)$/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Share reconnect link' }).click()
    await expect(page.getByText('Its metadata will be lost')).toBeVisible()
    deskApp.faults.reset()
    await lookAgainUntil(page, 'Granted')
    await page.goto(connection)
    await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeVisible()
  },
)

/** An answer of the last seconds may be the one before. */
const lookAgainUntil = (page: Page, word: 'Missing' | 'Granted') =>
  expect(async () => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Check again' }).click({ timeout: 5_000 })
    const scopes = page.getByRole('list', { name: 'Scopes of the API key' }).getByRole('listitem')
    await expect(scopes.filter({ hasText: 'connections:delete' })).toContainText(word, { timeout: 5_000 })
  }).toPass({ timeout: 45_000 })
