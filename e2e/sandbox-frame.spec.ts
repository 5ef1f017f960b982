import { expect, type Page } from 'playwright/test'

import type { SandboxFault } from '@/lib/sandbox/options'

import { appTest } from './fixtures/app-test'
import { pressAllow } from './fixtures/customer'
import { type EmbeddingPage, openEmbeddingPage } from './fixtures/embedding-page'

// The sandbox's page in a frame does what Connect UI of Nango 0.71.4 was seen to do there.

const test = appTest.extend<{ faults: SandboxFault[]; outer: EmbeddingPage }>({
  faults: [[], { option: true }],
  outer: async ({ page, faults }, use) => {
    const outer = await openEmbeddingPage(page, faults)
    await use(outer)
    await outer.close()
  },
})

const key = 'private-api-bearer'
const ready = { type: 'ready' }
const close = { type: 'close' }
const error = (errorType: string, errorMessage: unknown) => ({
  type: 'error',
  payload: { errorType, errorMessage },
})
const connected = (providerConfigKey: string, more: object = {}) => ({
  type: 'connect',
  payload: { providerConfigKey, connectionId: expect.stringMatching(/^[\da-f-]{36}$/), ...more },
})
const expiredText = 'Your session has expired, please refresh the modal'

const heading = ({ frame }: EmbeddingPage, name: string) => frame.getByRole('heading', { name, exact: true })
const button = ({ frame }: EmbeddingPage, name: string) => frame.getByRole('button', { name, exact: true })

/** Presses Connect and returns the provider's page. */
async function openProvider(outer: EmbeddingPage): Promise<Page> {
  const [popup] = await Promise.all([outer.page.waitForEvent('popup'), button(outer, 'Connect').click()])
  return popup
}

async function typeKey(outer: EmbeddingPage, text: string): Promise<void> {
  await outer.frame.getByLabel('API key').fill(text)
  await button(outer, 'Connect').click()
}

test.describe("with Nango's package", () => {
  test('OAuth: ready, connect, and Finish that closes', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    await pressAllow(await openProvider(outer))
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
      'Private API (bearer) did not validate your credentials. Please check the values and try again.'
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
    await pressAllow(await openProvider(outer))
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

test.describe('what goes wrong', () => {
  test('a denial is told twice, its pop-up closes, and the next try connects', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    const provider = await openProvider(outer)
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
    await pressAllow(await openProvider(outer))
    await outer.expectHeard(...told, connected('github', { isPending: false }))
  })

  test('a code that the provider refuses is told twice', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github') })
    const provider = await openProvider(outer)
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
    await (await openProvider(outer)).close()
    const text = 'The auth pop-up was closed before the end of the process, please try again.'
    await outer.expectHeard(ready, error('window_closed', text))
    await outer.place({ session_token: await outer.newToken('github') })
    await (await openProvider(outer)).close()
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
    const popup = await openProvider(outer)
    await expect(popup.getByText('"code":"unknown_connect_session_token"')).toBeVisible()
    await expect(button(outer, 'Connecting…')).toBeDisabled()
    await outer.expectHeard(ready, lost, ready)
  })

  test('a form that was touched is left only after a question', async ({ outer }) => {
    const questions: string[] = []
    const answers = [false, true]
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
    expect(questions).toEqual(Array(2).fill('Are you sure you want to leave?'))
    expect(await outer.isOpen()).toBe(false)
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
    const provider = await openProvider(outer)
    await provider.getByRole('button', { name: 'Deny' }).click()
    await expect(provider.getByRole('heading', { name: /^Connection failed/ })).toBeVisible()
    await expect(button(outer, 'Back')).toBeVisible()
    await outer.expectHeard(ready, error('callback_err', expect.stringContaining('access_denied')))
    expect(provider.isClosed()).toBe(false)
    await provider.close()
  })

  test('is called closed where closing is watched, while the connection is made', async ({ outer }) => {
    await outer.open({ sessionToken: await outer.newToken('github'), detectClosedAuthWindow: true })
    const provider = await openProvider(outer)
    const closed = error('window_closed', expect.any(String))
    await outer.expectHeard(ready, closed)
    await pressAllow(provider)
    await expect.poll(() => outer.count()).toBe(1)
    await outer.expectHeard(ready, closed)
  })
})
