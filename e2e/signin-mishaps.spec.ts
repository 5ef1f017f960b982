import { expect, type Page } from 'playwright/test'

import { deskTest } from './fixtures/app-test'

/** Goes to a page of the desk and from there to the identity provider. */
const leave = async (page: Page) => {
  await page.goto('/links')
  await page.getByRole('button', { name: 'Continue with Example SSO' }).click()
  await expect(page.getByLabel('Email')).toBeVisible()
}

const answer = async (page: Page) => {
  await page.getByLabel('Email').fill('agent@example.com')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the sign-in page says then; from there the sign-in works, and leads to where it was to lead at first. */
const tryAgain = async (page: Page) => {
  await expect(page.getByRole('main').getByRole('alert')).toContainText('was not finished')
  await page.getByRole('button', { name: 'Continue with Example SSO' }).click()
  // The provider may know the person by now.
  await expect(page.getByLabel('Email').or(page.getByRole('heading', { name: 'Links' }))).toBeVisible()
  if (await page.getByLabel('Email').isVisible()) await answer(page)
  await expect(page).toHaveURL(/\/links$/)
}

deskTest(
  'an answer whose cookies are lost, or too late for them, is asked for again',
  async ({ page, context }) => {
    await leave(page)
    for (const name of ['state', 'pkceCodeVerifier', 'nonce'])
      await context.clearCookies({ name: `desk.${name}` })
    await answer(page)
    await tryAgain(page)
  },
)

deskTest('of two tabs that sign in, each gets in, whichever is first', async ({ context, deskApp }) => {
  for (const first of [0, 1]) {
    await context.clearCookies()
    const tabs = [await context.newPage(), await context.newPage()] as const
    for (const tab of tabs) await leave(tab)
    await answer(tabs[first === 0 ? 0 : 1])
    // The second tab began last, so that only its answer is awaited.
    if (first === 0) await tryAgain(tabs[0])
    await expect(tabs[first === 0 ? 0 : 1]).toHaveURL(`${deskApp.origin}/links`)
    await answer(tabs[first === 0 ? 1 : 0])
    await expect(tabs[first === 0 ? 1 : 0]).toHaveURL(`${deskApp.origin}/links`)
    for (const tab of tabs) await tab.close()
  }
})
