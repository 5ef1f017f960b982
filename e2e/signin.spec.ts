import { expect } from 'playwright/test'

import { deskTest, sandboxTest } from './fixtures/app-test'
import { pressSignIn, signInWithOidc } from './fixtures/sign-in'

deskTest('staff of the domain get in through the identity provider', async ({ page, deskApp }) => {
  await signInWithOidc(page, 'agent@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  await expect(page.getByText('agent · Agent').filter({ visible: true })).toBeVisible()
})

deskTest('an address of ADMIN_EMAILS is an admin', async ({ page, deskApp }) => {
  await signInWithOidc(page, 'admin@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  await expect(page.getByText('admin · Admin').filter({ visible: true })).toBeVisible()
})

const refused = [
  { title: 'a person of another domain', email: 'stranger@elsewhere.example' },
  { title: 'a look-alike domain', email: 'agent@example.com.evil.example' },
  { title: 'an unverified address', email: 'unverified@example.com' },
]

for (const { title, email } of refused) {
  deskTest(`${title} is not let in and is told whom to ask`, async ({ page }) => {
    await signInWithOidc(page, email)
    await expect(page).toHaveURL(/\/not-allowed/)
    await expect(page.getByRole('main')).toContainText(/ask/i)
    await page.goto('/')
    await expect(page).toHaveURL(/\/signin/)
  })
}

deskTest('outside sandbox mode there is no one-click staff', async ({ page, deskApp }) => {
  await page.goto('/signin')
  await expect(page.getByRole('button', { name: 'Continue with Example SSO' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Continue as/ })).toHaveCount(0)
  const demo = await page.request.get(`${deskApp.origin}/api/auth/callback/sandbox`)
  expect(demo.status()).toBe(404)
})

deskTest('without a sign-in nothing is served but the way to it', async ({ page, deskApp }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/signin/)
  const status = await page.request.get(`${deskApp.origin}/api/desk/links/lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV`)
  expect(status.status()).toBe(401)
})

const foreignPaths = ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']

for (const path of foreignPaths) {
  sandboxTest(`callbackUrl ${path} is not followed`, async ({ page, sandboxApp }) => {
    await page.goto(`/signin?callbackUrl=${encodeURIComponent(path)}`)
    await page.getByRole('button', { name: 'Continue as Agent' }).click()
    await expect(page).toHaveURL(`${sandboxApp.origin}/`)
  })

  deskTest(`callbackUrl ${path} is not followed after single sign-on`, async ({ page, deskApp }) => {
    await signInWithOidc(page, 'agent@example.com', `/signin?callbackUrl=${encodeURIComponent(path)}`)
    await expect(page).toHaveURL(`${deskApp.origin}/`)
  })
}

sandboxTest('callbackUrl brings back to a path of the desk', async ({ page, sandboxApp }) => {
  await page.goto(`/signin?callbackUrl=${encodeURIComponent('/?from=mail')}`)
  await page.getByRole('button', { name: 'Continue as Agent' }).click()
  await expect(page).toHaveURL(`${sandboxApp.origin}/?from=mail`)
})

sandboxTest.describe('without JavaScript in the browser', () => {
  sandboxTest.use({ javaScriptEnabled: false })

  sandboxTest('demo staff get in', async ({ page, sandboxApp }) => {
    await pressSignIn(page, 'Agent')
    await expect(page).toHaveURL(`${sandboxApp.origin}/`)
    await expect(page.getByRole('combobox', { name: 'Customer ID' })).toBeVisible()
  })
})

deskTest.describe('without JavaScript in the browser', () => {
  deskTest.use({ javaScriptEnabled: false })

  deskTest('staff get in through the identity provider', async ({ page, deskApp }) => {
    await signInWithOidc(page, 'agent@example.com')
    await expect(page).toHaveURL(`${deskApp.origin}/`)
  })
})
