import { randomUUID } from 'node:crypto'

import { expect, type Page } from 'playwright/test'

import { deskTest } from './fixtures/app-test'
import { connectAsCustomer } from './fixtures/customer'
import { haveCard } from './fixtures/have-link'
import { copyLink, createLink, fillLinkForm, linkField, someone, submitLinkForm } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import { rewriteExpiry } from './upstream-faults'

const apiKey = 'Private API key'
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const boxOf = (page: Page, name: string) => page.getByRole('checkbox', { name })

/** Somebody whom no other test knows, with these preferences switched on. */
const signInWith = async (page: Page, ...names: string[]) => {
  await signInAsEmail(page, `${randomUUID().slice(0, 8)}@example.com`)
  for (const name of names) await setPreference(page, name, true)
}

const setPreference = async (page: Page, name: string, isOn: boolean) => {
  await page.goto('/preferences')
  await expect(async () => {
    await boxOf(page, name).setChecked(isOn, { timeout: 1_000 })
    await expect(page.getByText('Saved.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.goto('/')
}

/** Keeps in `window.heard` the tones and notifications that the page makes. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const heard: string[] = []
    window.OscillatorNode = class extends OscillatorNode {
      override start(when?: number) {
        heard.push('tone')
        super.start(when)
      }
    }
    class Shown extends EventTarget {
      static permission = 'granted'
      static requestPermission = () => Promise.resolve('granted')
      constructor(title: string) {
        super()
        heard.push(title)
      }
    }
    Object.assign(window, { heard, Notification: Shown })
  })

const heard = (page: Page) => page.evaluate(() => Reflect.get(window, 'heard'))

/** Hides the page, or shows it, as far as its script can know. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      value: hidden ? 'hidden' : 'visible',
      configurable: true,
    })
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    document.hasFocus = () => !hidden
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

deskTest(
  'a hidden tab says who is connected: in its title, by sound and as a notification',
  async ({ page, context }) => {
    await listen(page)
    await signInWith(page, 'Sound', 'Desktop notifications')
    const customer = someone()
    await createLink(page, { ...customer, integrations: [apiKey] })
    const link = await copyLink(page)
    await setHidden(page, true)
    // Its timers stand still by now, as they do in a browser after five minutes.
    await page.evaluate(() => Object.assign(window, { setInterval: () => 0 }))
    const phone = await context.newPage()
    await connectAsCustomer(phone, link, { apiKey: 'good-key' })
    const news = `✓ ${customer.displayName} connected`
    await expect(page).toHaveTitle(`(1) ${news}`, { timeout: 30_000 })
    expect(await heard(page)).toEqual(['tone', 'tone', news])
    await setHidden(page, false)
    await expect(page).toHaveTitle('New link · Connect Desk')
  },
)

deskTest(
  'today’s links stand by what is to be done, and five minutes before the end Renew is next',
  async ({ page, context, deskApp }) => {
    await listen(page)
    await signInWith(page)
    const today = page.getByRole('region', { name: 'Your links today' })
    const group = (name: string) => today.getByRole('list', { name })
    await expect(today.getByRole('heading', { level: 3 })).toHaveCount(0)
    await createLink(page, { customerId: 'waits', integrations: [apiKey] })
    await expect(group('Waiting')).toContainText('waits')
    await expect(today.getByRole('heading', { level: 3 })).toHaveText(['Waiting 1'])
    await createLink(page, { customerId: 'done', integrations: [apiKey] })
    const link = await copyLink(page)
    await setHidden(page, true)
    await connectAsCustomer(await context.newPage(), link, { apiKey: 'good-key' })
    await expect(page).toHaveTitle('(1) ✓ done connected', { timeout: 30_000 })
    await setHidden(page, false)
    await expect(group('Done')).toContainText('done')
    const sessions = { method: 'POST', path: '/connect/sessions' }
    deskApp.faults.setFault(sessions, rewriteExpiry(new Date(Date.now() + 299_000).toISOString()))
    const card = await createLink(page, { customerId: 'soon', integrations: [apiKey] })
    await expect(group('Needs you')).toContainText('Five minutes left')
    await expect(today.getByRole('heading', { level: 3 })).toHaveText(['Needs you 1', 'Waiting 1', 'Done 1'])
    // Nobody has asked for a sound or a notification.
    expect(await heard(page)).toEqual([])
    const colour = (name: string) =>
      card.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).backgroundColor)
    expect(await colour('Renew')).not.toBe(await colour('Copy link'))
    deskApp.faults.reset()
    await card.getByRole('button', { name: 'Renew' }).click()
    await dialog(page, 'Renew this link?').getByRole('button', { name: 'Renew' }).click()
    await expect(group('Needs you')).toBeHidden()
  },
)

deskTest(
  'a link is copied as soon as it is made, and where the browser refuses, Copy link is next',
  async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await signInWith(page, 'Copy as soon as it is made')
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    const card = await createLink(page, { customerId: 'user_42', integrations: [apiKey] })
    await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await clipboard()).toContain('session_token=')
    const first = await clipboard()
    await card.getByRole('button', { name: 'Renew' }).click()
    await dialog(page, 'Renew this link?').getByRole('button', { name: 'Renew' }).click()
    await expect.poll(clipboard).not.toBe(first)
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error('refused'))
    })
    await page.keyboard.press('n')
    await expect(linkField(page, 'customerId')).toBeFocused()
    await fillLinkForm(page, { customerId: 'user_43', integrations: [apiKey] })
    await submitLinkForm(page)
    await expect(card.getByText('does not let the desk copy by itself').first()).toBeVisible()
    await expect(card.getByRole('button', { name: 'Copy link' })).toBeFocused()
  },
)

deskTest('what is switched before the script goes on is saved once it does', async ({ page }) => {
  await signInWith(page)
  // Waits until nobody routes it any more.
  await page.route('**/*.js', () => {})
  await page.goto('/preferences', { waitUntil: 'commit' })
  await boxOf(page, 'Copy as soon as it is made').check()
  await page.unroute('**/*.js')
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(boxOf(page, 'Copy as soon as it is made')).toBeChecked()
})

deskTest(
  'a notification that the browser refuses is said and stays off; keys can be switched off',
  async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(window, {
        Notification: { permission: 'denied', requestPermission: async () => 'denied' },
      })
    })
    await signInWith(page)
    await page.getByRole('link', { name: 'Preferences' }).filter({ visible: true }).click()
    await boxOf(page, 'Desktop notifications').click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('does not let Connect Desk')
    await haveCard(page, { customerId: 'user_42', integrations: [apiKey] })
    const newLink = page.getByRole('button', { name: 'New link' })
    await expect(newLink.locator('kbd')).toHaveText('N')
    await setPreference(page, 'Keyboard shortcuts', false)
    await haveCard(page, { customerId: 'user_42', integrations: [apiKey] })
    await expect(newLink).toBeVisible()
    await expect(newLink.locator('kbd')).toHaveCount(0)
    await expect(newLink).not.toHaveAttribute('aria-keyshortcuts')
    await page.getByRole('heading', { name: 'New link' }).click()
    for (const key of ['?', '/', 'Control+k']) await page.keyboard.press(key)
    await page.getByRole('button', { name: 'Search' }).filter({ visible: true }).click()
    await expect(dialog(page, 'Command palette')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.goto('/preferences')
    await expect(boxOf(page, 'Desktop notifications')).not.toBeChecked()
    await expect(boxOf(page, 'Keyboard shortcuts')).not.toBeChecked()
  },
)
