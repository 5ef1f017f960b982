import { describe, expect, it } from 'vitest'

import { checkWords } from '@/lib/handoff/pick-words'

import { readAnswer } from './read-answer'

/** Kept, and what customers type who mean it. */
const right: Record<'email' | 'digits' | 'words', Record<string, string[]>> = {
  email: {
    'ada@example.com': [
      'ada@example.com',
      ' Ada@Example.COM\n',
      'ada\u200B@example.com',
      'ada@exam\u00ADple.com',
      'ada@\u2060example.com',
      'ada\u200C@example.com',
      '\u202Aada@example.com\u202C',
      '\u2066ada@example.com\u2069',
      '\u061Cada@example.com',
      'ada@example.com\uFE0F',
      '“ada@example.com”',
      '„ada@example.com“',
      '"ada@example.com"',
      '<ada@example.com>',
      '(ada@example.com)',
      'mailto:ada@example.com',
      'Ada <ada@example.com>',
      'ada@example.com.',
      'ada@example.com。',
      'ada@ example.com',
      'ada @example.com',
      'ada@example .com',
      'ada@example,com',
      'ada@example。com',
      'ada＠example．com',
      'ａｄａ@example.com',
      'ada(at)example.com',
      'ada@example.com, ada@example.com',
    ],
    'Ada@Example.com': ['ada@example.com', 'ADA@EXAMPLE.COM'],
    'ada@xn--exmple-cua.com': [
      'ada@exämple.com',
      'ADA@EXÄMPLE.COM',
      'ada@exa\u0308mple.com',
      'Ada@XN--exmple-cua.com',
    ],
    'ada@exämple.com': ['ada@exämple.com', 'ada@xn--exmple-cua.com'],
    'ada@xn--r8jz45g.jp': ['ada@例え.jp', 'ada＠例え．jp', 'ada@例え。jp'],
    'ada@xn--e1afmkfd.xn--p1ai': ['ada@пример.рф', 'ada@ПРИМЕР.РФ'],
    "o'neil@example.com": [
      'o’neil@example.com',
      'o‘neil@example.com',
      'oʼneil@example.com',
      'o＇neil@example.com',
    ],
    'ada@my-example.com': [
      'ada@my\u2011example.com',
      'ada@my–example.com',
      'ada@my−example.com',
      'ada@my－example.com',
    ],
    'ada-l@example.com': ['ada–l@example.com', 'ada\u2010l@example.com'],
    'ada12@example.com': ['ada١٢@example.com', 'ada１２@example.com', 'ada१२@example.com'],
  },
  digits: {
    '123456': [
      '123456',
      '123 456',
      '123-456',
      '123.456',
      '123–456',
      '123·456',
      '123\u202F456',
      '“123456”',
      '\u2066123456\u2069',
      '１２３４５６',
      '١٢٣٤٥٦',
      '۱۲۳۴۵۶',
      '१२३४५६',
      '๑๒๓๔๕๖',
      '১২৩৪৫৬',
      '١٢٣٫٤٥٦',
      '1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣',
      '①②③④⑤⑥',
      'code: 123456.',
    ],
    '000000': ['٠٠٠٠٠٠', '000 000', '๐๐๐๐๐๐'],
  },
  words: {
    'apple bottle': [
      'apple bottle',
      'Apple-Bottle',
      'APPLE  BOTTLE',
      'apple–bottle',
      'apple, bottle',
      '“apple bottle”',
      '“apple” “bottle”',
      'applebottle',
      'appl\u200Be bottle',
      'apple\u00A0bottle',
      'apple/bottle.',
      'apple\u2011bottle',
      'ａｐｐｌｅ　ｂｏｔｔｌｅ',
      '1. apple 2. bottle',
      'app\u00ADle bot\u00ADtle',
    ],
  },
}

/** Kept, and what is another answer, or none of what is asked for (null). */
const wrong: Record<'email' | 'digits' | 'words', Record<string, [typed: string, is: 'another' | null][]>> = {
  email: {
    'ada@example.com': [
      ['eve@example.com', 'another'],
      ['ada@example.org', 'another'],
      ['ada@example.co', 'another'],
      ['ada+x@example.com', 'another'],
      ['a.da@example.com', 'another'],
      ['ada@exämple.com', 'another'],
      ['ada', null],
      ['example.com', null],
      ['ada@example', null],
      ['аda@example.com', null], // A Cyrillic а
      ['eve@example.com ada@example.com', null],
      ['eve@example.com;ada@example.com', null],
      ['zoe,ada@example.com', null],
      ['zoe ada@example.com', null],
      ['ada@example.com@example.com', null],
      ['', null],
      ['\u200B\u00AD\uFEFF\u3164\u2800', null],
    ],
    'miller@example.com': [['zoe,miller@example.com', null]],
  },
  digits: {
    '123456': [
      ['654321', 'another'],
      ['١٢٣٤٥٧', 'another'],
      ['12345', null],
      ['1234567', null],
      ['scanner@example.org', null],
      ['1e5', null],
      ['ⅠⅡⅢⅣⅤⅥ', null],
      ['一二三四五六', null],
      ['', null],
    ],
  },
  words: {
    'apple bottle': [
      ['bottle apple', 'another'],
      ['apple', 'another'],
      ['apple bottles', 'another'],
      ['aple bottle', 'another'],
      ['apple bottle apple', 'another'],
      ['аpple bottle', 'another'], // A Cyrillic а
      ['ada@example.com', 'another'],
      ['“ – ”', null],
      ['123', null],
      ['', null],
    ],
  },
}

for (const check of ['email', 'digits', 'words'] as const)
  describe(`the check by ${check}`, () => {
    for (const [expected, answers] of Object.entries(right[check]))
      it.each(answers)(`takes for ${expected} %j`, (typed) => {
        const read = readAnswer(check, typed)
        expect(read).not.toBeNull()
        expect(read).toBe(readAnswer(check, expected))
      })
    for (const [expected, answers] of Object.entries(wrong[check]))
      it.each(answers)(`for ${expected} takes %j as %s`, (typed, is) => {
        const read = readAnswer(check, typed)
        if (is === null) expect(read).toBeNull()
        else expect([null, readAnswer(check, expected)]).not.toContain(read)
      })
  })

it('no two pairs of words are the same without what stands between them', () => {
  const pairs = checkWords.flatMap((one) => checkWords.map((other) => readAnswer('words', `${one} ${other}`)))
  expect(new Set(pairs).size).toBe(checkWords.length ** 2)
})
