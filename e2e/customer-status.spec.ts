import { expect } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import {
  copyLink,
  createLink,
  expectCustomer,
  fillLinkForm,
  linkCard,
  linkField,
  pickIntegration,
  someone,
} from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

sandboxTest.beforeEach(({ page }) => signInAs(page, 'Agent'))

sandboxTest(
  'who has a live link already is said before another is made',
  async ({ page, browser, sandboxApp }) => {
    const grace = someone()
    const context = await browser.newContext({ baseURL: sandboxApp.origin })
    const colleague = await context.newPage()
    await signInAs(colleague, 'Admin')
    await createLink(colleague, { ...grace, integrations: ['GitHub'] })
    const linkId = new URL(colleague.url()).searchParams.get('link') ?? ''
    await context.close()

    await page.goto('/')
    const create = page.getByRole('button', { name: 'Create link' })
    await fillLinkForm(page, { customerId: grace.customerId, integrations: ['HubSpot', 'GitHub'] })
    const before = await create.boundingBox()
    const said = page.getByText(
      new RegExp(`${grace.customerId} has a live link for GitHub since \\d\\d:\\d\\d by Demo admin\\.`),
    )
    await expect(said).toBeVisible()
    expect(await create.boundingBox()).toEqual(before)

    // Before the button in the order of reading, and beside it.
    const notice = await said.boundingBox()
    expect(
      notice && before && notice.x + notice.width <= before.x && notice.y < before.y + before.height,
    ).toBe(true)

    await page.getByRole('link', { name: 'Show it' }).click()
    await expect(page).toHaveURL(new RegExp(`link=${linkId}$`))
    await expect(linkCard(page)).toContainText(grace.displayName)
    await expectCustomer(page, { customerId: grace.customerId })

    await expect(said).toBeHidden()
    await create.click()
    // Their own link stands beside the form: it is no news.
    await expect(linkCard(page)).toContainText('HubSpot')
    await expect(said).toBeVisible()
    await expect(page.getByText('2 live links')).toBeHidden()
    await expectNoAxeViolations(page, 'a form beside its link')
    await linkCard(page).getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(said).toBeVisible()
  },
)

sandboxTest(
  'who is connected already is said before a second connection is made',
  async ({ page, context }) => {
    const grace = someone()
    // What the desk was told while the form was filled in it believes for half a minute.
    await page.route(/customers\/standing/, (route) => route.abort())
    const card = await createLink(page, { ...grace, integrations: ['Private API key'] })
    await page.unroute(/customers\/standing/)
    await connectAsCustomer(await context.newPage(), await copyLink(page), { apiKey: 'good-key' })
    await expect(card).toContainText('Connected', { timeout: 12_000 })
    await card.getByRole('button', { name: 'Same customer' }).click()
    await pickIntegration(page, 'Private API key')
    const day = await page.evaluate(() =>
      new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long' }),
    )
    await expect(
      page.getByText(
        `${grace.customerId} has connected Private API key already, on ${day}. Another link makes a second connection.`,
      ),
    ).toBeVisible()
    await expect(page.getByText(/has a live link/)).toBeHidden()
    await expect(page.getByRole('link', { name: 'Reconnect instead' })).toHaveAttribute(
      'href',
      /^\/connections\/private-api-bearer\/[^/]+\?reconnect=1$/,
    )
    await linkField(page, 'customerId').fill(`${grace.customerId}0`)
    await expect(page.getByText(/has connected/)).toBeHidden()
  },
)
