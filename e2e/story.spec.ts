import { expect } from 'playwright/test'

import { deskTest, sandboxTest } from './fixtures/app-test'
import { connectAsCustomer, decodeQr, openPhone, openProvider } from './fixtures/customer'
import { copyLink, createLink, linkCard } from './fixtures/link-form'
import { signInAs, signInWithOidc } from './fixtures/sign-in'

const ways = [
  { title: 'OAuth', integration: 'GitHub', options: {} },
  { title: 'an API key', integration: 'Private API key', options: { apiKey: 'key-of-the-customer' } },
  { title: 'OAuth, denied and then allowed', integration: 'HubSpot', options: { isDeniedFirst: true } },
]

for (const { title, integration, options } of ways) {
  sandboxTest(
    `a link is scanned, connected with ${title}, and the agent sees it`,
    async ({ page, browser }) => {
      await signInAs(page, 'Agent')
      const card = await createLink(page, {
        customerId: 'user_42',
        displayName: 'Ada Lovelace',
        integrations: [integration],
      })
      const scanned = await decodeQr(card.getByRole('img', { name: 'QR code' }))
      expect(scanned).toBe(await copyLink(page))

      const phone = await openPhone(browser)
      await connectAsCustomer(phone, scanned, options)
      await phone.context().close()

      await expect(card).toContainText('Connected')
      await expect(card.getByRole('img', { name: 'QR code' })).toBeHidden()
    },
  )
}

sandboxTest('a link that was only denied still waits', async ({ page, browser }) => {
  await signInAs(page, 'Agent')
  const card = await createLink(page, { customerId: 'user_43', integrations: ['GitHub'] })
  const phone = await openPhone(browser)
  await phone.goto(await copyLink(page))
  const provider = await openProvider(phone)
  await provider.getByRole('button', { name: 'Deny' }).click()
  await expect(phone.getByRole('heading', { name: 'Connection failed' })).toBeVisible()
  await phone.context().close()
  await page.waitForResponse(/\/api\/desk\/links\//)
  await expect(card).toContainText('Waiting for the customer')
})

deskTest(
  'the story with single sign-on, PostgreSQL and Nango behind HTTP',
  async ({ page, browser, deskApp }) => {
    await signInWithOidc(page, 'agent@example.com')
    await expect(page).toHaveURL(`${deskApp.origin}/`)
    const card = await createLink(page, { customerId: 'user_44', integrations: ['GitHub'] })
    const scanned = await decodeQr(card.getByRole('img', { name: 'QR code' }))
    expect(new URL(scanned).origin).toBe(deskApp.connectOrigin)
    expect(new URL(scanned).searchParams.get('apiURL')).toBe(deskApp.faults.origin)

    const phone = await openPhone(browser)
    await connectAsCustomer(phone, scanned)
    await phone.context().close()
    await expect(linkCard(page)).toContainText('Connected')
  },
)
