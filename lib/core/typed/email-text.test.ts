import { describe, expect, it } from 'vitest'

import { findEmails, isSameAddress, readEmail } from './email-text'

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
  ])('is fine: %j', (text) => expect(readEmail(text)).toEqual({ fault: null, offers: [] }))
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
  ])('is offered where it stands inside: %s', (text) => {
    expect(readEmail(text)).toEqual({ fault: expect.stringContaining('alone'), offers: [zoe] })
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
      fault: expect.stringContaining('Enter a full email address'),
      offers: [zoe],
    })
  })
  it('is offered with its domain as DNS has it', () =>
    expect(readEmail('zoe@exämple.com').offers).toEqual(['zoe@xn--exmple-cua.com']))
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
  ])('is refused with what is wrong: %s', (text, fault) => {
    expect(readEmail(text)).toEqual({ fault: expect.stringContaining(fault), offers: [] })
  })
  it('is one: of several each is offered', () =>
    expect(readEmail('zoe@example.com, Max <max@example.com>')).toEqual({
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
