import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

import { expect } from 'playwright/test'

import { countOf, recordEvidence } from '@/lib/testing/evidence'

import type { AccessDesk } from './access/access-desk'
import { actionRows } from './access/action-rows'
import { readFingerprint } from './access/run-case'
import { addressOf, findAction, send, sendAction } from './access/send'
import { listBuiltActions, listRoutes } from './access/surface'
import { appTest } from './fixtures/app-test'
import { postEndless } from './fixtures/post-endless'

// What anybody on the network can send, with and without a session, and what the desk makes of it.

const megabyte = 1024 * 1024

/** Memory of the app's process, in bytes (Linux). */
const memoryOf = ({ app }: AccessDesk) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))?.[1]) * 1024

/** The address of everything that takes requests: methods of routes, and actions where they can be called. */
const listTargets = () => [
  ...listRoutes().flatMap(({ pattern, methods }) =>
    [...new Set([...methods, 'POST'])].map((method) => ({
      method,
      path: pattern.replaceAll(/\[[^\]]+\]/g, 'x'),
      headers: {},
    })),
  ),
  ...listBuiltActions().map((action) => ({
    method: 'POST',
    path: addressOf(action),
    headers: { 'next-action': action.id, 'content-type': 'text/plain;charset=UTF-8' },
  })),
]

appTest('every route and every action refuses an endless body early', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const before = memoryOf(desk)
  const targets = listTargets()
  expect(targets.length).toBeGreaterThan(30)
  let sent = 0
  for (let round = 0; round < countOf(1, 5); round += 1)
    for (const { method, path, headers } of targets)
      for (const isDeclared of [true, false]) {
        const { status, isEarly } = await postEndless(origin + path, {
          method,
          headers: { origin, ...headers },
          isDeclared,
        })
        expect.soft(status, `${method} ${path}`).toBe(413)
        expect.soft(isEarly, `${method} ${path}`).toBe(true)
        sent += 1
      }
  expect((memoryOf(desk) - before) / megabyte).toBeLessThan(100)
  recordEvidence({
    attack: 'endless bodies, every route and action',
    tried: sent,
    outcome: 'each refused with 413',
  })
})

const strangeArguments: unknown[][] = [
  [],
  [null],
  [[]],
  [{}, {}],
  ['constructor', '__proto__'],
  [JSON.parse('{"__proto__":{"toString":1},"constructor":1}')],
  ['\u0000', '\ud800'],
  [{ by: 'staff', value: '\u0000' }],
  [{ integration: 'github', connectionId: 'x', set: [], remove: ['\u0000'] }],
  [{ name: 'x\u0000', scopes: ['create'], lifeDays: 30 }],
  [null, { form: { 'advanced.scopes.__proto__': 'x', 'tags.key': 'constructor', customerId: '\u0000' } }],
]

for (const { name } of actionRows)
  appTest(`${name} refuses what makes no sense`, async ({ accessDesk: desk }) => {
    const { origin } = desk.app
    const action = findAction(name.slice('action '.length))
    const before = await readFingerprint(desk)
    for (const args of strangeArguments)
      for (const subject of ['signed out', 'admin'] as const) {
        if (/signOut|checkAgain/.test(name) && subject === 'admin') continue
        const { status, headers } = await sendAction(origin, action, args, {
          ...desk.headersOf(subject),
          origin,
        })
        const shape = `${JSON.stringify(args)}, ${subject}`
        expect.soft([200, 303], shape).toContain(status)
        if (status === 303) expect.soft(headers.get('x-action-redirect'), shape).toContain('/signin')
      }
    expect(await readFingerprint(desk)).toBe(before)
    const tried = 2 * strangeArguments.length
    recordEvidence({
      attack: `arguments without sense for ${name}`,
      tried,
      outcome: 'none was a 500, nothing changed',
    })
  })

const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`advanced.config.key.${n}`, '']))

appTest('a form of very many fields is refused, before it is looked at', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const action = findAction('createLinkAction')
  const ask = async (count: number, headers: Record<string, string>) => {
    const answer = await sendAction(origin, action, [null, { form: names(count) }], { origin, ...headers })
    return answer.status === 200
      ? /"failure":\{"code":"(?<code>\w+)"/.exec(answer.text)?.groups?.['code']
      : answer.status
  }
  const agent = desk.headersOf('agent')
  expect(await ask(900, agent)).toBe('invalid_input')
  expect(await ask(1_100, agent)).toBe('form_too_large')
  expect(await ask(1_100, {})).toBe('signed_out')
  expect(await ask(1_100, { origin: 'https://evil.example' })).toBe(403)
  // On a busy machine the answer may come while it is still being sent: then it is sent again.
  await expect.poll(() => ask(9_500, {}).catch(() => null)).toBe(413)
})

