import { expect, type Locator, type Page } from 'playwright/test'

import { countOf } from '@/lib/testing/evidence'

import { sandboxTest } from './fixtures/app-test'
import { fillLinkForm, linkField, pickIntegration, submitLinkForm } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const long = 'x'.repeat(256)

const textRules = [
  { name: 'customerId', value: '', message: 'Enter the customer ID' },
  { name: 'customerId', value: '   ', message: 'Enter the customer ID' },
  { name: 'customerId', value: long, message: 'at most 255 characters' },
  { name: 'email', value: 'ada', message: 'Enter a full email address' },
  { name: 'email', value: 'ada@acme', message: 'Enter a full email address' },
  { name: 'displayName', value: long, message: 'at most 255 characters' },
  { name: 'organizationId', value: long, message: 'at most 255 characters' },
  { name: 'organizationName', value: long, message: 'at most 255 characters' },
] as const

const tagRules = [
  { key: '1st', value: 'x', field: 'name', message: 'Start with a letter' },
  { key: 'has space', value: 'x', field: 'name', message: 'Start with a letter' },
  { key: 'k'.repeat(65), value: 'x', field: 'name', message: 'at most 64 characters' },
  { key: 'End_User_Id', value: 'x', field: 'name', message: 'end_user_id' },
  { key: '', value: 'x', field: 'name', message: 'Give the tag a name' },
  { key: 'plan', value: '', field: 'value', message: 'Give the tag a value' },
  { key: 'plan', value: long, field: 'value', message: 'at most 255 characters' },
] as const

sandboxTest.beforeEach(async ({ page }) => {
  await signInAs(page, 'Agent')
})

sandboxTest('what is wrong with a text is said at its field, and everything is kept', async ({ page }) => {
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  for (const { name, value, message } of textRules)
    await sandboxTest.step(`${name} "${value.slice(0, 12)}": ${message}`, async () => {
      const field = linkField(page, name)
      await field.fill(value)
      await submitLinkForm(page)
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      await expect(field).toHaveAccessibleDescription(new RegExp(message))
      await expect(field).toHaveValue(value)
      await expectChosen(page, 'GitHub')
      await expectNoCard(page)
      await field.fill(name === 'customerId' ? 'user_42' : '')
      await expect(field).not.toHaveAttribute('aria-invalid', 'true')
    })
})

sandboxTest('at least one integration is needed, and the rest of the form is kept', async ({ page }) => {
  await fillLinkForm(page, { customerId: 'user_42', email: 'ada@acme.example', displayName: 'Ada' })
  await submitLinkForm(page)
  const integrations = page.getByRole('combobox', { name: 'Integrations' })
  await expect(integrations).toHaveAccessibleDescription(/Choose at least one integration/)
  await expect(linkField(page, 'customerId')).toHaveValue('user_42')
  await expect(linkField(page, 'email')).toHaveValue('ada@acme.example')
  await expect(linkField(page, 'displayName')).toHaveValue('Ada')
  await expectNoCard(page)
})

sandboxTest('what is wrong with a tag is said at its name or its value', async ({ page }) => {
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await addTag(page, 'plan', 'pro')
  for (const { key, value, field, message } of tagRules)
    await sandboxTest.step(`tag "${key.slice(0, 12)}"="${value.slice(0, 12)}": ${message}`, async () => {
      await tagInputs(page, 'name').fill(key)
      await tagInputs(page, 'value').fill(value)
      await submitLinkForm(page)
      await expect(tagInputs(page, field)).toHaveAccessibleDescription(new RegExp(message))
      await expect(tagInputs(page, 'name')).toHaveValue(key)
      await expect(tagInputs(page, 'value')).toHaveValue(value)
      await expectNoCard(page)
    })
})

sandboxTest('the same tag twice is refused at the second', async ({ page }) => {
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  await addTag(page, 'plan', 'pro')
  await addTag(page, 'PLAN', 'free')
  await submitLinkForm(page)
  const names = tagInputs(page, 'name')
  await expect(names.nth(1)).toHaveAccessibleDescription(/already in the list/)
  await expect(names.nth(0)).not.toHaveAttribute('aria-invalid', 'true')
})

sandboxTest('several integrations and every field make a link', async ({ page }) => {
  await fillLinkForm(page, {
    customerId: 'user_42',
    email: 'ada@acme.example',
    displayName: 'Ada Lovelace',
    organizationId: 'org_7',
    organizationName: 'Acme',
    integrations: ['GitHub'],
    language: 'de',
  })
  await pickIntegration(page, 'HubSpot')
  await addTag(page, 'plan', 'pro')
  await submitLinkForm(page)
  const card = page.getByRole('region', { name: 'Connect link' })
  await expect(card).toContainText('Ada Lovelace')
  await expect(card).toContainText('GitHub')
  await expect(card).toContainText('HubSpot')
})

