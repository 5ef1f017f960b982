import { once } from 'node:events'

import { expect, type Page } from 'playwright/test'

import { sandboxTest } from './fixtures/app-test'
import { decodeQr, openPhone, pressAllow } from './fixtures/customer'
import {
  connectInFrame,
  createHandoff,
  heading,
  openFramedProvider,
  openHandoff,
  passCheck,
  pressConnect,
  typeKeyInFrame,
} from './fixtures/handoff'
import { linkCard, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

/** What was connected, for whom, when and how to have it undone; on paper, that and nothing to press. */
const expectReceipt = async (phone: Page) => {
  const receipt = phone.getByRole('main')
  await phone.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = 'once'
    }
  })
  await phone.getByRole('button', { name: 'Print a receipt' }).click()
  await expect(phone.locator('body')).toHaveAttribute('data-printed', 'once')
  await phone.emulateMedia({ media: 'print' })
  const words = (await receipt.innerText()).replaceAll(/\s+/g, ' ')
  expect(words).toMatch(
    /^You are done GitHub ✓ Connected Connected for Demo When \w+, \w+ \d+, \d{4} at \d+:\d\d [AP]M To have it undone, tell Demo, or remove the access in your account at the provider\.$/,
  )
  await expect(receipt.locator('button, a').filter({ visible: true })).toHaveCount(0)
}

/** Keeps what the page says to the desk until the returned function is called. */
const holdEvents = async (phone: Page): Promise<() => void> => {
  const hold = new AbortController()
  await phone.route('**/api/customer/event', async (route) => {
    if (!hold.signal.aborted) await once(hold.signal, 'abort')
    await route.continue()
  })
  return () => hold.abort()
}

sandboxTest(
  'a link of three days waits, checks who comes, and is connected within its own page',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const customer = { ...someone(), integrations: ['GitHub'] }
    const url = await createHandoff(page, customer)
    expect(url).toMatch(/\/c\/[0-9a-hjkmnp-tv-z]{26}$/)
    const card = linkCard(page)
    expect(await decodeQr(card.getByRole('img', { name: 'QR code' }))).toBe(url)
    await expect(card).toContainText('Not opened yet')
    await expect(card).not.toContainText(url.slice(-26))
    await expect(card.getByRole('timer')).toHaveText(/^2 d 23 h$|^3 d 0 h$/)
    const phone = await openPhone(browser)
    await phone.goto(url)
    await expect(heading(phone, 'Demo asks you to connect an account.')).toBeVisible()
    await phone.getByRole('button', { name: 'Continue' }).click()
    await expect(card).toContainText('Opened')
    await passCheck(phone, ` ${customer.email?.toUpperCase() ?? ''} `)
    await expect(phone.getByRole('list', { name: 'What to connect' })).toContainText('GitHub')
    await pressConnect(phone, 'Connect GitHub')
    const provider = await openFramedProvider(phone)
    await expect(card).toContainText('Connecting GitHub')
    await pressAllow(provider)
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expect(card).toContainText('Connected')
    await card.getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('main')).toContainText('is confirmed: the customer made it')
    await phone.reload()
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expectReceipt(phone)
  },
)

sandboxTest(
  'several integrations fill up a list, whatever is reloaded, and two words are enough',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const names = ['GitHub', 'HubSpot', 'Private API key']
    const url = await createHandoff(page, { ...someone(), integrations: names, check: 'words' })
    const words = (await linkCard(page).locator('strong').textContent()) ?? ''
    expect(words).toMatch(/^[a-z]+ [a-z]+$/)
    const phone = await openHandoff(browser, url)
    await passCheck(phone, words.toUpperCase().replace(' ', '-'))
    const list = phone.getByRole('list', { name: 'What to connect' })
    for (const [place, name] of names.slice(0, 2).entries()) {
      await expect(list).toBeVisible()
      await phone.reload()
      await connectInFrame(phone, `Connect ${name}`)
      await expect(list.getByText('✓ Connected')).toHaveCount(place + 1)
      await expect(linkCard(page)).toContainText(`${place + 1} of 3 connected`)
    }
    await phone.reload()
    await expect(list.getByText('✓ Connected')).toHaveCount(2)
    const letThrough = await holdEvents(phone)
    await typeKeyInFrame(phone)
    // The desk has not heard of it yet; nobody is to connect it twice.
    await expect(list.getByText('✓ Connected')).toHaveCount(3)
    letThrough()
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expect(linkCard(page)).toContainText('Connected')
  },
)

sandboxTest(
  'without script a customer comes as far as Nango’s own page, and back to the end',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const customer = { ...someone(), integrations: ['Private API key'], language: 'de' }
    const url = await createHandoff(page, { ...customer, worksFor: '1 day' })
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr' })
    const phone = await context.newPage()
    await phone.goto(url)
    await phone.getByRole('button', { name: 'Weiter' }).click()
    await phone.getByRole('textbox', { name: 'Ihre E-Mail-Adresse' }).fill(customer.email ?? '')
    await phone.getByRole('button', { name: 'Weiter' }).click()
    await phone.getByRole('button', { name: 'Private API key verbinden' }).click()
    await phone.getByRole('textbox').fill('good-key')
    await phone.getByRole('button').last().click()
    await expect(linkCard(page)).toContainText('Connected', { timeout: 15_000 })
    await phone.goto(url)
    await expect(heading(phone, 'Fertig')).toBeVisible()
    await expect(phone).toHaveTitle('Fertig')
    await context.close()
  },
)

sandboxTest('the page speaks the browser’s language unless the link has one', async ({ page, browser }) => {
  await signInAs(page, 'Agent')
  const url = await createHandoff(page, { ...someone(), integrations: ['GitHub'], worksFor: '7 days' })
  for (const [locale, button] of Object.entries({
    fr: 'Continuer',
    es: 'Continuar',
    ja: '続ける',
    nl: 'Continue',
  })) {
    const context = await browser.newContext({ locale })
    const phone = await context.newPage()
    await phone.goto(url)
    await expect(phone.getByRole('button', { name: button, exact: true })).toBeVisible()
    await expect(phone.locator('html')).toHaveAttribute('lang', locale === 'nl' ? 'en' : locale)
    await context.close()
  }
})
