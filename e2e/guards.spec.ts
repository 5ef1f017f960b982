import { expect } from 'playwright/test'

import { deskTest } from './fixtures/app-test'
import { fillLinkForm, recordAction } from './fixtures/link-form'
import { signInAsEmail, signInWithOidc } from './fixtures/sign-in'

const creations = (calls: { method: string; path: string }[]) =>
  calls.filter(({ method, path }) => method === 'POST' && path === '/connect/sessions').length

deskTest.describe('a server action', () => {
  deskTest.beforeEach(async ({ page }) => {
    await signInAsEmail(page, 'agent@example.com')
    await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  })

  deskTest(
    'sent again, as from a second tab, answers with the same link',
    async ({ page, playwright, deskApp }) => {
      const request = await playwright.request.newContext()
      const action = await recordAction(page, request)
      const id = new URL(page.url()).searchParams.get('link') ?? 'none'
      const answers = await Promise.all([action.send({}), action.send({})])
      for (const answer of answers) expect(await answer.text()).toContain(id)
      expect(creations(deskApp.faults.calls())).toBe(1)
      await request.dispose()
    },
  )

  for (const origin of [null, 'null', 'https://evil.example', 'http://localhost:1']) {
    deskTest(`with Origin ${origin ?? 'missing'} is refused`, async ({ page, playwright, deskApp }) => {
      const request = await playwright.request.newContext()
      const action = await recordAction(page, request)
      const body = await (await action.send({ origin, 'sec-fetch-site': 'cross-site' })).text()
      expect(body).not.toContain('session_token')
      expect(creations(deskApp.faults.calls())).toBe(1)
      await request.dispose()
    })
  }

  deskTest('without the session is refused', async ({ page, playwright }) => {
    const request = await playwright.request.newContext()
    const action = await recordAction(page, request)
    const body = await (await action.send({ cookie: null })).text()
    expect(body).toContain('You are signed out')
    expect(body).not.toContain('session_token')
    await request.dispose()
  })
})

deskTest('signing out ends the session for its cookie too', async ({ page, context, deskApp }) => {
  await signInWithOidc(page, 'agent@example.com')
  await expect(page).toHaveURL(`${deskApp.origin}/`)
  const stolen = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await expect(page).toHaveURL(/\/signin/)
  await context.addCookies(stolen)
  await page.goto('/')
  await expect(page).toHaveURL(/\/signin/)
})

deskTest(
  'every answer refuses framing, sniffing and referrers; pages run own scripts only',
  async ({ page, deskApp }) => {
    await signInAsEmail(page, 'agent@example.com')
    const paths = [
      '/',
      '/signin',
      '/not-allowed',
      '/no-such-page',
      '/api/desk/links/lnk_x',
      '/api/desk/logos/github',
      '/icon.svg',
    ]
    for (const path of paths) {
      const answer = await page.request.get(`${deskApp.origin}${path}`, { maxRedirects: 0 })
      const headers = answer.headers()
      expect(headers, path).toMatchObject({
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': path === '/signin' ? 'same-origin' : 'no-referrer',
      })
      expect(headers['x-powered-by'], path).toBeUndefined()
    }
    const { headers } = await page.request
      .get(deskApp.origin)
      .then((answer) => ({ headers: answer.headers() }))
    expect(headers['cache-control']).toContain('no-store')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
  },
)

deskTest('routes answer what they cannot find, or must not, alike', async ({ page, deskApp }) => {
  await signInAsEmail(page, 'agent@example.com')
  for (const path of [
    '/api/desk/links/lnk_nope',
    '/api/desk/links/..%2f',
    '/api/desk/logos/no-such',
    '/api/desk/logos/..%2f..%2fconnections',
  ]) {
    const answer = await page.request.get(`${deskApp.origin}${path}`)
    expect(answer.status(), path).toBe(404)
    expect(await answer.json(), path).toMatchObject({ code: 'not_found' })
  }
})
