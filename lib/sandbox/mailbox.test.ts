import { expect, it } from 'vitest'

import { createMailbox, type SandboxMail } from './page/mailbox'

const mail = (id: string, changes: Partial<SandboxMail> = {}): SandboxMail => ({
  id,
  from: 'Acme',
  to: 'ada@example.com',
  at: new Date('2026-05-04T09:00:00Z'),
  subject: 'Your link',
  text: 'Open https://connect.example.com/c/abc.\nThank you.',
  ...changes,
})
const open = async (mails: SandboxMail[], path: string) => {
  const mailbox = createMailbox()
  for (const one of mails) mailbox.take(one)
  const answer = await mailbox.pages.request(path)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

it('lists mails, newest first, and says so where there are none', async () => {
  expect((await open([], '/mailbox')).text).toContain('No mail so far')
  const { text, headers } = await open([mail('mail_1', { subject: 'First' }), mail('mail_2')], '/mailbox')
  expect([...text.matchAll(/href="\/mailbox\/(\w+)"/g)].map(([, id]) => id)).toEqual(['mail_2', 'mail_1'])
  expect(text).toContain('<title>Mailbox · Sandbox</title>')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cache-control')).toBe('no-store')
})

it('shows a mail as its text, with its addresses as links', async () => {
  const { text } = await open([mail('mail_1')], '/mailbox/mail_1')
  expect(text).toContain('<a href="https://connect.example.com/c/abc" rel="noreferrer">')
  expect(text).toContain('</a>.\nThank you.')
  expect((await open([mail('mail_1')], '/mailbox/mail_2')).status).toBe(404)
})

it('shows the same mail once, however often it came', async () => {
  const { text } = await open([mail('mail_1'), mail('mail_2'), mail('mail_1')], '/mailbox')
  expect([...text.matchAll(/href="\/mailbox\/(\w+)"/g)].map(([, id]) => id)).toEqual(['mail_1', 'mail_2'])
})

it.each([
  '<script>alert(1)</script>',
  '"><img src=x>',
  'javascript:alert(1)',
  'https://x/"onclick=alert(1)//',
])('shows %s as what it is', async (evil) => {
  const mails = [mail('mail_1', { subject: evil, text: evil, from: evil, to: evil })]
  for (const path of ['/mailbox', '/mailbox/mail_1']) {
    const { text } = await open(mails, path)
    expect(text).not.toMatch(/<script|<img|href="javascript|"onclick|"\s+onclick/)
  }
})
