import { createHmac } from 'node:crypto'

import { expect } from 'playwright/test'

import type { AccessDesk } from './access/access-desk'
import { actionRows } from './access/action-rows'
import { foreignOrigins } from './access/foreign-origins'
import { routeRows } from './access/route-rows'
import { type ActionRow, type Case, casesOf, changesSomething } from './access/row'
import { outcomeOf, readFingerprint, sendRow } from './access/run-case'
import { addressOf, findAction, send, sendFormPost } from './access/send'
import { appTest } from './fixtures/app-test'

/** What a page of another site can make a browser send: the session's cookie, and where it comes from. */
const headersFrom = (desk: AccessDesk, subject: Case['subject'], origin: string | null) => ({
  ...desk.headersOf(subject),
  'sec-fetch-site': 'cross-site',
  ...(origin === null ? {} : { origin }),
})

/** A case in which a person may do what the action is there for, be it with something that there is not. */
const allowedCase = (row: ActionRow): Case => {
  const cases = casesOf(row).filter(({ subject }) => subject === 'admin' || subject === 'agent')
  const found =
    cases.find(changesSomething) ??
    cases.find(({ outcome }) => /^(done|→)/.test(outcome)) ??
    cases.find(({ outcome }) => /(not_found|_changed)$/.test(outcome))
  if (!found) throw new Error(`Nobody may do ${row.name}.`)
  return found
}

for (const row of actionRows)
  appTest(`${row.name} is refused from elsewhere`, async ({ accessDesk: desk, things }) => {
    const { origin } = desk.app
    const one = allowedCase(row)
    const thing = await things.find(row.about, one.which, one.subject, true)
    const before = await readFingerprint(desk)
    const ask = async (from: string | null) => {
      const answer = await sendRow(origin, row, thing, headersFrom(desk, one.subject, from))
      return outcomeOf(row, answer, (await readFingerprint(desk)) !== before)
    }
    for (const [title, from] of Object.entries(foreignOrigins(origin))) {
      // Who says another origin is refused before Next sees it, who says none by the action's guard.
      expect.soft(await ask(from), title).toBe(from === null ? 'foreign_origin' : '403 foreign_origin')
      const posted = headersFrom(desk, one.subject, from)
      await sendFormPost(
        origin + addressOf(findAction(nameOf(row))),
        findAction(nameOf(row)),
        row.ask(thing),
        posted,
      )
      expect.soft(await readFingerprint(desk), `${title}, as a form without script`).toBe(before)
    }
    expect(await ask(origin), 'from here').toBe(one.outcome)
    await desk.revive()
  })

const nameOf = ({ name }: ActionRow) => name.slice('action '.length)

appTest('a form begins a sign-in from here, and only from here', async ({ accessDesk: desk }) => {
  const form = { provider: 'oidc', role: '', callbackUrl: '/' }
  const begin = (from: string | null, site: string) =>
    send(`${desk.app.origin}/signin/begin`, {
      method: 'POST',
      headers: { 'sec-fetch-site': site, ...(from === null ? {} : { origin: from }) },
      body: new URLSearchParams(form),
    })
  for (const [title, from] of Object.entries(foreignOrigins(desk.app.origin))) {
    const { headers } = await begin(from, 'cross-site')
    expect.soft(headers.get('location'), title).toBe('/signin?error=ForeignOrigin')
    expect.soft(headers.getSetCookie(), title).toEqual([])
  }
  for (const from of ['null', desk.app.origin]) {
    const { status, headers } = await begin(from, 'same-origin')
    expect([status, headers.get('location')]).toEqual([303, expect.stringContaining('state=')])
    expect(headers.getSetCookie().join()).toContain('desk.state=')
  }
})

