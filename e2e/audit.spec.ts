import { readFileSync } from 'node:fs'

import { type Browser, expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest, sandboxTest } from './fixtures/app-test'
import { openPhone } from './fixtures/customer'
import { haveCard } from './fixtures/have-link'
import { createLink } from './fixtures/link-form'
import { type DemoRole, pressSignIn, signInAs, signInWithOidc } from './fixtures/sign-in'
import { startSandboxApp } from './fixtures/start-sandbox-app'

const form = { customerId: 'user_audit', displayName: 'Ada Lovelace', integrations: ['GitHub'] }

/** A second person at their own machine, on the app that `page` uses. */
async function openColleague(browser: Browser, origin: string, role: DemoRole): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin })
  const page = await context.newPage()
  await pressSignIn(page, role)
  return page
}

function rowsOf(page: Page, text: string | RegExp) {
  return page.getByRole('table', { name: 'Audit log' }).getByRole('row').filter({ hasText: text })
}

sandboxTest(
  'who made a link, who came, went and was refused stands in the audit log',
  async ({ page, browser, sandboxApp }) => {
    await pressSignIn(page, 'Agent')
    await createLink(page, form)
    const refused = await page.goto('/audit')
    expect(refused?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    const download = await page.request.get(`${sandboxApp.origin}/api/desk/audit/export`)
    expect(download.status()).toBe(404)
    await page.goto('/')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/signin/)

    for (const role of ['Viewer', 'Admin'] as const) {
      const reader = await openColleague(browser, sandboxApp.origin, role)
      await reader.goto('/audit')
      const [out, exported, read, made] = await Promise.all(
        ['Signed out', 'audit.export', 'audit.read', 'Made the link'].map((text) =>
          rowsOf(reader, text).first().textContent(),
        ),
      )
      expect(made).toMatch(/Demo agent.*…[0-9A-Z]{8}/)
      for (const row of [out, exported, read]) expect(row).toContain('Demo agent')
      await expect(rowsOf(reader, 'Signed in').first()).toContainText(`Demo ${role.toLowerCase()}`)
      await reader.context().close()
    }
  },
)

sandboxTest('the audit log is narrowed in the address, and exported as it is narrowed', async ({ page }) => {
  await signInAs(page, 'Viewer', '/audit')
  await page.getByLabel('Kind').selectOption({ label: 'All of: Sign-ins' })
  await expect(page).toHaveURL(/\/audit\?kind=sign-ins$/)
  await expect(page.getByRole('link', { name: 'Remove filter Kind: All of: Sign-ins' })).toBeVisible()
  const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row')
  await expect(rows.filter({ hasText: 'Signed in' }).first()).toBeVisible()
  await expect(rows.filter({ hasNotText: /Signed (in|out)|When/ })).toHaveCount(0)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('audit-log.csv')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toBe('\uFEFFid,at,kind,actor name,actor e-mail,link id,facts,hash')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines.slice(1)) expect(line).toMatch(/^\d+,2.*Z,staff\.signed_(in|out),.*,[0-9a-f]{64}$/)

  await page.getByLabel('From').fill('2999-01-01')
  await expect(page.getByText('No such event')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Clear filters' }).last().click()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(rowsOf(page, 'Exported the audit log').first()).toContainText('Demo viewer')
})

deskTest(
  'an outsider is in the audit log by the address that was refused',
  async ({ page, browser, deskApp }) => {
    await signInWithOidc(page, 'stranger@elsewhere.example')
    await expect(page).toHaveURL(/\/not-allowed/)
    const context = await browser.newContext({ baseURL: deskApp.origin })
    const admin = await context.newPage()
    await signInWithOidc(admin, 'admin@example.com')
    await admin.goto('/audit?kind=staff.refused')
    await expect(rowsOf(admin, 'stranger@elsewhere.example').first()).toContainText('Was refused at sign-in')
    await admin.goto('/settings')
    await expect(admin.getByText('No webhook seen yet')).toBeVisible()
    await expect(admin.getByText(`${deskApp.origin}/api/webhooks/nango`)).toBeVisible()
    await context.close()
  },
)

