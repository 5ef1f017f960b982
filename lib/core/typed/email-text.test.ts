import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { findEmails, isNangoEmail, isSameAddress, readEmail, toMailAddress } from './email-text'

const zoe = 'zoe@example.com'

describe('an email address', () => {
  it.each([
    zoe,
    ' zoe@example.com ',
    '\u200Bzoe@example.com\u200B',
    '“zoe@example.com”',
    "o'brien@example.com",
    'zoe+desk@mail.example.com',
    'ZOE@EXAMPLE.COM',
    'zoe@xn--exmple-cua.com',
    '0@a1.io',
  ])('is fine: %j', (text) => expect(readEmail(text)).toMatchObject({ fault: null, offers: [] }))
  it.each([
    'zo\u200Be@example.com',
    '\u202Azoe@example.com\u202C',
    '\u2066zoe@example.com\u2069',
    'zoe@exam\u00ADple.com',
    'zoe@\u2060example.com',
    'zoe@example.com\uFE0F',
    '「zoe@example.com」',
    'zoe@ｅｘａｍｐｌｅ.com',
    'zoe@example。com',
  ])('is kept as it is seen: %j', (text) => expect(readEmail(text).address).toBe(zoe))
  it.each([
    ['zoe@exämple.com', 'zoe@xn--exmple-cua.com'],
    ['zoe@exa\u0308mple.com', 'zoe@xn--exmple-cua.com'],
    ['zoe@EXÄMPLE.COM', 'zoe@xn--exmple-cua.com'],
    ['zoe@例え.jp', 'zoe@xn--r8jz45g.jp'],
    ['zoe@пример.рф', 'zoe@xn--e1afmkfd.xn--p1ai'],
    ['zoe@xn--e1afmkfd.xn--p1ai', 'zoe@xn--e1afmkfd.xn--p1ai'],
    ['zoe@beispiel.vermögensberatung', 'zoe@beispiel.xn--vermgensberatung-pwb'],
  ])('is kept with its domain as DNS has it: %s', (text, address) =>
    expect(readEmail(text)).toEqual({ address, fault: null, offers: [] }),
  )
  it.each([
    'Zoe <zoe@example.com>',
    '<zoe@example.com>',
    '"Miller, Zoe" <zoe@example.com>',
    'Zoe Miller [zoe@example.com]',
    'zoe@example.com (Zoe Miller)',
    'mailto:zoe@example.com',
    'mailto:zoe@example.com?subject=Hi',
    'Zoe [mailto:zoe@example.com]',
    'E-mail: zoe@example.com',
    'zoe@example.com.',
    'zoe@example.com,',
    'zoe@example.com; zoe@example.com',
    '«zoe@example.com», please',
    'Zoe<zoe@example.com>',
    'Zoe - zoe@example.com',
    'メール：zoe@example.com',
    'zoe@example.com。',
  ])('is offered where it stands inside: %s', (text) => {
    expect(readEmail(text)).toMatchObject({ fault: expect.stringContaining('alone'), offers: [zoe] })
  })
  it.each([
    'zoe@example,com',
    'zoe@example..com',
    'zoe @ example.com',
    'zoe@example .com',
    'zoe＠example.com',
    'zoe(at)example.com',
    'zoe [at] example [dot] com',
    'zoe at example dot com',
    'ｚｏｅ＠ｅｘａｍｐｌｅ．ｃｏｍ',
  ])('is offered as it was meant: %s', (text) => {
    expect(readEmail(text)).toEqual({
      address: null,
      fault: expect.stringContaining('Enter a full email address'),
      offers: [zoe],
    })
  })
  it.each([
    ['o’neil@example.com', "o'neil@example.com"],
    ['zoe@my\u2011example.com', 'zoe@my-example.com'],
    ['zoe–m@my−example.com', 'zoe-m@my-example.com'],
    ['zoe١٢@example.com', 'zoe12@example.com'],
    ['zoe @ exämple.com', 'zoe@xn--exmple-cua.com'],
    ['zoe@example.co,uk', 'zoe@example.co.uk'],
    ['zoe@mail.example .com', 'zoe@mail.example.com'],
  ])('is offered as it was meant, whole: %j', (text, offer) =>
    expect(readEmail(text).offers).toEqual([offer]),
  )
  it.each([
    'zoe,miller@example.com',
    'zoe;miller@example.com',
    '<zoe,miller@example.com>',
    'zoe、miller@example.com',
    'zoe|miller@example.com',
    'zoe(miller@example.com',
    'zoe"miller@example.com',
    'zoe»miller@example.com',
    'zoe\\miller@example.com',
    'zoe miller@example.com',
    'zoe .miller@example.com',
    'zoe , miller@example.com',
    'zoe, miller@example.com',
    'zoe. miller@example.com',
    'zoe- miller@example.com',
    'zoë,miller@example.com',
    'zoe@exämple.com@example.org',
    'zoe@example.comです',
    'zoe,\u212Aoe@example.com',
  ])('is never offered as what is left of another one: %s', (text) =>
    expect(readEmail(text)).toMatchObject({ address: null, offers: [] }),
  )
  it.each([
    ['zoe', 'has no @'],
    ['zoe@', 'after the @'],
    ['@example.com', 'before the @'],
    ['zoe@example', 'ending is missing'],
    ['zoe@max@example', 'more than one @'],
    ['zoe miller@example', 'a space'],
    ['zoë@example.com', '“ë”'],
    ['zo..e@example.com', 'dots and hyphens'],
    ['zoe@-example.com', 'dots and hyphens'],
    ['zoe@example.c', 'dots and hyphens'],
    ['zoe,miller@example.com', '“,”'],
    [`${'a'.repeat(65)}@example.com`, '64 characters'],
    [`zoe@${'a.'.repeat(130)}com`, '254 characters'],
    [`zoe@${'a'.repeat(64)}.com`, '63 characters'],
    [`zoe@${'ä'.repeat(60)}.com`, '63 characters'],
  ])('is refused with what is wrong: %s', (text, fault) => {
    expect(readEmail(text)).toEqual({ address: null, fault: expect.stringContaining(fault), offers: [] })
  })
  it('has as much room as mail servers give it', () => {
    const longest = `${'a'.repeat(64)}@${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(57)}.com`
    expect([longest.length, toMailAddress(longest)]).toEqual([254, longest])
    expect(toMailAddress(`${longest}m`)).toBeNull()
  })
  it('is one: of several each is offered', () =>
    expect(readEmail('zoe@example.com, Max <max@example.com>')).toEqual({
      address: null,
      fault: expect.stringContaining('several'),
      offers: [zoe, 'max@example.com'],
    }))
})

it('each address of a text is found once, in any company', () =>
  expect(findEmails('From: Zoe <zoe@example.com>\nTo: a@b.example;c@d.example, zoe@example.com!')).toEqual([
    zoe,
    'a@b.example',
    'c@d.example',
  ]))

it.each([
  ['zoe@example.com', ' Zoe@Example.COM ', true],
  ['zoe@exämple.com', 'zoe@xn--exmple-cua.com', true],
  ['zoe@example.com', 'zoe@example.net', false],
  ['zoe@example.com', 'z', false],
  ['\u212Aoe@example.com', 'koe@example.com', false],
])('%s and %s are one address: %s', (one, other, isSame) => expect(isSameAddress(one, other)).toBe(isSame))

// Its rule is zod's own: packages/shared/lib/services/tags/schema.ts in NangoHQ/nango.
it.each([
  [zoe, true],
  ["o'brien+x@mail.example.com", true],
  ['zoe@xn--exmple-cua.com', true],
  ['zoe@xn--e1afmkfd.xn--p1ai', false],
])('Nango takes %s as an address: %s', (address, isTaken) => {
  expect(isNangoEmail(address)).toBe(isTaken)
  expect(z.email().safeParse(address).success).toBe(isTaken)
})
