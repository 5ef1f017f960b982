import { expect, type Page } from 'playwright/test'

import { expectNoAxeViolations } from './fixtures/accessibility'
import { sandboxTest } from './fixtures/app-test'
import { connectButton, openPhone, openProvider, pressAllow } from './fixtures/customer'
import {
  connectFrame,
  connectInFrame,
  createHandoff,
  type HandoffForm,
  heading,
  openFramedProvider,
  openHandoff,
  passCheck,
  pressConnect,
} from './fixtures/handoff'
import { copyLink, linkCard, someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

const github = (): HandoffForm => ({ ...someone(), integrations: ['GitHub'] })

/** A wrong answer to the check, and what the page says of it. */
const guessWrong = async (phone: Page, answer: string) => {
  await passCheck(phone, answer)
  await expect(phone.getByText('That is not what we expected')).toBeVisible()
  await expect(phone.getByRole('textbox')).toHaveValue('')
}

sandboxTest(
  'a blocked window and a refusal are said to both sides, and the next try counts',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const url = await createHandoff(page, { ...github(), check: 'none' })
    const card = linkCard(page)
    const phone = await openPhone(browser)
    await phone.addInitScript(() => {
      if (localStorage.getItem('blocked') !== null) return
      window.open = () => {
        localStorage.setItem('blocked', 'once')
        return null
      }
    })
    await phone.goto(url)
    await phone.getByRole('button', { name: 'Continue' }).click()
    await pressConnect(phone, 'Connect GitHub')
    await connectButton(connectFrame(phone)).click()
    await expect(phone.getByText('Your browser blocked the provider’s window')).toBeVisible()
    await expect(card).toContainText('Stuck: pop-up blocked')
    await expect(page.getByRole('region', { name: 'Your links today' })).toContainText(
      'Stuck: pop-up blocked',
    )
    await phone.getByRole('button', { name: 'Back', exact: true }).click()
    await pressConnect(phone, 'Try again')
    const provider = await openFramedProvider(phone)
    await provider.getByRole('button', { name: 'Deny' }).click()
    await expect(phone.getByText('You declined at the provider')).toBeVisible()
    await expect(card).toContainText('Stuck: declined at the provider')
    await expect(card).toContainText('The provider said:')
    await phone.getByRole('button', { name: 'Back', exact: true }).first().click()
    await connectInFrame(phone, 'Try again')
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expect(card).toContainText('Connected')
  },
)

sandboxTest('a browser that shows no frame goes on at Nango’s own page', async ({ page, browser }) => {
  await signInAs(page, 'Agent')
  const url = await createHandoff(page, { ...github(), check: 'none' })
  const phone = await openHandoff(browser, url)
  let isBlank = true
  await phone.route(/\/connect-ui\/\?/, (route) =>
    isBlank ? route.fulfill({ contentType: 'text/html', body: '' }) : route.continue(),
  )
  await pressConnect(phone, 'Connect GitHub')
  await expect(phone.getByText('Your browser does not show the window here')).toBeVisible()
  await expect(linkCard(page)).toContainText('Stuck: their browser shows no form')
  const other = await phone.context().newPage()
  await other.goto(url)
  isBlank = false
  await phone.getByRole('button', { name: 'Go on at the connect page' }).click()
  await expect(phone).toHaveURL(/connect-ui/)
  await pressAllow(await openProvider(phone))
  await expect(heading(phone, 'Success')).toBeVisible()
  await expect(linkCard(page)).toContainText('Connected', { timeout: 15_000 })
  // Who comes back before the desk has learned of it sees it by and by.
  await expect(heading(other, 'You are done')).toBeVisible({ timeout: 15_000 })
})

