import { request as httpRequest } from 'node:http'

import { expect } from 'playwright/test'

import { freePort } from '@/lib/testing/ports'

import { listBuiltActions, listPages, listRoutes, methods } from './access/surface'
import { appTest } from './fixtures/app-test'
import { createHandoff, heading } from './fixtures/handoff'
import { someone } from './fixtures/link-form'
import { signInAsEmail } from './fixtures/sign-in'
import { type DeskApp, startDeskApp } from './fixtures/start-desk-app'

type Hosts = { app: DeskApp; staff: string; customers: string; page: string }

/** A desk whose customers have a host of their own, and the path of one of its hand-off links. */
const hostTest = appTest.extend<object, { hosts: Hosts }>({
  hosts: [
    async ({ browser }, use, { workerIndex }) => {
      const port = await freePort()
      const customers = `127.0.0.1:${port}`
      const more = { CUSTOMER_ORIGIN: `http://${customers}`, COMPANY_LOGO: 'app/icon.svg' }
      const app = await startDeskApp(`hosts-${workerIndex}`, more, port)
      const context = await browser.newContext({ baseURL: app.origin })
      const page = await context.newPage()
      await signInAsEmail(page, 'agent@example.com')
      const url = await createHandoff(page, { ...someone(), integrations: ['GitHub'] })
      await context.close()
      expect(url).toMatch(new RegExp(`^http://${customers}/c/`))
      await use({ app, staff: new URL(app.origin).host, customers, page: new URL(url).pathname })
      await app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** Sends a path as it is written, to a host of that name. */
const ask = (
  { app }: Hosts,
  host: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.origin)
    const sent = httpRequest(
      {
        hostname,
        port,
        path,
        method,
        headers: { host, ...headers, ...(body && { 'content-length': String(body.length) }) },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

const isOfCustomers = (pattern: string) => /^\/(c|api\/customer)\//.test(pattern)
const isOfBoth = (pattern: string) => pattern === '/api/company-logo'
const toPath = (pattern: string) => pattern.replaceAll(/\[[^\]]+\]/g, 'x')

const patterns = [
  ...listPages().map((name) => name.slice('page '.length)),
  ...listRoutes().map(({ pattern }) => pattern),
]

hostTest('the host of customers has nothing of the staff’s', async ({ hosts }) => {
  const ofStaff = patterns.filter((pattern) => !isOfCustomers(pattern) && !isOfBoth(pattern))
  expect(ofStaff.length).toBeGreaterThan(25)
  for (const pattern of ofStaff)
    for (const method of [...methods, 'HEAD']) {
      const { status } = await ask(hosts, hosts.customers, toPath(pattern), { method })
      expect.soft(status, `${method} ${pattern}`).toBe(404)
    }
})

hostTest(
  'the host of customers runs no action of the staff’s, by whatever page it is called',
  async ({ hosts }) => {
    const origin = `http://${hosts.customers}`
    for (const { id, name } of listBuiltActions())
      for (const path of ['/', '/links', hosts.page, `${hosts.page}/report`, '/c/x']) {
        const headers = { origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
        const { status } = await ask(hosts, hosts.customers, path, { method: 'POST', headers, body: '[]' })
        expect.soft(status, `${name} at ${path}`).toBe(path.startsWith('/c/') ? 405 : 404)
      }
  },
)

hostTest('the staff’s host has nothing of the customers’', async ({ hosts }) => {
  const ofCustomers = patterns.filter(isOfCustomers)
  expect(ofCustomers.length).toBeGreaterThanOrEqual(5)
  for (const path of [...ofCustomers.map(toPath), hosts.page, `${hosts.page}/act`])
    for (const method of [...methods, 'HEAD']) {
      const { status } = await ask(hosts, hosts.staff, path, { method })
      expect.soft(status, `${method} ${path}`).toBe(404)
    }
})

const odd = [
  '/c/../links',
  '/c/%2e%2e/links',
  '/c/..%2flinks',
  '/c/..%2Fsignin',
  '/c\\..\\signin',
  '/links/..%2fc',
  '/links/..%2Fc%2Fx',
  '/_next/static/../../signin',
  '/_next/static/%2e%2e/%2e%2e/signin',
  '/_next/static/..%2f..%2fsignin',
  '//links',
  '//signin',
  '/%73ignin',
  '/./signin',
  '/signin/',
  '/signin?x=/c/',
  '/signin/%2e%2e/%2e%2e/signin',
  '/C/x',
  '/c/../api/links',
  '/c/../api/desk/search?search=x',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/_next/data/x/signin.json',
  '/icon.svg/../signin',
]

hostTest('odd spellings lead nowhere at the host of customers', async ({ hosts }) => {
  const { customers, staff } = hosts
  const [name = ''] = customers.split(':')
  for (const path of odd) {
    const { status, text } = await ask(hosts, customers, path)
    expect.soft(status, path).toBe(404)
    expect.soft(text, path).not.toContain('Sign in')
  }
  /** What a caller may write beside or instead of the host that they call. */
  const pretences: [host: string, headers: Record<string, string>][] = [
    [customers, { 'x-forwarded-host': staff }],
    [customers, { 'x-forwarded-host': `${staff}, ${customers}` }],
    [staff, { 'x-forwarded-host': customers }],
    [customers, { 'x-original-host': staff, forwarded: `host=${staff}` }],
    [customers, { 'x-forwarded-proto': 'https' }],
    [name, {}],
    [`${name}:1`, {}],
  ]
  for (const [host, headers] of pretences) {
    const { status } = await ask(hosts, host, '/signin', { headers })
    expect.soft(status, `${host} ${JSON.stringify(headers)}`).toBe(404)
  }
})

hostTest('the page of a link is there, with headers that keep it to itself', async ({ hosts }) => {
  const connectUi = hosts.app.connectOrigin
  for (const [path, method] of [
    [hosts.page, 'GET'],
    [hosts.page, 'HEAD'],
    [`${hosts.page}/report`, 'GET'],
    ['/c/01arz3ndektsv4rrffq69g5fav', 'GET'],
  ] as const) {
    const { status, headers } = await ask(hosts, hosts.customers, path, { method })
    const policy = String(headers['content-security-policy'])
    expect(status, path).toBe(200)
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([`frame-src ${connectUi}`, "frame-ancestors 'none'", "default-src 'self'"]),
    )
    expect(headers, path).toMatchObject({
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'x-frame-options': 'DENY',
      'cache-control': expect.stringContaining('no-store'),
      'x-content-type-options': 'nosniff',
    })
    expect(headers['set-cookie'], path).toBeUndefined()
  }
  const secure = await ask(hosts, hosts.customers, hosts.page, { headers: { 'x-forwarded-proto': 'https' } })
  expect(secure.status).toBe(200)
  for (const path of ['/icon.svg', '/api/company-logo'])
    expect((await ask(hosts, hosts.customers, path)).status, path).toBe(200)
})

hostTest(
  'a customer opens their link at their host, and staff see it at theirs',
  async ({ hosts, browser }) => {
    const context = await browser.newContext({ baseURL: `http://${hosts.customers}` })
    const page = await context.newPage()
    await page.goto(hosts.page)
    await expect(page.getByText('Example Ltd', { exact: true })).toBeVisible()
    const logo = page.locator('img[src^="/api/company-logo"]')
    await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expect(heading(page, 'agent from Example Ltd asks you to connect an account.')).toBeVisible()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('textbox')).toBeVisible()
    expect(new URL(page.url()).host).toBe(hosts.customers)
    const cookies = await context.cookies()
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name.slice(0, 6), httpOnly, sameSite])).toEqual([
      ['visit-', true, 'Lax'],
    ])
    await context.close()
  },
)
