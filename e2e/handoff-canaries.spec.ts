import { expect } from 'playwright/test'

import type { AccessDesk } from './access/access-desk'
import { askSession, enterLink, sendForm } from './access/customer-forms'
import { people, tools } from './access/row'
import { send } from './access/send'
import { appTest, sandboxTest } from './fixtures/app-test'
import { dumpDatabase, findCanaries } from './fixtures/canaries'
import { connectButton } from './fixtures/customer'
import { connectFrame, createHandoff, openHandoff, passCheck, pressConnect } from './fixtures/handoff'
import { someone } from './fixtures/link-form'
import { signInAs } from './fixtures/sign-in'

/** Everything that a customer's page does, then the same while Nango fails; what of it nobody else may see. */
const useLink = async ({ app: { origin, faults } }: AccessDesk, code: string) => {
  const cookie = await enterLink(origin, code)
  const ask = () => askSession(origin, code, cookie)
  const [token = ''] = /nango_connect_session_[0-9a-f]{64}/.exec((await ask()).text) ?? []
  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'refuse' }] as const) {
    faults.setFault({ method: '*', path: /.*/ }, fault)
    await ask()
    await sendForm(origin, code, { what: 'go_on' }, cookie)
    await send(`${origin}/c/${code}/%ff`)
    await send(`${origin}/c/${code}/no-such-page`)
  }
  faults.reset()
  const [, secret = ''] = cookie.split('=')
  expect([secret.length, token.length]).toEqual([43, 86])
  return { code, secret, token, capitals: code.toUpperCase() }
}

const pathsOf = (id: string) => [
  '/links',
  `/links?search=${id}`,
  `/links/${id}`,
  '/audit',
  '/settings',
  `/api/desk/links/${id}`,
  `/api/desk/links/statuses?ids=${id}`,
  '/api/desk/links/news',
  '/api/desk/links/export',
  '/api/desk/audit/export?kind=links',
  '/api/desk/search?search=user_42',
  '/api/links',
  `/api/links/${id}`,
]

appTest(
  'the code of a hand-off link is in no list, export, answer of the API, log or row',
  async ({ accessDesk: desk, things }) => {
    const { id = '', code = '' } = await things.find('hand-off link', 'other', 'signed out', true)
    const canaries = await useLink(desk, code)
    await desk.sql`update links set maker_id = ${desk.idOf('key read')} where id = ${id}`
    const { origin, databaseUrl } = desk.app
    let told = 0
    for (const subject of [...people, ...tools])
      for (const path of pathsOf(id)) {
        const answer = await send(origin + path, { headers: desk.headersOf(subject) })
        told += Number(answer.text.includes(id))
        const bytes = Buffer.from(answer.text + JSON.stringify([...answer.headers]))
        expect.soft([subject, path, findCanaries(canaries, bytes)]).toEqual([subject, path, []])
      }
    expect(told).toBeGreaterThan(15)
    const dump = await dumpDatabase(databaseUrl)
    expect(dump).toContain(id)
    expect(findCanaries(canaries, Buffer.from(dump))).toEqual([])
    expect(findCanaries(canaries, Buffer.from(desk.app.readLog()))).toEqual([])
  },
)

sandboxTest(
  'a token goes to the frame alone, and over https nothing says the code',
  async ({ page, browser, sandboxApp }) => {
    await signInAs(page, 'Agent')
    const customer = { ...someone(), integrations: ['GitHub'] }
    const url = await createHandoff(page, customer)
    const phone = await openHandoff(browser, url)
    const addresses: string[] = []
    phone.on('request', (request) => addresses.push(`${request.url()} ${request.headers()['referer'] ?? ''}`))
    await passCheck(phone, customer.email ?? '')
    await pressConnect(phone, 'Connect GitHub')
    await expect(connectButton(connectFrame(phone))).toBeVisible()
    expect(addresses.filter((one) => one.includes('nango_connect_session_'))).toEqual([])
    const own = new URL(url).origin
    const code = url.split('/').at(-1) ?? 'none'
    expect(addresses.filter((one) => !one.startsWith(own) && one.includes(code))).toEqual([])
    const log = Buffer.from(sandboxApp.readLog())
    expect(findCanaries({ code }, log)).toEqual([])

    const https = own.replace('http:', 'https:')
    const headers = { 'x-forwarded-proto': 'https', origin: https }
    const seen = await send(url, { headers })
    expect(seen.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await send(url)).headers.get('referrer-policy')).toBe('same-origin')
    const pressed = await send(`${url}/act`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ what: 'continue' }),
    })
    expect(pressed.status).toBe(303)
    const [set = ''] = pressed.headers.getSetCookie()
    expect(set.split('; ').slice(1, 4)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax'])
    expect(set).toMatch(/^__Host-visit-[0-9a-z]{6}=[\w-]{43}; .*; Secure$/)
    expect(set).not.toMatch(/domain/i)
  },
)
