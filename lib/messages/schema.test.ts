import { describe, expect, it } from 'vitest'

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
