import { expect } from 'playwright/test'

import { pressAllow } from './fixtures/customer'
import {
  button,
  close,
  connected,
  error,
  frameTest as test,
  heading,
  key,
  openFramedProvider,
  ready,
  typeKey,
} from './fixtures/frame-test'

// The sandbox's page in a frame does what Connect UI of Nango 0.71.4 was seen to do there.

const expiredText = 'Your session has expired, please refresh the modal'

test.describe("with Nango's package", () => {
  test('OAuth: ready, connect, and Finish that closes', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    await pressAllow(await openFramedProvider(outer))
    await expect(heading(outer, 'Success!')).toBeVisible()
    await expect(outer.frame.getByText('You can now close this tab.')).toBeHidden()
    const connect = connected('github', { isPending: false })
    await outer.expectHeard(ready, connect)
    await outer.giveToken(await outer.newToken('slack'))
    await button(outer, 'Finish').click()
    await outer.expectHeard(ready, connect, close)
    expect(await outer.isOpen()).toBe(false)
  })

  test('an API key: a refusal, then connect without isPending', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken(key) })
    await typeKey(outer, 'invalid')
    const message =
      'Private API key did not validate your credentials. Please check the values and try again.'
    const refused = error('connection_test_failed', message)
    await outer.expectHeard(ready, refused)
    await typeKey(outer, 'my-own-key')
    await expect(heading(outer, 'Success!')).toBeVisible()
    await outer.expectHeard(ready, refused, connected(key))
    await button(outer, 'Close').click()
    await outer.expectHeard(ready, refused, connected(key), close)
  })

  test('two integrations give a list, in its language and theme, and ready comes twice', async ({
    outer,
  }) => {
    const sessionToken = await outer.newToken('github', 'demo-unauthenticated')
    await outer.open({ sessionToken, lang: 'fr', themeOverride: 'dark' })
    await button(outer, 'Demo (no auth)').click()
    await button(outer, 'Connecter').click()
    await expect(heading(outer, 'C’est fait !')).toBeVisible()
    await expect(outer.frame.locator('html')).toHaveClass(/\bdark\b/)
    await expect(button(outer, 'Terminer')).toBeVisible()
    await outer.expectHeard(ready, ready, connected('demo-unauthenticated'))
  })

  test("without apiURL the page asks Nango's cloud, which knows nothing", async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github'), apiURL: undefined })
    await expect(
      heading(outer, 'An error occurred. Please refresh your page or contact our support.'),
    ).toBeVisible()
    await outer.expectHeard(ready)
  })
})

test.describe('the token', () => {
  test('of anybody is taken, the last of several at once; a later one changes nothing', async ({ outer }) => {
    await outer.place()
    await outer.expectHeard(ready)
    await outer.post({ type: 'settings_changed', payload: {} }, 'session_token', null)
    const tokens = [await outer.newToken('slack'), await outer.newToken('github')]
    await outer.post(...tokens.map((sessionToken) => ({ type: 'session_token', sessionToken })))
    await expect(heading(outer, 'Connect GitHub')).toBeVisible()
    await outer.post({ type: 'session_token', sessionToken: await outer.newToken('slack') })
    await pressAllow(await openFramedProvider(outer))
    await expect(outer.frame.getByText('GitHub is connected.')).toBeVisible()
    await outer.post({ type: 'session_token', sessionToken: await outer.newToken('slack') })
    await outer.expectHeard(ready, connected('github', { isPending: false }))
    await expect(outer.frame.getByText('GitHub is connected.')).toBeVisible()
  })

  for (const [title, message] of [
    ['that is nonsense', { type: 'session_token', sessionToken: 'nonsense' }],
    ['that is missing', { type: 'session_token' }],
  ] as const)
    test(`${title} counts as an expired one, until the frame is loaded anew`, async ({ outer }) => {
      await outer.place()
      await outer.expectHeard(ready)
      await outer.post(message)
      await expect(heading(outer, expiredText)).toBeVisible()
      const sessionToken = await outer.newToken('github')
      await outer.post({ type: 'session_token', sessionToken })
      await button(outer, 'Close').click()
      await outer.expectHeard(ready, close)
      await expect(heading(outer, expiredText)).toBeVisible()
      await outer.place()
      await outer.expectHeard(ready, close, ready)
      await outer.post({ type: 'session_token', sessionToken })
      await expect(heading(outer, 'Connect GitHub')).toBeVisible()
    })

  test('that never comes is missed after ten seconds', async ({ outer }) => {
    await outer.page.clock.install()
    await outer.place()
    await outer.expectHeard(ready)
    const text = heading(outer, "This page can't be opened directly.")
    await outer.page.clock.runFor(5_000)
    await expect(text).toBeHidden()
    await outer.page.clock.runFor(5_000)
    await expect(text).toBeVisible()
    await outer.expectHeard(ready)
  })

  test('may stand in the address', async ({ outer }) => {
    await outer.place({ session_token: await outer.newToken('github') })
    await expect(heading(outer, 'Connect GitHub')).toBeVisible()
    await outer.expectHeard(ready)
  })
})