appTest(
  'a form signs out from here, with script or without, and only from here',
  async ({ accessDesk: desk }) => {
    const signOut = (from: string | null, site: string) =>
      send(`${desk.app.origin}/signout`, {
        method: 'POST',
        headers: {
          ...desk.headersOf('agent'),
          'sec-fetch-site': site,
          ...(from === null ? {} : { origin: from }),
        },
        body: new URLSearchParams(),
      })
    const before = await readFingerprint(desk)
    for (const [title, from] of Object.entries(foreignOrigins(desk.app.origin))) {
      const { headers } = await signOut(from, 'cross-site')
      expect.soft(headers.get('location'), title).toBe('/signin?error=ForeignOrigin')
      expect.soft(headers.getSetCookie(), title).toEqual([])
      expect.soft(await readFingerprint(desk), title).toBe(before)
    }
    for (const from of ['null', desk.app.origin]) {
      const { status, headers } = await signOut(from, 'same-origin')
      expect([status, headers.get('location')]).toEqual([303, '/signin'])
      expect(headers.get('clear-site-data')).toBe('"cache"')
      expect(headers.getSetCookie().join()).toContain('desk.sessionToken=;')
      expect(await readFingerprint(desk)).not.toBe(before)
      await desk.revive()
    }
  },
)

for (const row of routeRows.filter(
  ({ name }) => !/^GET |\/(signout|signin\/begin)$|\/c\/|\/customer\//.test(name),
))
  appTest(
    `${row.name} does nothing for a session, wherever it comes from`,
    async ({ accessDesk: desk, things }) => {
      const [which] = casesOf(row).map((one) => one.which)
      const thing = await things.find(row.about, which ?? 'none', 'agent', true)
      const before = await readFingerprint(desk)
      const origins = { ...foreignOrigins(desk.app.origin), ours: desk.app.origin }
      for (const [title, from] of Object.entries(origins)) {
        const { status } = await sendRow(desk.app.origin, row, thing, headersFrom(desk, 'admin', from))
        expect.soft(status, title).toBe(401)
        expect.soft(await readFingerprint(desk), title).toBe(before)
      }
    },
  )

appTest('nothing of next-auth is open but the way back from a provider', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const paths = ['_log', 'csrf', 'signout', 'signin', 'signin/oidc', 'session', 'providers', 'error']
  const before = await readFingerprint(desk)
  for (const path of [
    ...paths,
    'verify-request',
    'callback',
    'callback/sandbox',
    'callback/oidc/x',
    'callback/x',
  ])
    for (const method of ['GET', 'POST', 'PUT']) {
      const headers = { ...desk.headersOf('admin'), origin }
      const sent = method === 'GET' ? {} : { body: new URLSearchParams({ csrfToken: 'x' }) }
      const answer = await send(`${origin}/api/auth/${path}`, { method, headers, ...sent })
      expect.soft(answer.status, `${method} ${path}`).toBe(method === 'GET' ? 404 : 405)
      expect.soft(answer.headers.getSetCookie(), `${method} ${path}`).toEqual([])
    }
  expect(await readFingerprint(desk)).toBe(before)
})

appTest('a webhook counts by its signature alone', async ({ accessDesk: desk }) => {
  const body = JSON.stringify({ type: 'forward', from: 'nobody' })
  const key = desk.app.secrets['NANGO_WEBHOOK_SIGNING_KEY'] ?? ''
  const sign = (secret: string) => createHmac('sha256', secret).update(body).digest('hex')
  const post = (signature: string) =>
    send(`${desk.app.origin}/api/webhooks/nango`, {
      method: 'POST',
      headers: {
        'x-nango-hmac-sha256': signature,
        'content-type': 'application/json',
        ...desk.headersOf('admin'),
      },
      body,
    })
  const before = await readFingerprint(desk)
  for (const signature of ['', 'x', sign('another key'), sign(key).slice(1)])
    expect((await post(signature)).status, signature).toBe(401)
  expect(await readFingerprint(desk)).toBe(before)
  expect((await post(sign(key))).status).toBe(200)
  expect(await readFingerprint(desk)).not.toBe(before)
})
