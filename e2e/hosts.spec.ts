import { expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { fillLinkForm, linkField, submitLinkForm } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const host = 'acme.my.salesforce.example'

const openAdvanced = async (page: Page) => {
  await page.goto('/')
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['Salesforce'] })
  await page.getByText('Advanced', { exact: true }).click()
  return page.getByRole('group', { name: 'Salesforce' })
}
const card = (page: Page) => page.getByRole('region', { name: 'Connect link' })

sandboxTest(
  'a host is confirmed by an admin, listed, and then chosen by agents',
  { tag: '@long' },
  async ({ browser, page }) => {
    await signInAs(page, 'Admin')
    const ofAdmin = await openAdvanced(page)
    await ofAdmin.getByRole('textbox', { name: 'Instance subdomain' }).fill('evil.example/')
    await submitLinkForm(page)
    const typed = ofAdmin.getByRole('textbox', { name: 'Instance subdomain' })
    await expect(typed).toHaveAccessibleDescription(/does not look right/)
    await typed.fill('acme')
    await submitLinkForm(page)
    const confirm = page.getByRole('checkbox', { name: `The customer’s credentials will go to ${host}` })
    await expect(confirm).toBeVisible()
    await expect(typed).toHaveValue('acme')
    await expect(linkField(page, 'customerId')).toHaveValue('user_42')
    await expectNoAxeViolations(page)
    await confirm.check()
    await submitLinkForm(page)
    await expect(card(page)).toContainText(`Credentials go to ${host}`)

    const context = await browser.newContext()
    const agent = await context.newPage()
    await signInAs(agent, 'Agent')
    const shut = await openAdvanced(agent)
    await expect(shut).toContainText('an admin has listed hosts on Settings')
    await expect(shut.getByRole('textbox', { name: 'Instance subdomain' })).toHaveCount(0)

    await page.goto('/settings')
    const list = page.getByRole('listitem', { name: 'Salesforce', exact: true })
    const entry = list.getByRole('textbox', { name: 'Host for Salesforce' })
    await entry.fill('https://acme?x')
    await list.getByRole('button', { name: 'Add host' }).click()
    await expect(entry).toHaveAccessibleDescription(/This is no host/)
    await entry.fill(host)
    await entry.press('Enter')
    await expect(list.getByRole('list', { name: 'Hosts of Salesforce' })).toContainText(host)
    await expect(entry).toHaveValue('')

    const open = await openAdvanced(agent)
    await open.getByRole('combobox', { name: 'Instance subdomain' }).selectOption('acme')
    await submitLinkForm(agent)
    await expect(card(agent)).toContainText(`Credentials go to ${host}`)
    await context.close()

    await list.getByRole('button', { name: `Remove ${host}` }).click()
    await expect(list).toContainText('Nothing is listed')
    await expect(entry).toBeFocused()
  },
)
