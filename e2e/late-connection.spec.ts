import { expect, type Locator, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { openPhone, openProvider, pressAllow } from './fixtures/customer'
import { copyLink, createLink, linkCard } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

/** Revokes the link on the card, and says that it was told what that does not stop. */
const revoke = async (page: Page) => {
  await linkCard(page).getByRole('button', { name: 'Revoke' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke this link?' })
  await expect(dialog).toContainText('can still finish for about an hour; you would be told.')
  await dialog.getByRole('button', { name: 'Revoke link' }).click()
  await expect(linkCard(page)).toContainText('This link was revoked')
  await expect(linkCard(page)).toContainText('can still finish for about an hour; you would be told.')
}

/** The card of a link that has ended asks every ten seconds; they pass on the clock of its page. */
const expectAtNextLook = (page: Page, alarm: Locator, text: string) =>
  expect(async () => {
    await page.clock.fastForward(10_000)
    await expect(alarm).toContainText(text, { timeout: 1_000 })
  }).toPass()

sandboxTest(
  'a customer who finishes after the link was revoked is an alarm, which is tagged or disconnected',
  { tag: '@long' },
  async ({ page, browser }) => {
    sandboxTest.slow()
    await page.clock.install()
    await signInAs(page, 'Admin')
    const begin = async (customerId: string) => {
      await page.goto('/')
      await createLink(page, { customerId, integrations: ['GitHub'] })
      const phone = await openPhone(browser)
      await phone.goto(await copyLink(page))
      const provider = await openProvider(phone)
      await revoke(page)
      await pressAllow(provider)
      await expect(phone.getByRole('heading', { name: /^Success/ })).toBeVisible()
      await phone.context().close()
    }
    const alarm = linkCard(page).getByRole('alert').filter({ hasText: 'It may have come of this link' })

    await begin('user_late')
    await expectAtNextLook(page, alarm, 'A GitHub connection without a customer appeared at')
    await expectNoAxeViolations(page)
    await page.goto('/links?status=alarm')
    await page.getByRole('link', { name: 'user_late' }).click()
    await expect(
      page.getByText('It may have come of this link after its end: it bears no tags.'),
    ).toBeVisible()
    await alarm.getByRole('button', { name: 'It is right: tag it for this customer' }).click()
    await expect(linkCard(page)).toContainText('Connected at')
    await expect(alarm).toBeHidden()
    await page.goto('/audit?kind=link.alarm_settled')
    // Other links that ended lately may have been meant, too: each of them tells of it.
    await expect(
      page.getByText(/came of the link lnk_.* and was tagged for its customer/).first(),
    ).toBeVisible()

    await begin('user_stranger')
    await expectAtNextLook(page, alarm, 'A GitHub connection without a customer appeared at')
    await alarm.getByRole('link', { name: 'Disconnect' }).click()
    await expect(page.getByText('may have come of a link after its end')).toBeVisible()
    await page.getByRole('button', { name: 'Disconnect' }).click()
    const dialog = page.getByRole('dialog', { name: 'Disconnect?' })
    await dialog
      .getByRole('textbox')
      .fill(decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? ''))
    await dialog.getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByText('The connection is removed.')).toBeVisible()
    await page.goto('/links?status=alarm')
    await expect(page.getByRole('link', { name: 'user_stranger' })).toBeHidden()
  },
)
