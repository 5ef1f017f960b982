import { expect } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectAsCustomer, openPhone } from './fixtures/customer'
import {
  type HandoffForm,
  heading,
  openHandoff,
  passCheck,
  pressConnect,
  typeKeyInFrame,
} from './fixtures/handoff'
import { haveCard, haveLink } from './fixtures/have-link'
import { copyLink, linkCard, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

sandboxTest(
  'a connection is connected anew by a link of three days that was made from its page',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const customer = someone()
    await haveCard(page, { ...customer, integrations: ['Private API key'] })
    const phone = await openPhone(browser)
    await connectAsCustomer(phone, await copyLink(page), { apiKey: 'good-key' })
    await page.getByRole('link', { name: 'Open connection' }).click()
    await page.getByRole('button', { name: 'Share reconnect link' }).click()
    await page.getByRole('radio', { name: '3 days' }).check()
    await page.getByRole('button', { name: 'Create reconnect link' }).click()
    await expect(linkCard(page)).toContainText('Not opened yet')
    const url = await copyLink(page)
    expect(url).toMatch(/\/c\/[0-9a-hjkmnp-tv-z]{26}$/)
    await phone.goto(url)
    await expect(heading(phone, 'asks you to connect an account again')).toBeVisible()
    await phone.getByRole('button', { name: 'Continue' }).click()
    await passCheck(phone, customer.email)
    await typeKeyInFrame(phone)
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expect(linkCard(page)).toContainText('Connected')
  },
)

sandboxTest(
  'a link that opens nothing any more is asked for anew by its customer',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const form: HandoffForm = { ...someone(), integrations: ['GitHub'], worksFor: '3d', check: 'none' }
    const { id, url } = await haveLink(page, form)
    await page.goto(`/?link=${id}`)
    const phone = await openHandoff(browser, url)
    await phone.route('**/api/customer/session', (route) => route.fulfill({ status: 409, json: {} }))
    await pressConnect(phone, 'Connect GitHub')
    await expect(phone.getByText('This link no longer opens the window')).toBeVisible()
    await expectNoAxeViolations(phone)
    await phone.getByRole('button', { name: 'Ask for a new link' }).click()
    await expect(phone.getByText('We told Demo that you need a new link.')).toBeVisible()
    await expect(linkCard(page)).toContainText('The customer asked for a new link')
    await linkCard(page).getByRole('button', { name: 'Renew' }).click()
    await page
      .getByRole('dialog', { name: 'Renew this link?' })
      .getByRole('button', { name: 'Renew' })
      .click()
    await expect(linkCard(page)).toContainText('A new link was asked for.')
    await linkCard(page).getByRole('button', { name: 'Send by mail' }).click()
    const mail = page.getByRole('dialog', { name: 'Send by mail' })
    await expect(mail.getByLabel('Message')).toHaveValue(/A new link was asked for; here it is\./)
  },
)
