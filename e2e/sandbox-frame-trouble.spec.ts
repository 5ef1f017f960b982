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

// The sandbox's page in a frame does what Connect UI of Nango 0.71.4 was seen to do there, also where something goes wrong.

test.describe('what goes wrong', () => {
  test('a denial is told twice, its pop-up closes, and the next try connects', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    const provider = await openFramedProvider(outer)
    await provider.getByRole('button', { name: 'Deny' }).click({ noWaitAfter: true })
    const reason = 'error: access_denied; error_description: The user denied access'
    const told = [
      ready,
      error('callback_err', `Did not get authorization code in the callback. Provider error: ${reason}`),
      error(
        'connection_validation_failed',
        '{"error":"access_denied","error_description":"The user denied access"}',
      ),
    ]
    await outer.expectHeard(...told)
    await expect.poll(() => provider.isClosed()).toBe(true)
    await button(outer, 'Back').click()
    await pressAllow(await openFramedProvider(outer))
    await outer.expectHeard(...told, connected('github', { isPending: false }))
  })

  test('a code that the provider refuses is told twice', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    const provider = await openFramedProvider(outer)
    await provider.locator('[name=code]').evaluate((field) => field.setAttribute('value', 'refused'))
    await pressAllow(provider)
    const message = expect.stringContaining('invalid_client')
    await outer.expectHeard(
      ready,
      error('unknown_err', message),
      error('connection_validation_failed', message),
    )
  })

  test('a closed pop-up is told only where the address asks for it', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github'), detectClosedAuthWindow: true })
    await (await openFramedProvider(outer)).close()
    const text = 'The auth pop-up was closed before the end of the process, please try again.'
    await outer.expectHeard(ready, error('window_closed', text))
    await outer.place({ session_token: await outer.newToken('github') })
    await (await openFramedProvider(outer)).close()
    await outer.page.waitForResponse(/\/connect-ui\/flow\//)
    await outer.page.waitForResponse(/\/connect-ui\/flow\//)
    await expect(button(outer, 'Connecting…')).toBeDisabled()
    await outer.expectHeard(ready, error('window_closed', text), ready)
  })

  test('a session that went: told for an API key, not for OAuth, whose pop-up shows the answer', async ({
    outer,
  }) => {
    const typed = await outer.newToken(key)
    await outer.open({ sessionToken: typed })
    await expect(button(outer, 'Connect')).toBeVisible()
    await outer.revoke(typed)
    await typeKey(outer, 'my-own-key')
    const lost = error(
      'unknown_connect_session_token',
      'Authentication failed. The provided connect session token does not match any account.',
    )
    await outer.expectHeard(ready, lost)
    const authorised = await outer.newToken('github')
    await outer.place({ session_token: authorised })
    await expect(button(outer, 'Connect')).toBeVisible()
    await outer.revoke(authorised)
    const popup = await openFramedProvider(outer)
    await expect(popup.getByText('"code":"unknown_connect_session_token"')).toBeVisible()
    await expect(button(outer, 'Connecting…')).toBeDisabled()
    await outer.expectHeard(ready, lost, ready)
  })

  test('a form that was touched is left only after a question', async ({ outer }) => {
    const questions: string[] = []
    const answers = [false, true, true]
    outer.page.on('dialog', async (dialog) => {
      questions.push(dialog.message())
      await (answers.shift() ? dialog.accept() : dialog.dismiss())
    })
    await outer.open({ sessionToken: await outer.newToken(key) })
    await outer.frame.getByLabel('API key').fill('something')
    await button(outer, 'Close').click()
    await outer.expectHeard(ready)
    await button(outer, 'Close').click()
    await outer.expectHeard(ready, close)
    expect(await outer.isOpen()).toBe(false)
    await outer.open({ sessionToken: await outer.newToken(key) })
    await typeKey(outer, 'invalid')
    await expect(outer.frame.getByRole('alert')).toBeVisible()
    await button(outer, 'Close').click()
    await expect.poll(() => outer.isOpen()).toBe(false)
    expect(questions).toEqual(Array(3).fill('Are you sure you want to leave?'))
  })

  test('a reload within the frame has lost the address of the API', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    await expect(heading(outer, 'Connect GitHub')).toBeVisible()
    await outer.frame.locator('html').evaluate(() => location.reload())
    await expect(
      heading(outer, 'An error occurred. Please refresh your page or contact our support.'),
    ).toBeVisible()
    await outer.expectHeard(ready, ready)
  })
})

test.describe('a browser that opens no pop-ups', () => {
  test.use({ faults: ['popup-blocked'] })
  test('is told', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    await button(outer, 'Connect').click()
    const text = 'Auth pop-up blocked by your browser, please allow pop-ups to open.'
    await outer.expectHeard(ready, error('blocked_by_browser', text))
    await expect(outer.frame.getByRole('alert')).toHaveText(/blocked by your browser/)
  })
})

test.describe('a browser that keeps nothing for frames', () => {
  test.use({ faults: ['storage-blocked'] })
  test('shows nothing, says nothing, and opens the plain link', async ({ outer }) => {
    const failed = outer.page.waitForEvent('pageerror')
    await outer.open({ sessionToken: await outer.newToken('github') })
    expect((await failed).message).toContain("Failed to read the 'sessionStorage' property")
    await expect(outer.frame.locator('body')).toBeHidden()
    await outer.expectHeard()
    const token = await outer.newToken('github')
    await outer.page.goto(`${outer.sandbox.origin}/connect-ui/?session_token=${token}`)
    await expect(outer.page.getByRole('heading', { name: 'Connect GitHub' })).toBeVisible()
    await expect(outer.page.getByRole('button', { name: 'Close' })).toBeHidden()
  })
})

test.describe('a provider that isolates itself', () => {
  test.use({ faults: ['isolated-provider'] })
  test('is told of once, and its pop-up stays', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    const provider = await openFramedProvider(outer)
    await provider.getByRole('button', { name: 'Deny' }).click()
    await expect(provider.getByRole('heading', { name: /^Connection failed/ })).toBeVisible()
    await expect(button(outer, 'Back')).toBeVisible()
    await outer.expectHeard(ready, error('callback_err', expect.stringContaining('access_denied')))
    expect(provider.isClosed()).toBe(false)
    await provider.close()
  })

  test('is called closed where closing is watched, while the connection is made', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github'), detectClosedAuthWindow: true })
    const provider = await openFramedProvider(outer)
    const closed = error('window_closed', expect.any(String))
    await outer.expectHeard(ready, closed)
    await pressAllow(provider)
    await expect.poll(() => outer.count()).toBe(1)
    await outer.expectHeard(ready, closed)
  })
})