/** What comes back for a request as it stands on the wire. */
const wire = (origin: string, text: string) =>
  new Promise<string>((resolve, reject) => {
    const { port } = new URL(origin)
    const socket = connect(Number(port), 'localhost', () => socket.write(text))
    let answer = ''
    socket.on('data', (part: Buffer) => (answer += part.toString()))
    socket.once('close', () => resolve(answer))
    socket.once('error', reject)
  })

appTest('strange addresses, methods and codes get a page or a 4xx', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const headers = desk.headersOf('admin')
  for (const code of ['constructor', '__proto__', 'toString', '%00']) {
    const { status, text } = await send(`${origin}/signin?error=${code}`)
    expect.soft([status, text.includes('The sign-in did not work.')], code).toEqual([200, true])
  }
  const paths: [string, number][] = [
    ['/connections/github/%ed%a0%80', 400],
    ['/connections/github/%00', 400],
    ['/links/%00', 400],
    ['/links/constructor', 404],
    ['/links?search=%00&staff=%00&status=constructor&integration=__proto__&from=%00&zone=%00', 200],
    ['/connections?search=%00&customer=%00&health=constructor&before=__proto__', 200],
    ['/audit?kind=constructor&staff=__proto__&link=%00&before=toString', 200],
    ['/?link=__proto__&like=%00', 200],
    ['/?__proto__=1&constructor=2&__proto__=3', 200],
    ['/api/desk/customers?search=%00', 400],
    ['/api/desk/customers?search=ab&constructor=1', 400],
    ['/api/desk/customers/standing?id=%00&integrations=github', 400],
    ['/api/desk/links/statuses?ids=__proto__', 400],
    ['/api/desk/links/constructor', 404],
    ['/api/desk/logos/constructor', 404],
  ]
  for (const [path, status] of paths)
    expect.soft((await send(origin + path, { headers })).status, path).toBe(status)
  for (const method of ['TRACE', 'PROPFIND', 'TRACK'])
    expect
      .soft(await wire(origin, `${method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`), method)
      .toMatch(/^HTTP\/1\.1 4\d\d /)
  for (const target of ['*', 'http://evil.example/', '/%ff'])
    expect
      .soft(await wire(origin, `OPTIONS ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`), target)
      .toMatch(/^HTTP\/1\.1 400 /)
})

appTest('a long text in an address makes one short line in the log', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const from = desk.app.readLog().length
  const text = 'eyJ-'.repeat(3_800)
  const { status } = await send(`${origin}/api/auth/callback/oidc?error=${text}`)
  expect(status).toBe(302)
  const news = () => desk.app.readLog().slice(from).trim()
  await expect.poll(news).toContain('next-auth')
  const lines = news().split('\n')
  for (const line of lines) {
    expect(line.length).toBeLessThan(16_000)
    expect(() => void JSON.parse(line)).not.toThrow()
  }
})

appTest('every kind of answer says what a browser must not do with it', async ({ accessDesk: desk }) => {
  const { origin } = desk.app
  const headers = desk.headersOf('agent')
  const page = await send(origin, { headers })
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0] ?? ''
  const form = new URLSearchParams({ a: 'x'.repeat(200_000) })
  const answers = {
    page,
    'no page': await send(`${origin}/no-such-page`, { headers }),
    redirect: await send(origin),
    RSC: await send(`${origin}/links`, { headers: { ...headers, rsc: '1' } }),
    prefetch: await send(`${origin}/links`, {
      headers: { ...headers, rsc: '1', 'next-router-prefetch': '1' },
    }),
    action: await sendAction(origin, findAction('revokeLinkAction'), ['x'], { ...headers, origin }),
    'no action': await send(origin, {
      method: 'POST',
      headers: { ...headers, 'next-action': 'x' },
      body: '[]',
    }),
    'tool’s route': await send(`${origin}/api/links`),
    'desk’s route': await send(`${origin}/api/desk/customers?search=ab`, { headers }),
    'no route': await send(`${origin}/api/no-such-route`),
    'no method': await send(`${origin}/api/links`, { method: 'PUT' }),
    health: await send(`${origin}/api/health`),
    'too large': await send(origin, { method: 'POST', body: form }),
    'bad address': await send(`${origin}/%ff`),
    'no file': await send(`${origin}/_next/static/no-such-file.js`),
  }
  const always = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  }
  for (const [kind, answer] of Object.entries(answers)) {
    const said = Object.fromEntries(answer.headers)
    expect.soft(said, kind).toMatchObject({ ...always, 'cache-control': expect.stringContaining('no-store') })
    expect.soft(said['content-security-policy'], kind).not.toContain('unsafe')
    expect.soft(said['strict-transport-security'], kind).toBeUndefined()
  }
  const file = Object.fromEntries((await send(origin + script)).headers)
  expect(file).toMatchObject({ ...always, 'cache-control': 'public, max-age=31536000, immutable' })
})