sandboxTest('pages of the audit log lead to older events and back', async ({ page, sandboxApp }) => {
  await signInAs(page, 'Admin')
  for (let number = 0; number < 51; number += 1)
    await page.request.get(`${sandboxApp.origin}/api/desk/audit/export?kind=settings`)
  await page.goto('/audit?kind=audit.exported')
  const rows = rowsOf(page, 'Exported the audit log')
  await expect(rows).toHaveCount(50)
  const link = (name: string) =>
    page.getByRole('navigation', { name: 'Pages of events' }).getByRole('link', { name })
  await expect(link('Newer')).toHaveCount(0)
  await link('Older').click()
  await expect(page).toHaveURL(/before=\d+/)
  await expect(rows.first()).toBeVisible()
  await link('Newer').click()
  await expect(page).toHaveURL(/after=\d+/)
  await expect(rows).toHaveCount(50)
})

sandboxTest('the settings page is for admins', async ({ page }) => {
  await signInAs(page, 'Viewer')
  const refused = await page.goto('/settings')
  expect(refused?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

// On a desk of its own: nobody else's agent may be shut out.
sandboxTest(
  'disabling somebody ends their session and their links, and can be undone',
  { tag: '@long' },
  async ({ browser }) => {
    sandboxTest.setTimeout(240_000)
    const app = await startSandboxApp('disabling')
    try {
      const agent = await openColleague(browser, app.origin, 'Agent')
      const card = await haveCard(agent, form)
      const admin = await openColleague(browser, app.origin, 'Admin')
      await admin.goto('/settings')
      const role = admin.getByRole('combobox', { name: 'Role of Demo agent' })
      await role.selectOption('Admin')
      await admin.getByRole('button', { name: 'Save' }).click()
      // The button is called “Saving…” before it is gone.
      await expect(role).toBeFocused()
      const maker = await agent.context().newPage()
      await maker.goto('/settings')
      await maker.getByRole('button', { name: 'New API key' }).click()
      await maker.getByRole('textbox', { name: 'Name' }).fill('Back office')
      await maker.getByRole('button', { name: 'Make key' }).click()
      await expect(maker.getByRole('textbox', { name: 'API key' })).toBeVisible()
      await agent.bringToFront()

      await admin.reload()
      await admin.getByRole('button', { name: 'Disable Demo agent' }).press('Enter')
      const dialog = admin.getByRole('dialog')
      await expect(dialog.getByRole('list', { name: 'API keys they made' })).toHaveText('Back office')
      await expect(dialog.getByRole('checkbox', { name: 'Revoke these keys too' })).toBeChecked()
      await expectNoAxeViolations(admin)
      await expect(dialog).toContainText('1 live link of theirs is revoked')
      await dialog.getByRole('button', { name: 'Disable' }).click()
      await expect(dialog).toContainText('Demo agent is disabled')
      await expect(dialog.getByRole('listitem')).toHaveText('Ada LovelaceRevoked')
      await expect(dialog).toContainText('Revoked: the API key Back office.')
      await dialog.getByRole('button', { name: 'Done' }).click()
      await expect(admin.getByRole('table', { name: 'API keys' })).toContainText('Revoked')

      await expect(card).toContainText('signed out', { ignoreCase: true })
      await agent.goto('/')
      await expect(agent).toHaveURL(/\/signin/)
      const phone = await openPhone(browser)
      await phone.goto(`${app.origin}/signin`)
      await phone.getByRole('button', { name: 'Continue as Agent' }).click()
      await expect(phone).toHaveURL(/\/not-allowed/)

      await admin.getByRole('button', { name: 'Enable Demo agent' }).click()
      await dialog.getByRole('button', { name: 'Enable' }).click()
      await expect(admin.getByRole('button', { name: 'Disable Demo agent' })).toBeVisible()
      await pressSignIn(agent, 'Agent')

      await admin.goto('/audit?kind=staff')
      await expect(rowsOf(admin, 'agent@example.com')).toHaveText([
        /Enabled.*Demo admin/,
        /Disabled.*Demo admin/,
        /Changed the role.*Demo admin/,
      ])
      await admin.goto('/audit?kind=link.revoked')
      await expect(rowsOf(admin, 'The link was revoked')).toContainText('Demo admin')
    } finally {
      await app.stop()
    }
  },
)
