import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'

import { expect, type Locator, type Page, type Request } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { haveLink } from './fixtures/have-link'
import {
  createLink,
  customerFields,
  expectActive,
  expectCustomer,
  linkCard,
  linkField,
  type LinkForm,
  pickIntegration,
  someone,
  submitLinkForm,
} from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const suggestions = (page: Page) =>
  page.getByRole('listbox', { name: 'Recent customers' }).getByRole('option')

const typeInto = async (field: Locator, text: string) => {
  await field.click()
  await field.pressSequentially(text)
}

/** Makes a link for each, the last one newest, and opens an empty form. */
const remember = async (page: Page, ...customers: LinkForm[]) => {
  for (const customer of customers) await haveLink(page, { ...customer, integrations: ['GitHub'] })
  await page.goto('/')
}

const integrations = (page: Page) => page.getByRole('combobox', { name: 'Integrations' })
const settled = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

sandboxTest.beforeEach(({ page }) => signInAs(page, 'Agent'))

for (const name of process.env['EVIDENCE'] ? customerFields : customerFields.slice(0, 2)) {
  sandboxTest(`a recent customer is offered while ${name} is typed, and fills the form`, async ({ page }) => {
    const grace = someone()
    await remember(page, grace)
    await linkField(page, name === 'customerId' ? 'organizationName' : 'customerId').fill('mistaken')
    await typeInto(linkField(page, name), grace[name].slice(0, -1).toUpperCase())
    const offered = suggestions(page)
    await expect(offered).toHaveText([/Grace .*Navy .*user_.*navy\.example/])
    await offered.click()
    await expectCustomer(page, grace)
    await expect(integrations(page)).toBeFocused()
    await expect(page.getByText('4 of 10 left')).toBeVisible()
    await pickIntegration(page, 'GitHub')
    await submitLinkForm(page)
    await expect(linkCard(page)).toContainText(grace.displayName)
  })
}

