import { expect } from 'playwright/test'

import { isCustomerPath } from '@/lib/core/desk-routes'

import type { AccessDesk } from './access/access-desk'
import { enterLink } from './access/customer-forms'
import { foreignOrigins } from './access/foreign-origins'
import { readFingerprint } from './access/run-case'
import { type Answer, send } from './access/send'
import type { Things } from './access/things'
import { appTest } from './fixtures/app-test'
import { dumpDatabase } from './fixtures/canaries'
import { heading, passCheck } from './fixtures/handoff'

type Sent = { origin: string | null; body: string; cookie?: string }

/** Sends something to a route of customers. */
const post = (desk: AccessDesk, path: string, { origin, body, cookie }: Sent): Promise<Answer> =>
  send(desk.app.origin + path, {
    method: 'POST',
    headers: {
      'content-type': isCustomerPath(path) ? 'application/x-www-form-urlencoded' : 'application/json',
      'sec-fetch-site': 'cross-site',
      ...(origin === null ? {} : { origin }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    body,
  })

const makeCode = async (things: Things) =>
  (await things.find('hand-off link', 'other', 'signed out', true))['code'] ?? ''

/** A link whose customer has passed the check, with the cookie of their browser. */
const openPassed = async (desk: AccessDesk, things: Things) => {
  const code = await makeCode(things)
  return { code, cookie: await enterLink(desk.app.origin, code) }
}

/** Everything that customers can send, by what it is. */
const requestsOf = (code: string): Record<string, { path: string; body: string }> => ({
  ...Object.fromEntries(
    [
      'what=continue',
      'what=check&answer=ada%40example.com',
      'what=report&reason=other',
      'what=ask',
      'what=go_on',
    ].map((body) => [body, { path: `/c/${code}/act`, body }]),
  ),
  session: {
    path: '/api/customer/session',
    body: JSON.stringify({ code, integrationKey: 'private-api-bearer' }),
  },
  event: { path: '/api/customer/event', body: JSON.stringify({ code, event: { type: 'poll' } }) },
  connect: {
    path: '/api/customer/event',
    body: JSON.stringify({
      code,
      event: { type: 'connect', integrationKey: 'private-api-bearer', connectionId: 'conn_1' },
    }),
  },
})

appTest('what customers send is taken from their own page only', async ({ accessDesk: desk, things }) => {
  const { code, cookie } = await openPassed(desk, things)
  const before = await readFingerprint(desk)
  for (const [what, { path, body }] of Object.entries(requestsOf(code)))
    for (const [title, origin] of Object.entries(foreignOrigins(desk.app.origin))) {
      const { status, headers, text } = await post(desk, path, { origin, body, cookie })
      expect.soft(status, `${what}, ${title}`).toBe(403)
      expect.soft(headers.getSetCookie(), `${what}, ${title}`).toEqual([])
      expect.soft(text).not.toContain('nango_connect_session_')
    }
  expect(await readFingerprint(desk)).toBe(before)
  const { path, body } = requestsOf(code)['session'] ?? { path: '', body: '' }
  const taken = await post(desk, path, { origin: desk.app.origin, body, cookie })
  expect([taken.status, taken.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(taken.text).toContain('nango_connect_session_')
  expect(await readFingerprint(desk)).not.toBe(before)
})

appTest('what is no request of a customer’s page changes nothing', async ({ accessDesk: desk, things }) => {
  const { code, cookie } = await openPassed(desk, things)
  const { origin } = desk.app
  const before = await readFingerprint(desk)
  const large = 'x'.repeat(200_000)
  const poll = { code, event: { type: 'poll' } }
  const wrong: [path: string, body: string, status: number][] = [
    [`/c/${code}/act`, '', 400],
    [`/c/${code}/act`, 'what=nothing', 400],
    [`/c/${code}/act`, '{"what":"report","reason":"other"}', 400],
    [`/c/${code}/act`, 'what=report', 400],
    [`/c/${code}/act`, 'what=report&reason=because', 400],
    [`/c/${code}/act`, 'what=go_on&more=1', 400],
    [`/c/${code}/act`, `what=check&answer=${'a'.repeat(301)}`, 400],
    [`/c/${code}/act`, `what=check&answer=${large}`, 413],
    ['/c/no-code/act', 'what=continue', 404],
    ['/api/customer/session', '', 400],
    ['/api/customer/session', 'not JSON', 400],
    ['/api/customer/session', '[]', 400],
    ['/api/customer/session', 'null', 400],
    ['/api/customer/session', JSON.stringify({ code }), 400],
    ['/api/customer/session', JSON.stringify({ code, integrationKey: 'private-api-bearer', more: 1 }), 400],
    ['/api/customer/session', JSON.stringify({ code, integrationKey: large }), 413],
    ['/api/customer/session', JSON.stringify({ code: [code], integrationKey: 'private-api-bearer' }), 400],
    ['/api/customer/event', JSON.stringify({ code, event: { type: 'confirmed' } }), 400],
    ['/api/customer/event', JSON.stringify({ code, event: { type: 'poll', more: 1 } }), 400],
    ['/api/customer/event', JSON.stringify({ ...poll, more: 1 }), 400],
    ['/api/customer/event', JSON.stringify({ ...poll, visitId: 'vis_1' }), 400],
    ['/api/customer/event', JSON.stringify({ code, event: { type: 'connect', connectionId: 'x' } }), 400],
    ['/api/customer/event', `${JSON.stringify(poll)}${' '.repeat(200_000)}`, 413],
    ['/api/customer/event', `{"__proto__":${JSON.stringify(poll)}}`, 400],
  ]
  for (const [path, body, status] of wrong) {
    const answer = await post(desk, path, { origin, body, cookie })
    expect.soft(answer.status, `${path} ${body.slice(0, 80)}`).toBe(status)
  }
  expect(await readFingerprint(desk)).toBe(before)
})

/** Counts of what was asked, and what the desk notes of itself while it works. */
const restless = /^"?public"?\.(rate_counts|leases|nango_states|outbox_cursor|last_settings|link_origins)$/

const readRows = async (url: string) => {
  const tables: Record<string, string[]> = {}
  let name = ''
  for (const line of (await dumpDatabase(url)).split('\n'))
    if (line.startsWith('{')) tables[name]?.push(line)
    else {
      name = line
      tables[name] = []
    }
  return Object.fromEntries(
    Object.entries(tables)
      .filter(([table]) => !restless.test(table))
      .map(([table, rows]) => [table, rows.toSorted()]),
  )
}

appTest('looking changes no row, whoever looks and at whatever', async ({ accessDesk: desk, things }) => {
  const { code, cookie } = await openPassed(desk, things)
  const fresh = await makeCode(things)
  const paths = [code, fresh, '01arz3ndektsv4rrffq69g5fav', 'no-code'].flatMap((one) => [
    `/c/${one}`,
    `/c/${one}/report`,
    `/c/${one}/report?done=1`,
    `/c/${one}?answer=wrong&refused=later&what=continue`,
    `/c/${one}/act`,
    `/c/${one}/act?what=continue`,
    `/c/${one.toUpperCase()}`,
  ])
  const before = await readRows(desk.app.databaseUrl)
  expect(Object.keys(before).join()).toContain('visits')
  for (const path of [...paths, '/api/customer/session', '/api/customer/event'])
    for (const method of ['GET', 'HEAD'])
      for (const headers of [
        {},
        { cookie },
        { 'sec-purpose': 'prefetch;prerender', 'user-agent': 'Slackbot 1.0' },
      ]) {
        const answer = await send(desk.app.origin + path, { method, headers })
        expect.soft(answer.headers.getSetCookie(), `${method} ${path}`).toEqual([])
        const isRoute = path.includes('/act') || path.startsWith('/api/')
        if (isRoute) expect.soft(answer.status, `${method} ${path}`).toBe(405)
      }
  expect(await readRows(desk.app.databaseUrl)).toEqual(before)
})

appTest('a customer’s page is read only', async ({ accessDesk: desk, things }) => {
  const code = await makeCode(things)
  const { origin } = desk.app
  const before = await readFingerprint(desk)
  for (const path of [`/c/${code}`, `/c/${code}/report`, `/c/${code}/`, '/c/no-code'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await send(origin + path, { method, headers: { origin } })
      expect.soft(answer.status, `${method} ${path}`).toBe(405)
    }
  for (const path of [`/c/${code}/act`, '/api/customer/session', '/api/customer/event'])
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await send(origin + path, { method, headers: { origin } })
      expect.soft(answer.status, `${method} ${path}`).toBe(405)
    }
  expect(await readFingerprint(desk)).toBe(before)
})

appTest(
  'who asks too often is told to wait by the page itself',
  async ({ page, accessDesk: desk, things }) => {
    const spend = (what: string) =>
      desk.sql`update rate_counts set count = 2000000, ends_at = now() + interval '1 minute' where subject like ${`${what} %`}`
    const forget = () => desk.sql`delete from rate_counts`
    const path = `${desk.app.origin}/c/${await makeCode(things)}`
    await page.goto(path)
    await spend('customer page')
    await page.reload()
    await expect(heading(page, 'One moment, please')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('Too many requests. Wait a minute')
    await forget()
    await page.reload()
    await page.getByRole('button', { name: 'Continue' }).click()
    for (const count of ['customer form', 'acts']) {
      await passCheck(page, 'eve@example.com')
      await expect(page.getByText('That is not what we expected')).toBeVisible()
      await spend(count)
      await passCheck(page, 'ada@example.com')
      await expect(page.getByText('This cannot be done right now. Try again in a minute.')).toBeVisible()
      await expect(heading(page, 'Is it you?')).toBeVisible()
      await forget()
    }
    await passCheck(page, 'ada@example.com')
    await expect(page.getByRole('list', { name: 'What to connect' })).toBeVisible()
  },
)
