import { expect, type Page } from 'playwright/test'

import { appTest, deskTest } from './fixtures/app-test'
import { connectButton, openPhone, openProvider, pressAllow } from './fixtures/customer'
import { putScript } from './fixtures/in-page'
import { copyLink, createLink, fillLinkForm, linkCard, submitLinkForm } from './fixtures/link-form'
import { signInAs, signInAsEmail } from './fixtures/sign-in'
import { startSandboxApp } from './fixtures/start-sandbox-app'
import type { screenReader } from './in-page/screen-reader'

type ScreenReader = typeof screenReader
declare global {
  var screenReader: ScreenReader
}

const ada = {
  customerId: 'user_42',
  displayName: 'Ada Lovelace',
  organizationName: 'Acme',
  integrations: ['GitHub'],
}

const listen = async (page: Page) => {
  await putScript(page, 'screen-reader')
  await page.evaluate(() => globalThis.screenReader.listen())
}

/** Said only where making a link takes its time, and what the form learns of its customer meanwhile. */
const whenSlow = /^polite: (Creating…|Waiting for Nango…|user_42 has a live link for GitHub .*)$/

/** What a screen reader has said of the link since this was last asked. */
const said = async (page: Page) => {
  const phrases = await page.evaluate(() => globalThis.screenReader.said())
  const spoken = phrases.filter((phrase) => /^(polite|assertive|region|alert)\b/.test(phrase))
  const whatever = spoken.filter((phrase) => !whenSlow.test(phrase))
  // The same words are heard once or twice, as the reader comes to them between two changes of the page or after both.
  return whatever.filter((phrase, place) => phrase !== whatever[place - 1])
}

/** With nobody else's links: what the provider refused is told of a link only where it can have been no other. */
const ownTest = appTest.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  baseURL: async ({}, use) => {
    const app = await startSandboxApp('spoken')
    await use(app.origin)
    await app.stop()
  },
})

ownTest('what is said of a link, from its making until it is connected', async ({ page, browser }) => {
  await page.clock.install()
  await signInAs(page, 'Agent')
  await listen(page)
  const card = await createLink(page, ada)
  await expect(card).toBeFocused()
  expect(await said(page)).toEqual([
    'polite: 1 integration matches.',
    'polite: GitHub added.',
    'region, Connect link, Ada Lovelace · Acme user_42',
  ])
  const read = await page.evaluate(() => globalThis.screenReader.read('section[aria-label="Connect link"]'))
  expect(read).toEqual(expect.arrayContaining(['Ada Lovelace', '·', 'Acme', 'user_42']))
  expect(read).toEqual(expect.arrayContaining(['image, QR code', 'timer, Time left', 'button, Copy link']))

  await listen(page)
  const url = await copyLink(page)
  expect(await said(page)).toContain('polite: Link copied.')

  for (const [later, words] of [
    ['25:00', '5 minutes left.'],
    ['29:00', '1 minute left.'],
  ] as const) {
    await page.clock.fastForward(later)
    await expect(card.getByText(words)).toBeAttached()
    expect(await said(page)).toContain(`polite: ${words}`)
    // The server knows better than this clock.
    await expect(card.getByRole('timer')).toHaveText(/^29:/)
  }

  const phone = await openPhone(browser)
  await phone.goto(url)
  const refused = await openProvider(phone)
  await refused.getByRole('button', { name: 'Deny' }).click()
  await expect(card).toContainText('The customer declined')
  expect(await said(page)).toContainEqual(
    expect.stringMatching(/^polite: The customer declined at \d\d:\d\d\.$/),
  )

  await refused.close()
  await phone.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(connectButton(phone)).toBeVisible()
  await pressAllow(await openProvider(phone))
  await expect(card).toContainText('Connected')
  expect(await said(page)).toContain('polite: Connected')
  await phone.context().close()
})

deskTest('what is said when Nango refuses to make a link', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'agent@example.com')
  await fillLinkForm(page, ada)
  await listen(page)
  deskApp.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'status', status: 500 })
  await submitLinkForm(page)
  await expect(page.getByRole('alert').filter({ hasText: 'Nango' })).toBeFocused()
  // What appears as an alert is read out as a whole; the one that has the focus besides.
  expect((await said(page)).at(-1)).toBe('alert')
  const read = await page.evaluate(() => globalThis.screenReader.read('[data-form-notice]'))
  expect(read.join(' ')).toMatch(/^alert Nango has a problem of its own\. No link was created/)
  await expect(linkCard(page)).toBeHidden()
})
