import { beforeAll, describe, expect, it } from 'vitest'

import { toMailAddress } from '@/lib/core/typed/email-text'
import { recordEvidence } from '@/lib/testing/evidence'
import { useTestSettings } from '@/lib/testing/test-settings'

import { composeMail, type FinishedMail } from './compose'
import { MailContent } from './schema'

beforeAll(() => {
  useTestSettings()
})

const expected = [
  'Auto-Submitted',
  'Content-Type',
  'Date',
  'From',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Message-ID',
  'MIME-Version',
  'Subject',
  'To',
]

const compose = async (given: Partial<MailContent>, more: Partial<FinishedMail> = {}) => {
  const unsubscribe = 'https://connect.example.com/c/0123456789abcdefghjkmnpqrs/unsubscribe'
  const content = MailContent.parse({
    subject: 'Link',
    text: 'Text',
    html: '<p>Text</p>',
    unsubscribe,
    ...given,
  })
  const bytes = await composeMail({
    messageId: 'mail_01ARZ3NDEKTSV4RRFFQ69G5FAV@example.com',
    kind: 'reminder',
    from: { name: 'Acme', address: 'support@example.com' },
    to: 'ada@example.com',
    createdAt: new Date('2026-05-04T09:00:00Z'),
    content,
    ...more,
  })
  return bytes.toString('latin1')
}

/** The lines of the head, whole again, by their names. */
const headersOf = (raw: string) => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  return head.split('\r\n').map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at), line.slice(at + 1).trim()] as const
  })
}

const payloads = [
  'Acme\r\nBcc: eve@example.org',
  'Acme\nBcc: eve@example.org',
  'Acme\rBcc: eve@example.org',
  'Acme\r\n\r\n<script>alert(1)</script>',
  'Acme\u2028Bcc: eve@example.org',
  'Acme\u2029Bcc: eve@example.org',
  'Acme\u0085Bcc: eve@example.org',
  'Acme\u000bBcc: eve@example.org',
  'Acme\u000cBcc: eve@example.org',
  'Acme\u0000Bcc: eve@example.org',
  'Acme%0d%0aBcc: eve@example.org',
  '=?utf-8?Q?Acme=0D=0ABcc:_eve@example.org?=',
  '=?utf-8?B?QWNtZQ0KQmNjOiBldmVAZXhhbXBsZS5vcmc=?=',
  '"Acme" <eve@example.org>, x',
  'Acme, eve@example.org;',
  '\u202eemca\u202c',
  '\ud800Acme',
  `${'x'.repeat(190)}\r\nBcc: eve@example.org`,
  '.\r\n.\r\nRSET',
  'Content-Type: text/html\r\n\r\n<b>',
]

describe('what comes into a mail', () => {
  it.each(payloads)('as a subject: %j', async (payload) => {
    const headers = headersOf(await compose({ subject: payload }))
    expect(headers.map(([name]) => name).toSorted()).toEqual(expected.toSorted())
    expect(headers.filter(([name]) => /^(to|from)$/i.test(name)).map(([, value]) => value)).toEqual([
      'Acme <support@example.com>',
      'ada@example.com',
    ])
  })
  it.each(payloads)('as text and HTML: %j', async (payload) => {
    const raw = await compose({ text: payload, html: payload })
    expect(
      headersOf(raw)
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(expected.toSorted())
    // The end of a mail in SMTP is a line with a dot alone.
    expect(raw).not.toMatch(/[^\r]\n|\r(?!\n)/)
  })
  it.each(payloads)('as an address it is none, or one that is only letters: %j', (payload) => {
    for (const text of [
      payload,
      `ada@example.com${payload}`,
      `${payload}ada@example.com`,
      `${payload}@example.com`,
    ])
      expect(toMailAddress(text) ?? 'ada@example.com').toMatch(/^[a-z]+@example\.com[a-z]*$/)
  })
  it('is told as evidence', () =>
    recordEvidence({
      attack: 'headers, recipients and commands injected into mails',
      tried: payloads.length * 6,
      outcome: 'none effective',
    }))
})

it('says what it is, the same at each attempt', async () => {
  const [first, second] = await Promise.all([compose({}), compose({})])
  const [one, other] = [first, second].map((raw) =>
    headersOf(raw).filter(([name]) => name !== 'Content-Type'),
  )
  expect(one).toEqual(other)
  expect(Object.fromEntries(one ?? [])).toEqual({
    'Auto-Submitted': 'auto-generated',
    Date: 'Mon, 04 May 2026 09:00:00 +0000',
    From: 'Acme <support@example.com>',
    'List-Unsubscribe': '<https://connect.example.com/c/0123456789abcdefghjkmnpqrs/unsubscribe>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Message-ID': '<mail_01ARZ3NDEKTSV4RRFFQ69G5FAV@example.com>',
    'MIME-Version': '1.0',
    Subject: 'Link',
    To: 'ada@example.com',
  })
  const byHand = headersOf(await compose({ unsubscribe: null }, { kind: 'link' })).map(([name]) => name)
  expect(byHand).not.toContain('Auto-Submitted')
  expect(byHand).not.toContain('List-Unsubscribe')
})

describe('an address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    [' Ada.Lovelace+x@Example.com ', 'Ada.Lovelace+x@Example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  ])('%s is taken', (given, address) => expect(toMailAddress(given)).toBe(address))
  it.each([
    '',
    'ada',
    'ada@example',
    'a@b@example.com',
    'ada@example.com,eve@example.org',
    'ada@example.com;eve@example.org',
    'ada@example.com eve@example.org',
    'Ada <ada@example.com>',
    'ada@exam\tple.com',
    'ada@[127.0.0.1]',
    'ada@example.com:25',
    'ada@example.com/x',
    'ada@ex%61mple.com',
    'ådå@example.com',
    '"a b"@example.com',
    'ada@bücher.example:25',
    'ada@bücher.example/x.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a.'.repeat(130)}com`,
  ])('%s is none', (given) => expect(toMailAddress(given)).toBeNull())
})
