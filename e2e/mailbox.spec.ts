import { expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { openPhone } from './fixtures/customer'
import { connectInFrame, passCheck } from './fixtures/handoff'
import { haveCard } from './fixtures/have-link'
import { someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

/** The six digits of the newest mail, in another tab of the phone. */
const readDigits = async (phone: Page, mailbox: string) => {
  const tab = await phone.context().newPage()
  await tab.goto(mailbox)
  await tab
    .getByRole('list', { name: 'Mails' })
    .getByRole('link', { name: 'Your six digits' })
    .first()
    .click()
  const digits = /\b\d{3} \d{3}\b/.exec(await tab.getByRole('main').innerText())?.[0]
  await tab.close()
  return digits ?? ''
}

sandboxTest(
  'a link of days is mailed, read in the sandbox’s mailbox on a phone, and connected',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const customer = { ...someone(), integrations: ['GitHub'], worksFor: '7d', check: 'digits' }
    const card = await haveCard(page, customer)
    await card.getByRole('button', { name: 'Send by mail' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send by mail' })
    await expect(dialog.getByLabel('To')).toHaveValue(customer.email ?? '')
    await expect(dialog.getByLabel('Message')).toHaveValue(/\/c\/••••/)
    await expectNoAxeViolations(page)
    await dialog.getByLabel('To').fill('nobody')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(dialog.getByLabel('To')).toHaveAccessibleDescription(/full email address/)
    await dialog.getByLabel('To').fill('ada@example.com')
    await expect(dialog.getByLabel('To')).toHaveAccessibleDescription(/shows that it is them by this address/)
    await dialog.getByRole('checkbox', { name: /^Remind them/ }).check()
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(card).toContainText(/Mail queued \S+ · sent \S+/)
    await expect(card).toContainText('To ada@example.com. Next reminder')

    const mailbox = await page.getByRole('link', { name: 'mailbox' }).getAttribute('href')
    const phone = await openPhone(browser)
    await phone.goto(mailbox ?? '')
    await expectNoAxeViolations(phone)
    await phone.getByRole('list', { name: 'Mails' }).getByRole('link').first().click()
    await expectNoAxeViolations(phone)
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await phone.getByRole('link', { name: /\/c\/[0-9a-z]{26}$/ }).click()
    await phone.getByRole('button', { name: 'Continue' }).click()
    await expect(card).toContainText(/sent \S+ · opened \S+/)
    await phone.getByRole('button', { name: 'Mail me the digits' }).click()
    await expect(card).toContainText(/Digits queued \S+ · sent \S+\. To ada@example\.com\./)
    await expectNoAxeViolations(phone)
    await passCheck(phone, await readDigits(phone, mailbox ?? ''))
    await connectInFrame(phone, 'GitHub')
    await expect(phone.getByRole('heading', { name: 'You are done' })).toBeVisible()
    await phone.context().close()
    await expect(card).toContainText('Connected')
    await card.getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('main')).toContainText(
      'The mail server took the mail with the link to ada@example.com.',
    )
  },
)