sandboxTest('one press of Undo brings back what was typed', async ({ page }) => {
  const grace = someone()
  await remember(page, grace)
  await linkField(page, 'email').fill('typed@acme.example')
  await typeInto(linkField(page, 'displayName'), grace.displayName)
  await suggestions(page).click()
  await expectCustomer(page, grace)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectCustomer(page, { email: 'typed@acme.example', displayName: grace.displayName })
  await expect(linkField(page, 'displayName')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden()
})

sandboxTest(
  'by keyboard alone: down into the list, up and out of it, Escape, Tab, Enter',
  async ({ page }) => {
    const [older, newer] = [someone(), someone()]
    const shared = `Crew ${randomUUID().slice(0, 8)}`
    await remember(page, { ...older, organizationName: shared }, { ...newer, organizationName: shared })
    const field = linkField(page, 'displayName')
    await typeInto(field, shared)
    const [first, second] = [suggestions(page).nth(0), suggestions(page).nth(1)]
    await expect(first).toContainText(newer.displayName)
    await expect(page.getByText('2 recent customers match, press the down arrow')).toBeAttached()
    await page.keyboard.press('ArrowDown')
    await expectActive(field, first)
    await page.keyboard.press('ArrowDown')
    await expectActive(field, second)
    for (const key of ['ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
    await expect(suggestions(page).and(page.getByRole('option', { selected: true }))).toHaveCount(0)
    await expect(field).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(first).toBeHidden()
    await expect(field).toHaveValue(shared)
    await field.press('Backspace')
    await expect(first).toBeVisible()
    for (const key of ['ArrowDown', 'Tab']) await page.keyboard.press(key)
    await expect(linkField(page, 'organizationId')).toBeFocused()
    await expect(first).toBeHidden()
    await typeInto(field, shared.slice(-1))
    await expect(second).toBeVisible()
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await expectCustomer(page, { ...older, organizationName: shared })
    await expect(integrations(page)).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expectCustomer(page, { displayName: shared })
  },
)

const served = async (page: Page) => {
  const grace = someone()
  await createLink(page, { ...grace, integrations: ['GitHub'], language: 'de' })
  return grace
}

sandboxTest('the next customer inherits nothing: another id, and the way back', async ({ page }) => {
  const grace = await served(page)
  const id = linkField(page, 'customerId')
  await id.press('End')
  await id.pressSequentially('0', { delay: 3 })
  await expectCustomer(page, { customerId: `${grace.customerId}0` })
  await expect(page.getByRole('button', { name: 'Remove GitHub' })).toBeHidden()
  await expect(page.getByLabel('Language')).toHaveValue('')
  await expect(page.getByText(`Cleared what was ${grace.displayName}’s.`).first()).toBeVisible()
  await id.press('Backspace')
  await expectCustomer(page, grace)
  await expect(page.getByRole('group', { name: 'GitHub' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Remove GitHub' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden()
  await id.fill('someone_else')
  await linkField(page, 'email').fill('else@acme.example')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectCustomer(page, { ...grace, customerId: 'someone_else', email: 'else@acme.example' })
  await expect(page.getByLabel('Language')).toHaveValue('de')
})

sandboxTest(
  'a filled customer’s data leaves with the id, and stays with what was typed',
  async ({ page }) => {
    const grace = someone()
    await remember(page, grace)
    await pickIntegration(page, 'Slack')
    await typeInto(linkField(page, 'displayName'), grace.displayName)
    await suggestions(page).click()
    await expectCustomer(page, grace)
    await linkField(page, 'organizationName').fill('Typed')
    await linkField(page, 'customerId').fill('other')
    await expectCustomer(page, { customerId: 'other', organizationName: 'Typed' })
    await expect(page.getByRole('button', { name: 'Remove Slack' })).toBeVisible()
  },
)

sandboxTest(
  'New link empties the form by button, by N and by the sidebar, and Undo brings it back',
  async ({ page }) => {
    const ways = [
      () => page.getByRole('button', { name: 'New link', exact: true }).click(),
      async () => {
        await linkCard(page).focus()
        await page.keyboard.press('n')
      },
      () => page.getByRole('link', { name: 'New link', exact: true }).click(),
    ]
    const grace = await served(page)
    for (const clear of ways) {
      await clear()
      await expectCustomer(page, {})
      await expect(linkField(page, 'customerId')).toBeFocused()
      await expect(linkCard(page)).toBeHidden()
      await expect(page).toHaveURL(/\/$/)
      await page.keyboard.type('n')
      await page.getByRole('button', { name: 'Undo' }).click()
      await expectCustomer(page, grace)
      await expect(page.getByRole('button', { name: 'Remove GitHub' })).toBeVisible()
      await expect(linkCard(page)).toContainText(grace.displayName)
    }
    await page.getByRole('button', { name: 'Undo' }).click()
    await expectCustomer(page, { customerId: 'n' })
  },
)

sandboxTest(
  'the list lies over the form, moves nothing, and leaves when nothing matches',
  async ({ page }) => {
    const grace = someone()
    await remember(page, grace)
    const below = page.getByRole('button', { name: 'Create link' })
    const before = await below.boundingBox()
    await typeInto(linkField(page, 'customerId'), grace.customerId)
    await expect(suggestions(page)).toHaveCount(1)
    expect(await below.boundingBox()).toEqual(before)
    await linkField(page, 'customerId').pressSequentially('x')
    await expect(suggestions(page)).toHaveCount(0)
  },
)

sandboxTest('a slow older answer never takes the place of a newer one', async ({ page }) => {
  const [one, two] = [someone(), someone()]
  const shared = `Fleet ${randomUUID().slice(0, 8)}`
  await remember(page, { ...one, organizationName: shared }, { ...two, organizationName: shared })
  const isOlder = (request: Request) => request.url().includes(shared.toLowerCase().replace(' ', '+'))
  const gate = new EventEmitter()
  const held = once(gate, 'open')
  await page.route(/\/api\/desk\/customers\?/, async (route) => {
    if (!isOlder(route.request())) return route.continue()
    const answer = await route.fetch()
    await held
    // The page may have given it up by now.
    return route.fulfill({ response: answer }).catch(() => {})
  })
  const asked = page.waitForRequest(isOlder)
  const over = Promise.race([
    page.waitForEvent('requestfinished', isOlder),
    page.waitForEvent('requestfailed', isOlder),
  ])
  const field = linkField(page, 'organizationName')
  await field.fill(shared)
  await asked
  await field.fill(two.displayName)
  await expect(suggestions(page)).toHaveText([new RegExp(two.displayName)])
  gate.emit('open')
  await over
  await settled(page)
  await expect(suggestions(page)).toHaveText([new RegExp(two.displayName)])
})

sandboxTest('without an answer the form works as ever', async ({ page }) => {
  const grace = someone()
  await remember(page, grace)
  await page.route(/\/api\/desk\/customers/, (route) => route.abort())
  const failed = page.waitForEvent('requestfailed')
  await typeInto(linkField(page, 'customerId'), grace.customerId)
  await failed
  await pickIntegration(page, 'GitHub')
  await expect(suggestions(page)).toHaveCount(0)
  await submitLinkForm(page)
  await expect(linkCard(page)).toContainText(grace.customerId)
})

sandboxTest('viewers are told nothing', async ({ page }) => {
  const grace = someone()
  await remember(page, grace)
  await page.context().clearCookies()
  await signInAs(page, 'Viewer')
  for (const address of [
    `/api/desk/customers?search=${grace.customerId}`,
    `/api/desk/customers/standing?id=${grace.customerId}&integrations=github`,
  ])
    expect((await page.request.get(address)).status()).toBe(404)
})
