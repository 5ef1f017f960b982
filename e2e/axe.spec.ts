import { expect, type Locator, type Page } from 'playwright/test'

import { deskTest, sandboxTest } from './fixtures/app-test'
import { expectGoodLooks, looking, patienceMs } from './fixtures/good-looks'
import { haveCard, haveLink } from './fixtures/have-link'
import { fillLinkForm, linkField, someone, submitLinkForm } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const form = { customerId: 'user_42', displayName: 'Ada Lovelace', integrations: ['GitHub'] }

/** Each opens a page as it is to be looked at, and returns what must be seen there in every theme and width. */
const sandboxPages: { title: string; open: (page: Page) => Promise<Locator> }[] = [
  { title: 'sign-in', open: (page) => openAt(page, '/signin', 'Sign in') },
  { title: 'not allowed', open: (page) => openAt(page, '/not-allowed', /./) },
  { title: 'a page that is not there', open: (page) => openAt(page, '/no-such-page', /./) },
  { title: 'New link', open: openForm },
  { title: 'New link with errors', open: openErrors },
  { title: 'the list of integrations', open: openList },
  { title: 'what the form remembers', open: openMemory },
  { title: 'the link card', open: openCard },
  { title: 'the full-screen view', open: openFullScreen },
  { title: 'Links', open: openLinks },
  { title: 'Links narrowed, with a menu open', open: openLinksMenu },
  { title: 'Links without a match', open: openNoLinks },
  { title: 'one link', open: openLink },
  { title: 'Revoke many', open: openRevokeMany },
  {
    title: 'Connections',
    open: (page) => signInAs(page, 'Agent').then(() => openAt(page, '/connections', 'Connections')),
  },
  { title: 'Audit', open: openAudit },
  { title: 'Audit without an event', open: openEmptyAudit },
  { title: 'Audit for an agent', open: openNoAudit },
  { title: 'Settings', open: openSettings },
  { title: 'the question before somebody is disabled', open: openDisabling },
  { title: 'a new API key', open: openNewKey },
  { title: 'the API reference', open: (page) => openAt(page, '/api-reference', /^API/) },
]

sandboxTest.describe('axe finds nothing and nothing is too wide', () => {
  // Opened on the phone, where there is least room to get there.
  sandboxTest.use(looking)
  sandboxTest.describe.configure({ timeout: patienceMs })
  for (const { title, open } of sandboxPages)
    sandboxTest(title, async ({ page }) => expectGoodLooks(page, title, await open(page)))
})

deskTest.describe('axe finds nothing and nothing is too wide', () => {
  deskTest.use(looking)
  deskTest.describe.configure({ timeout: patienceMs })
  deskTest('sign-in with a provider', async ({ page }) =>
    expectGoodLooks(page, 'sign-in with a provider', await openAt(page, '/signin', 'Sign in')),
  )
})

async function openAt(page: Page, path: string, heading: string | RegExp): Promise<Locator> {
  await page.goto(path)
  return page.getByRole('heading', { name: heading }).first()
}

async function openForm(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  return page.getByRole('heading', { name: 'New link' })
}

async function openErrors(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  await submitLinkForm(page)
  return page.getByText('Enter the customer ID')
}

async function openList(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  await page.getByRole('combobox', { name: 'Integrations' }).fill('h')
  return page.getByRole('option').first()
}

async function openMemory(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  await haveLink(page, form)
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await expect(page.getByText(/has a live link/).first()).toBeVisible()
  await linkField(page, 'displayName').fill('Ada')
  return page.getByRole('listbox', { name: 'Recent customers' })
}

async function openCard(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  const card = await haveCard(page, form)
  return card.getByRole('img', { name: 'QR code' })
}

async function openFullScreen(page: Page): Promise<Locator> {
  await openCard(page)
  // A window that is the browser's full screen takes no other size.
  await page.evaluate(() => Object.assign(Element.prototype, { requestFullscreen: undefined }))
  await page.getByRole('button', { name: 'Show full screen' }).click()
  return page.getByRole('dialog')
}

async function openLinks(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  await haveLink(page, form)
  await page.goto('/links')
  return page.getByRole('table', { name: 'Links' })
}

async function openLinksMenu(page: Page): Promise<Locator> {
  // One row: an open menu lies over what is below it, which then is too small a target.
  const customer = someone()
  await signInAs(page, 'Agent')
  await haveLink(page, { ...customer, integrations: ['GitHub'] })
  await page.goto(`/links?status=active&search=${customer.customerId}`)
  const table = page.getByRole('table', { name: 'Links' })
  const row = table.getByRole('row').filter({ hasText: customer.displayName })
  await row.locator('summary').click()
  return row.getByRole('link', { name: 'Same customer' })
}

async function openNoLinks(page: Page): Promise<Locator> {
  await signInAs(page, 'Viewer', '/links?search=nobody-at-all')
  return page.getByText('No link matches')
}

async function openLink(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent')
  const { id } = await haveLink(page, form)
  await page.goto(`/links/${id}`)
  return page.getByRole('heading', { name: 'Tags as sent' })
}

async function openRevokeMany(page: Page): Promise<Locator> {
  await openLinks(page)
  await page.getByRole('button', { name: 'Revoke many' }).click()
  await page.getByRole('dialog').getByLabel('Customer ID').fill('user_42')
  await page.getByRole('button', { name: 'Find live links' }).click()
  return page.getByRole('dialog').getByRole('button', { name: /^Revoke \d/ })
}

async function openAudit(page: Page): Promise<Locator> {
  await signInAs(page, 'Viewer', '/audit?kind=sign-ins')
  return page.getByRole('table', { name: 'Audit log' })
}

async function openEmptyAudit(page: Page): Promise<Locator> {
  await signInAs(page, 'Viewer', '/audit?from=2999-01-01')
  return page.getByText('No such event')
}

async function openNoAudit(page: Page): Promise<Locator> {
  await signInAs(page, 'Agent', '/audit')
  return page.getByText('There is no such page')
}

async function openSettings(page: Page): Promise<Locator> {
  await signInAs(page, 'Viewer')
  await signInAs(page, 'Admin', '/settings')
  return page.getByRole('table', { name: 'Staff' })
}

async function openDisabling(page: Page): Promise<Locator> {
  await openSettings(page)
  await page.getByRole('button', { name: 'Disable Demo viewer' }).click()
  return page.getByRole('dialog')
}

async function openNewKey(page: Page): Promise<Locator> {
  await signInAs(page, 'Admin', '/settings')
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Back office')
  await page.getByRole('button', { name: 'Make key' }).click()
  return page.getByRole('textbox', { name: 'API key' })
}
