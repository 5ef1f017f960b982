import { expect, type Page } from 'playwright/test'

import type { FaultServer } from '@/lib/testing/fault-server'

import { deskTest } from './fixtures/app-test'
import { freezeTab, measureCountdownError, readCountdown } from './fixtures/countdown'
import { copyLink, createLink, linkCard } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import { rewriteExpiry } from './upstream-faults'

const form = { customerId: 'user_42', integrations: ['GitHub'] }
const createCall = { method: 'POST', path: '/connect/sessions' }
const minuteMs = 60_000

const skews = [
  { title: 'a day behind', skewMs: -1440 * minuteMs },
  { title: '5 minutes behind', skewMs: -5 * minuteMs },
  { title: '5 minutes ahead', skewMs: 5 * minuteMs },
  { title: 'a day ahead', skewMs: 1440 * minuteMs },
]

/** Signs in and makes a link that ends at a time we chose. Returns that time in ms. */
async function makeLinkEndingIn(page: Page, faults: FaultServer, lifeMs: number): Promise<number> {
  await signInAsEmail(page, 'agent@example.com')
  const endsAt = Date.now() + lifeMs
  faults.setFault(createCall, rewriteExpiry(new Date(endsAt).toISOString()))
  await createLink(page, form)
  return endsAt
}

/** What a page that came slowly says is as old as it; the first answer to the card puts that right. */
const expectRight = (page: Page, endsAt: number) =>
  expect.poll(() => measureCountdownError(page, endsAt)).toBeLessThanOrEqual(1)

for (const { title, skewMs } of skews) {
  deskTest(`a browser clock ${title} does not change the countdown`, async ({ page, deskApp }) => {
    await page.clock.install({ time: Date.now() + skewMs })
    const endsAt = await makeLinkEndingIn(page, deskApp.faults, 20 * minuteMs)
    await expectRight(page, endsAt)
    await page.reload()
    await expect(page.getByRole('timer')).toBeVisible()
    await expectRight(page, endsAt)
  })
}

deskTest('Nango’s clock an hour off does not change the countdown', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'agent@example.com')
  const hourMs = 60 * minuteMs
  const endsAt = Date.now() + 20 * minuteMs
  deskApp.faults.setFault(createCall, {
    ...rewriteExpiry(new Date(endsAt + hourMs).toISOString()),
    clockAheadMs: hourMs,
  })
  await createLink(page, form)
  await expectRight(page, endsAt)
})

deskTest('the countdown is right at once after the tab was frozen', async ({ page, deskApp }) => {
  const endsAt = await makeLinkEndingIn(page, deskApp.faults, 20 * minuteMs)
  const before = await readCountdown(page)
  const wake = await freezeTab(page)
  const frozenUntil = Date.now() + 6_000
  await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(frozenUntil)
  await wake()
  // One frame to draw, one to know that it is drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  expect(await measureCountdownError(page, endsAt)).toBeLessThanOrEqual(1)
  expect(await readCountdown(page)).toBeLessThan(before - 4)
})

deskTest('a laptop that slept past the end wakes up to an expired link', async ({ page, deskApp }) => {
  const endsAt = await makeLinkEndingIn(page, deskApp.faults, 8_000)
  const wake = await freezeTab(page)
  await expect.poll(() => Date.now(), { timeout: 15_000 }).toBeGreaterThan(endsAt)
  await wake()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeHidden()
})

deskTest(
  'at the end the link and its code go, and Renew stands in their place',
  async ({ page, deskApp }) => {
    await makeLinkEndingIn(page, deskApp.faults, 8_000)
    const card = linkCard(page)
    await expect(card).toContainText('Expired', { timeout: 15_000 })
    await expect(card.getByRole('img', { name: 'QR code' })).toBeHidden()
    await expect(card.getByRole('button', { name: 'Copy link' })).toBeHidden()
    await expect(card.getByRole('button', { name: 'Renew' })).toBeVisible()
  },
)

deskTest(
  'a link that ends while it is shown full screen is renewed there, and the focus stays',
  async ({ page, deskApp }) => {
    await makeLinkEndingIn(page, deskApp.faults, 8_000)
    const first = new URL(page.url()).searchParams.get('link')
    await linkCard(page).getByRole('button', { name: 'Show full screen' }).click()
    const screen = page.getByRole('dialog', { name: 'QR code for the customer' })
    await expect(screen).toContainText('Example Ltd')
    await expect(screen.getByRole('button', { name: 'Renew' })).toBeVisible({ timeout: 15_000 })
    await expect(screen.getByRole('img', { name: 'QR code' })).toBeHidden()
    deskApp.faults.reset()
    await screen.getByRole('button', { name: 'Renew' }).click()
    await expect(screen.getByRole('img', { name: 'QR code' })).toBeVisible()
    await expect(screen.getByRole('timer')).toContainText(/^(29|30):/)
    await expect(screen).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(screen).toBeHidden()
    await expect(linkCard(page)).toBeFocused()
    const second = new URL(page.url()).searchParams.get('link')
    expect(second).not.toBe(first)
    expect(await copyLink(page)).toContain('session_token=')
    await page.goto(`/links/${second}`)
    await expect(page.getByRole('region', { name: 'History' })).toContainText(
      'Showed the QR code full screen',
    )
  },
)
