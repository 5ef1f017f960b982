import { expect, type Locator, type Page } from 'playwright/test'

import { countOf } from '@/lib/testing/evidence'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { deskTest, sandboxTest } from './fixtures/app-test'
import { haveCard, haveLink } from './fixtures/have-link'
import { fillLinkForm, linkField, someone, submitLinkForm } from './fixtures/link-form'
import { expectSeenByAll } from './fixtures/sight'
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

const phone = { width: 360, height: 740 }
const desktop = { width: 1440, height: 900 }

/** Axe reckons for as long as the machine takes, four times a page; nothing else here may wait that long. */
const patienceMs = 300_000

sandboxTest.describe('axe finds nothing and nothing is too wide', () => {
  // Opened on the phone, where there is least room to get there.
  sandboxTest.use({ viewport: phone, reducedMotion: 'reduce' })
  sandboxTest.describe.configure({ timeout: patienceMs })
  for (const { title, open } of sandboxPages)
    sandboxTest(title, async ({ page }) => expectGoodLooks(page, title, await open(page)))
})

deskTest.describe('axe finds nothing and nothing is too wide', () => {
  deskTest.use({ viewport: phone, reducedMotion: 'reduce' })
  deskTest.describe.configure({ timeout: patienceMs })
  deskTest('sign-in with a provider', async ({ page }) =>
    expectGoodLooks(page, 'sign-in with a provider', await openAt(page, '/signin', 'Sign in')),
  )
})

/** Pages on which between them everything stands that differs between the themes: axe looks at these in both. */
const inBothThemes = ['New link with errors', 'the link card', 'Links narrowed, with a menu open', 'Settings']

type Scheme = 'light' | 'dark'

/** In which themes a page is looked at in each width, and in which of them by axe: as evidence, in all of them. */
const schemesFor = (title: string, viewport: typeof phone): { schemes: Scheme[]; axed: Scheme[] } => {
  if (countOf(1, 2) === 2) return { schemes: ['light', 'dark'], axed: ['light', 'dark'] }
  if (viewport === phone) return { schemes: ['dark'], axed: ['dark'] }
  return { schemes: ['light'], axed: inBothThemes.includes(title) ? ['light'] : [] }
}

async function expectGoodLooks(page: Page, title: string, seen: Locator): Promise<void> {
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport)
    const { schemes, axed } = schemesFor(title, viewport)
    for (const colorScheme of schemes) {
      const variant = `${colorScheme}, ${viewport.width} px`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect.soft(seen, variant).toBeVisible()
      if (axed.includes(colorScheme)) await expectNoAxeViolations(page, variant)
      expect.soft(await overflowOf(page), `pixels too wide: ${variant}`).toBeLessThanOrEqual(0)
    }
  }
  await expectSeenByAll(page)
}

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

/** How many pixels the page is wider than the window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
