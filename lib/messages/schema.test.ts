import { describe, expect, it } from 'vitest'
import type { z } from 'zod'

import { Customer } from '@/lib/customers/schema'
import { MailAddress } from '@/lib/mail/schema'

import { MessageInput, SaveTemplateInput, TemplateName } from './schema'

const base = { channel: 'email', language: 'de', replaces: 0, subject: 'Bitte', body: 'Hier: {{link}}' }
const faultsOf = (changes: object) =>
  SaveTemplateInput.safeParse({ ...base, ...changes }).error?.issues.map(({ path, message }) => [
    path.join('.'),
    message,
  ]) ?? []

describe('a text to save', () => {
  it('needs the link, but for what is read out', () => {
    const without = { body: 'Hello {{customer.name}}' }
    for (const channel of ['email', 'sms', 'chat'])
      expect(faultsOf({ ...without, channel, subject: channel === 'email' ? 'Bitte' : null })).toEqual([
        ['body', expect.stringContaining('{{link}}')],
      ])
    expect(faultsOf({ ...without, channel: 'phone', subject: null })).toEqual([])
  })
  it('has a subject as an email, without the address, and none else', () => {
    expect(faultsOf({ subject: '' })).toEqual([['subject', expect.any(String)]])
    expect(faultsOf({ subject: null })).toEqual([['subject', expect.any(String)]])
    expect(faultsOf({ subject: 'Go to {{link}}' })).toEqual([['subject', expect.stringContaining('secret')]])
    expect(faultsOf({ subject: 'Hello {{nobody}}' })).toEqual([
      ['subject', expect.stringContaining('{{nobody}}')],
    ])
    expect(faultsOf({ channel: 'sms' })).toEqual([['subject', expect.any(String)]])
  })
  it('is not endless, and says where it is too long', () => {
    expect(faultsOf({ subject: 'x'.repeat(151) })).toEqual([['subject', expect.stringContaining('150')]])
    expect(faultsOf({ body: `{{link}}${'x'.repeat(3_000)}` })).toEqual([
      ['body', expect.stringContaining('3,000')],
    ])
    expect(faultsOf({ body: `{{link}}${'x'.repeat(100_000)}` })).toEqual([['body', expect.any(String)]])
    expect(faultsOf({ body: '' })).toEqual([['body', expect.any(String)]])
  })
  it('goes back to ours with nothing', () => expect(faultsOf({ subject: null, body: null })).toEqual([]))
  it('keeps its lines and the spaces of its language', () =>
    expect(
      SaveTemplateInput.parse({ ...base, body: ' Prix\u00A0: {{link}}\r\n\r\n\tDeux\u202F!  \r\n' }).body,
    ).toBe('Prix\u00A0: {{link}}\n\n Deux\u202F!'))
})

describe('what the browser asks', () => {
  it('with a zone that is not known counts as without one', () => {
    const asked = { linkId: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV', channel: 'sms', language: null, isTaken: false }
    const zoneOf = (zone: unknown) => MessageInput.parse({ ...asked, zone }).zone
    expect(zoneOf('Europe/Berlin')).toBe('Europe/Berlin')
    for (const zone of ['Mars/Base', '', 'x'.repeat(100), null, 7]) expect(zoneOf(zone)).toBeNull()
  })
  it('is always one of the texts', () => {
    expect(TemplateName.parse({ channel: 'sms', language: 'ja' })).toEqual({ channel: 'sms', language: 'ja' })
    expect(TemplateName.parse({ channel: ['sms'], language: 'tlh' })).toEqual({
      channel: 'email',
      language: 'en',
    })
  })
})

const read = (schema: z.ZodType, text: string) => {
  const { data, error } = schema.safeParse(text)
  return data ?? error?.issues.map(({ message }) => message)
}

describe('an address', () => {
  it.each([
    ['zo\u200be@example.com', 'zoe@example.com'],
    ['\u202azoe@example.com\u202c', 'zoe@example.com'],
    ['“zoe@example.com”', 'zoe@example.com'],
    ['zoe@exam\u00adple.com', 'zoe@example.com'],
    ['zoe@пример.рф', 'zoe@xn--e1afmkfd.xn--p1ai'],
    ['zoe@xn--e1afmkfd.xn--p1ai', 'zoe@xn--e1afmkfd.xn--p1ai'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [`${'a'.repeat(65)}@example.com`, [expect.stringContaining('64 characters')]],
    ['zoe,miller@example.com', [expect.stringContaining('“,”')]],
    ['Zoe <zoe@example.com>', [expect.stringContaining('alone')]],
    ['zoe@example.com, max@example.com', [expect.stringContaining('several')]],
  ])('is read alike for a mail and of a customer: %j', (text, is) => {
    expect(read(MailAddress, text)).toEqual(is)
    expect(read(Customer.shape.email, text)).toEqual(is)
  })
})