const chips = (page: Page) => page.getByRole('button', { name: /^Remove / })
const search = (page: Page) => page.getByRole('combobox', { name: 'Integrations' })

sandboxTest(
  'no key is lost in the integrations box, however fast, and Enter never takes one back',
  async ({ page }) => {
    for (const delay of countOf(1, 2) === 1 ? [3, 100] : [3, 30, 300]) {
      await page.goto('/')
      await fillLinkForm(page, { customerId: 'user_42' })
      await search(page).focus()
      for (const key of [
        'g',
        'i',
        't',
        'Enter',
        'h',
        'u',
        'b',
        'Enter',
        's',
        'l',
        'Enter',
        'g',
        'i',
        't',
        'h',
        'u',
        'b',
        'Enter',
      ])
        await page.keyboard.press(key, { delay })
      await expect(chips(page), `${delay} ms a key`).toHaveText(['', '', ''])
      for (const name of ['GitHub', 'HubSpot', 'Slack']) await expectChosen(page, name)
      await expect(search(page)).toHaveValue('')
      await expect(page.getByText('GitHub is chosen already.')).toBeAttached()
    }
    await page.keyboard.press('Backspace')
    await expect(chips(page)).toHaveCount(2)
    await page.keyboard.press('Enter')
    const card = page.getByRole('region', { name: 'Connect link' })
    await expect(card).toContainText('HubSpot')
    await expect(card).not.toContainText('Slack')
  },
)

sandboxTest(
  'two fast Enters choose and send once, and a search that is not chosen is not passed over',
  async ({ page }) => {
    await fillLinkForm(page, { customerId: 'user_42' })
    await search(page).fill('hub')
    await submitLinkForm(page)
    await expect(search(page)).toHaveAccessibleDescription(/“hub” is not chosen yet/)
    await expect(search(page)).toBeFocused()
    await expectNoCard(page)
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    for (const key of ['Enter', 'Enter', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByRole('region', { name: 'Connect link' })).toContainText('HubSpot')
    await expect(page.getByText('Choose at least one integration')).toBeHidden()
    expect(posts).toHaveLength(1)
  },
)

sandboxTest('the summary leaves with the last field that was wrong', async ({ page }) => {
  await fillLinkForm(page, { customerId: '', email: 'ada', integrations: ['GitHub'] })
  await addTag(page, 'plan', 'pro')
  await addTag(page, 'PLAN', 'free')
  await submitLinkForm(page)
  const summary = page.getByText('Some fields need another look')
  await expect(summary).toBeVisible()
  await linkField(page, 'customerId').fill('user_42')
  await linkField(page, 'email').fill('ada@acme.example')
  await expect(summary).toBeVisible()
  await tagInputs(page, 'name').first().fill('tier')
  await expect(summary).toBeHidden()
  await expect(tagInputs(page, 'name').last()).not.toHaveAttribute('aria-invalid', 'true')
  await submitLinkForm(page)
  await expect(page.getByRole('region', { name: 'Connect link' })).toContainText('user_42')
})

async function addTag(page: Page, key: string, value: string): Promise<void> {
  const addButton = page.getByRole('button', { name: 'Add tag' })
  if (!(await addButton.isVisible())) await page.getByText(/^Tags/).first().click()
  await addButton.click()
  await tagInputs(page, 'name').last().fill(key)
  await tagInputs(page, 'value').last().fill(value)
}

function tagInputs(page: Page, part: 'name' | 'value'): Locator {
  return page.getByRole('textbox', { name: new RegExp(`^Tag \\d+ ${part}$`) })
}

async function expectChosen(page: Page, integration: string): Promise<void> {
  await expect(page.getByRole('button', { name: new RegExp(`Remove ${integration}`) })).toBeVisible()
}

async function expectNoCard(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Connect link' })).toBeHidden()
}

sandboxTest('Advanced offers what each integration takes', async ({ page }) => {
  await pickIntegration(page, 'Private API key')
  await page.getByText('Advanced', { exact: true }).click()
  const ofKey = page.getByRole('group', { name: 'Private API key' })
  await expect(ofKey).toContainText('asks customers for nothing that could be set beforehand')
  await expect(ofKey.getByRole('button', { name: 'Add config value' })).toHaveCount(0)
  await expect(ofKey.getByRole('textbox', { name: 'OAuth scopes' })).toHaveCount(0)
  await expect(ofKey.getByRole('button', { name: 'Add parameter' })).toHaveCount(0)
  await pickIntegration(page, 'GitHub')
  const ofGitHub = page.getByRole('group', { name: 'GitHub' })
  await expect(ofGitHub.getByRole('textbox', { name: 'OAuth scopes' })).toBeVisible()
  await expect(ofGitHub.getByRole('button', { name: 'Add parameter' })).toBeVisible()
})
