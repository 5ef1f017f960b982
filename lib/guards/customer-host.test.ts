import type { IncomingHttpHeaders } from 'node:http'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { hasReadableHost, isServedHere, settleOrigin } from './origin'

const customers = 'connect.example.com'
const desk = 'desk.example.com'

/** Whether a path is served to who sends these headers. */
const isServed = (sent: IncomingHttpHeaders, path: string) => {
  const headers = { ...sent }
  settleOrigin(headers)
  return hasReadableHost(headers) && isServedHere(headers, path)
}

const use = (settings: Record<string, string>) => {
  beforeAll(() => {
    useTestSettings(settings)
  })
  afterAll(() => {
    useTestSettings()
  })
}

const ofCustomers = ['/c/abc', '/c/abc/act', '/c/abc/report', '/api/customer/session', '/api/customer/event']
const ofStaff = [
  '/',
  '/links',
  '/signin',
  '/api/links',
  '/api/desk/search',
  '/api/health',
  '/_next/image',
  '/cx',
  '/C/abc',
]
const ofBoth = ['/_next/static/chunks/a.js', '/icon.svg', '/api/company-logo']
/** Ways to write an address of staff that begin, or end, like one of customers. */
const oddOfStaff = [
  '/c/../links',
  '/c/%2e%2e/links',
  '/c/%2E%2E/links',
  '/c/.%2e/links',
  '/c/..%2flinks',
  '/c%2f..%2flinks',
  '/c/x/../../links',
  '/c\\..\\links',
  '/c/..\\links',
  '/c/..%5clinks',
  '/links/..%2fc',
  '/links/..%2Fc%2Fabc',
  '/links/%2e%2e%2fc',
  '/connections/github/..%2f..%2f..%2fc',
  '/api/desk/links/..%2f..%2f..%2f..%2fc',
  '/_next/static/../../links',
  '/_next/static/%2e%2e/%2e%2e/links',
  '/_next/static/..%2f..%2flinks',
  '/links/..%2f_next%2fstatic%2fx',
  '/icon.svg/../links',
  '//links',
  '//c/abc',
  '/\\links',
  '/./links',
  '/c/../api/links',
]

describe('where customers have a host of their own', () => {
  use({ CUSTOMER_ORIGIN: `https://${customers}`, APP_ORIGIN: `https://${desk}` })

  for (const path of ofCustomers)
    it(`${path} is for customers alone`, () => {
      expect([isServed({ host: customers }, path), isServed({ host: desk }, path)]).toEqual([true, false])
    })

  for (const path of ofStaff)
    it(`${path} is for staff alone`, () => {
      expect([isServed({ host: customers }, path), isServed({ host: desk }, path)]).toEqual([false, true])
    })

  for (const path of ofBoth)
    it(`${path} is for both`, () => {
      expect([isServed({ host: customers }, path), isServed({ host: desk }, path)]).toEqual([true, true])
    })

  for (const path of oddOfStaff)
    it(`${path} is not for customers`, () => {
      expect(isServed({ host: customers }, path)).toBe(false)
    })

  for (const path of [
    '/links/../c/abc',
    '/%63/abc',
    '/x/%2e%2e/c/abc',
    '/c%2fabc',
    '/api%2fcustomer/session',
  ])
    it(`${path} is not for staff`, () => {
      expect(isServed({ host: desk }, path)).toBe(false)
    })

  /** Ways to say the host of customers, or to pretend another one on the way to it. */
  const named: Record<string, IncomingHttpHeaders> = {
    'in capitals': { host: 'Connect.Example.COM' },
    'with the port of its scheme': { host: `${customers}:443` },
    'with another port': { host: `${customers}:8443` },
    'with a dot at the end': { host: `${customers}.` },
    'with a dot and a port': { host: `${customers}.:443` },
    'in escapes': { host: 'connect%2eexample.com' },
    'with a character that nobody sees': { host: 'connect\u00ad.example.com' },
    'behind a proxy': { host: '10.0.0.7:3000', 'x-forwarded-host': customers },
    'behind two proxies': { host: '10.0.0.7:3000', 'x-forwarded-host': `${customers}, inner` },
    'with a forwarded host that the caller wrote': { host: customers, 'x-forwarded-host': desk },
    'with a list that the caller began': { host: '10.0.0.7', 'x-forwarded-host': `${desk}, ${customers}` },
  }
  for (const [title, headers] of Object.entries(named))
    it(`it is theirs ${title}`, () => {
      expect([isServed(headers, '/c/abc'), isServed(headers, '/links')]).toEqual([true, false])
    })

  const unreadable = [
    `${customers}:99999`,
    `${customers}..`,
    `${customers}..:443`,
    `${customers}:abc`,
    `${customers}:-1`,
    `${customers}.:99999`,
    `${customers}:443:443`,
    `${customers}:443abc`,
    `staff@${customers}`,
    `${customers}:443@${desk}`,
    `[${customers}]`,
    `${customers}]`,
    `${customers}/`,
    `${customers}\\`,
    `${customers}?x`,
    `${customers}#x`,
    `https://${customers}`,
    `${customers} `.padEnd(24, 'x'),
    `${customers}%`,
    `"${customers}"\t${desk}`,
  ]
  it.each([...unreadable, `${desk},${customers}`, `${customers}, ${desk}`])(
    'a Host of %j is nobody’s',
    (host) => {
      for (const path of [...ofCustomers, ...ofStaff]) expect(isServed({ host }, path)).toBe(false)
    },
  )
  it.each(unreadable)('a forwarded host of %j is nobody’s', (one) => {
    for (const forwarded of [one, `${desk}, ${one}`])
      expect(isServed({ host: desk, 'x-forwarded-host': forwarded }, '/links')).toBe(false)
  })

  for (const headers of [
    { host: '127.0.0.1:3000' },
    { host: '[::1]:3000' },
    { host: `${desk}:` },
    { host: 'desk_1:3000' },
    { host: 'app.web.1:5000' },
    { host: '[fe80::1%25eth0]:3000' },
    { host: desk, 'x-forwarded-host': '' },
    { host: `x${customers}` },
    { host: `${customers}.evil.example` },
    {},
  ])
    it(`${JSON.stringify(headers)} is the desk’s`, () => {
      expect([isServed(headers, '/c/abc'), isServed(headers, '/links')]).toEqual([false, true])
    })
})

describe('where both have one name and two ports', () => {
  use({ CUSTOMER_ORIGIN: 'https://desk.example.com:8443', APP_ORIGIN: 'https://desk.example.com' })

  it('the port tells', () => {
    for (const [host, isTheirs] of [
      ['desk.example.com', false],
      ['desk.example.com:443', false],
      ['desk.example.com:8443', true],
    ] as const)
      expect([isServed({ host }, '/c/abc'), isServed({ host }, '/links')]).toEqual([isTheirs, !isTheirs])
  })
})

describe('where both have one origin', () => {
  use({ CUSTOMER_ORIGIN: `https://${desk}`, APP_ORIGIN: `https://${desk}` })

  it('what a proxy makes of the host does not matter', () => {
    expect(isServed({ host: desk, 'x-forwarded-host': `https://${desk}` }, '/links')).toBe(true)
    expect(isServed({ host: `${desk}:99999` }, '/links')).toBe(false)
  })
  it('everything is there', () => {
    for (const path of [...ofCustomers, ...ofStaff, ...ofBoth])
      expect(isServed({ host: desk }, path)).toBe(true)
  })
})
