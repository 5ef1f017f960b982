import { describe, expect, it } from 'vitest'

import { validEnvironment } from '@/lib/testing/test-settings'

import { readSettings } from './read'

const from = { MAIL_FROM: 'support@example.com' }
const read = (changes: Record<string, string>) => readSettings({ ...validEnvironment, ...changes }).mail
const complaint = (changes: Record<string, string>) => {
  try {
    readSettings({ ...validEnvironment, ...changes })
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : 'no error'
  }
}

it('sends no mails unless it is told how, and then within limits', () => {
  expect(read({})).toBeNull()
  expect(read({ SMTP_URL: 'smtp://mail.example.com', ...from })).toEqual({
    smtp: { host: 'mail.example.com', port: 587, tls: 'starttls', login: null },
    from: { name: '', address: 'support@example.com' },
    perLink: 5,
    perHour: 200,
  })
})

it('puts the mails of the sandbox into its mailbox, unless there is a server', () => {
  const sandbox = { DESK_DATA_DIR: validEnvironment.DESK_DATA_DIR }
  expect(readSettings(sandbox).mail).toMatchObject({ smtp: null, from: { address: 'desk@example.com' } })
  expect(readSettings({ ...sandbox, SMTP_URL: 'smtp://mail.example.com', ...from }).mail).toMatchObject({
    smtp: { host: 'mail.example.com' },
  })
})

describe('SMTP_URL', () => {
  it.each([
    ['smtps://mail.example.com', { port: 465, tls: 'implicit', login: null }],
    ['smtps://mail.example.com:4465/', { port: 4465, tls: 'implicit' }],
    ['smtp://desk:p%40ss%3Fw%2Frd%23%25@mail.example.com', { login: { user: 'desk', pass: 'p@ss?w/rd#%' } }],
    [
      'smtp://desk%40example.com:x@mail.example.com:25',
      { port: 25, login: { user: 'desk@example.com', pass: 'x' } },
    ],
    ['smtp://relay:25?tls=none', { host: 'relay', port: 25, tls: 'none' }],
    ['SMTP://[::1]:2525?tls=none', { host: '::1', port: 2525 }],
  ])('%s', (url, expected) => expect(read({ SMTP_URL: url, ...from })?.smtp).toMatchObject(expected))
  it.each([
    'mail.example.com',
    'https://mail.example.com',
    'smtp://',
    'smtp://canary@mail.example.com',
    'smtp://:canary@mail.example.com',
    'smtp://desk:canary/x@mail.example.com',
    'smtp://desk:canary#x@mail.example.com',
    'smtp://desk:canary%zz@mail.example.com',
    'smtp://mail.example.com/canary',
    'smtp://mail.example.com?canary=1',
    'smtps://mail.example.com?tls=none',
    'smtp://mail.example.com#canary',
    'smtp://{canary}',
  ])('%s is refused, without repeating it', (url) => {
    const said = complaint({ SMTP_URL: url, ...from })
    expect(said).toMatch(/^ {2}SMTP_URL: [^;]+/m)
    expect(said).not.toContain('canary')
  })
})

describe('MAIL_FROM', () => {
  it.each([
    ['Acme Support <support@example.com>', { name: 'Acme Support', address: 'support@example.com' }],
    ['"Acme, Inc." <support@example.com>', { name: 'Acme, Inc.', address: 'support@example.com' }],
    ['<support@example.com>', { name: '', address: 'support@example.com' }],
    ['Acmé <support@bücher.example>', { name: 'Acmé', address: 'support@xn--bcher-kva.example' }],
  ])('%s', (given, expected) =>
    expect(read({ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: given })?.from).toEqual(expected),
  )
  it.each([
    'canary',
    'a@example.com, b@example.com',
    'Acme canary@example.com',
    'A <B> <canary@example.com>',
    'A <canary>',
  ])('%s is refused', (given) => {
    const said = complaint({ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: given })
    expect(said).toMatch(/^ {2}MAIL_FROM: /m)
    expect(said).not.toContain('canary')
  })
})

it('wants both or neither', () => {
  expect(complaint(from)).toContain('  SMTP_URL: is missing beside its companion')
  expect(complaint({ SMTP_URL: 'smtp://mail.example.com' })).toContain('  MAIL_FROM: is missing beside')
  expect(complaint({ SMTP_URL: 'bad' })).toMatch(/SMTP_URL: must be[^]*MAIL_FROM: is missing/)
})