sandboxTest(
  'a window that nobody used is renewed by itself; who is at the provider keeps theirs',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const url = await createHandoff(page, { ...github(), check: 'none' })
    const phone = await openHandoff(browser, url)
    await phone.clock.install()
    await pressConnect(phone, 'Connect GitHub')
    await expect(connectButton(connectFrame(phone))).toBeVisible()
    await expect(phone.getByRole('button', { name: 'Back', exact: true })).toBeFocused()
    const renewed = phone.waitForResponse('**/api/customer/session')
    await phone.clock.fastForward('01:30:00')
    expect((await renewed).status()).toBe(200)
    await expect(connectButton(connectFrame(phone))).toBeVisible()
    const provider = await openFramedProvider(phone)
    await phone.clock.fastForward('28:30')
    await expect(phone.getByText('This window works for two more minutes')).toBeVisible()
    await expectNoAxeViolations(phone)
    await phone.clock.fastForward('02:00')
    await expect(phone.getByText('The time of this window is over')).toBeVisible()
    await expect(phone.getByRole('button', { name: 'Open it anew' })).toBeVisible()
    await expect(linkCard(page)).toContainText('Stuck: waited too long')
    await pressAllow(provider)
    await expect(heading(phone, 'You are done')).toBeVisible()
    await expect(linkCard(page)).toContainText('Connected', { timeout: 15_000 })
  },
)

sandboxTest(
  'five wrong answers lock the link; its agent is told and renews it',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const form = github()
    const url = await createHandoff(page, form)
    const phone = await openHandoff(browser, url)
    for (let tries = 1; tries < 5; tries += 1) await guessWrong(phone, `guess${tries}@example.com`)
    await passCheck(phone, 'guess5@example.com')
    await expect(heading(phone, 'This link is locked')).toBeVisible()
    const other = await openPhone(browser)
    await other.goto(url)
    await expect(heading(other, 'This link is locked')).toBeVisible()
    await phone.getByRole('button', { name: 'Ask for a new link' }).click()
    await expect(phone.getByText('We told Demo that you need a new link.')).toBeVisible()
    const card = linkCard(page)
    await expect(card).toContainText('The link is locked')
    await expect(card).toContainText('The customer asked for a new link')
    await card.getByRole('button', { name: 'Renew', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Renew', exact: true }).click()
    await expect(card).toContainText('Not opened yet')
    const next = await copyLink(page)
    expect(next).not.toBe(url)
    await phone.goto(next)
    await phone.getByRole('button', { name: 'Continue' }).click()
    await passCheck(phone, form.email ?? '')
    await connectInFrame(phone, 'Connect GitHub')
    await expect(heading(phone, 'You are done')).toBeVisible()
    await phone.goto(url)
    await expect(heading(phone, 'This link was withdrawn')).toBeVisible()
  },
)

sandboxTest(
  'who did not expect a link says so: unproven it alarms, proven it ends the link',
  async ({ page, browser }) => {
    await signInAs(page, 'Agent')
    const form = github()
    const url = await createHandoff(page, form)
    const card = linkCard(page)
    const stranger = await openPhone(browser)
    await stranger.goto(url)
    await stranger.getByRole('link', { name: 'I did not expect this' }).click()
    await stranger.getByRole('radio', { name: 'It is meant for somebody else' }).check()
    await stranger.getByRole('textbox').fill('Who are you?')
    await stranger.getByRole('button', { name: 'Report it' }).click()
    await expect(heading(stranger, 'Thank you')).toBeVisible()
    await expect(card).toContainText('Somebody who has this link did not expect it')
    await expect(card).toContainText('Who are you?')
    await expect(card).toContainText('Waiting for the customer')
    await card.getByRole('button', { name: 'It was expected' }).click()
    await expect(card).toContainText('it was expected.')
    const phone = await openHandoff(browser, url)
    await passCheck(phone, form.email ?? '')
    await phone.getByRole('link', { name: 'I did not expect this' }).click()
    await phone.getByRole('radio', { name: 'I know them, but did not ask for this' }).check()
    await phone.getByRole('button', { name: 'Report it' }).click()
    await expect(heading(phone, 'Thank you')).toBeVisible()
    await expect(card).toContainText('who had passed the check, did not expect this link')
    await expect(card).toContainText('This link was revoked')
    await stranger.goto(url)
    await expect(heading(stranger, 'This link is stopped')).toBeVisible()
  },
)
