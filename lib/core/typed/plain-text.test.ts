import { describe, expect, it } from 'vitest'

import { IdText, NameText } from '../text'
import { toPlainId, toPlainName, toSeenText } from './plain-text'

const unseen = {
  'zero-width space': '\u200B',
  'zero-width joiner': '\u200D',
  'zero-width non-joiner': '\u200C',
  'word joiner': '\u2060',
  'soft hyphen': '\u00AD',
  'left-to-right mark': '\u200E',
  'right-to-left mark': '\u200F',
  'Arabic letter mark': '\u061C',
  'right-to-left override': '\u202E',
  'pop directional formatting': '\u202C',
  'left-to-right isolate': '\u2066',
  'pop directional isolate': '\u2069',
  'byte order mark': '\uFEFF',
  'variation selector 16': '\uFE0F',
  'variation selector 17': '\u{E0100}',
  'tag letter': '\u{E0061}',
  'combining grapheme joiner': '\u034F',
  'Hangul filler': '\u3164',
  'half-width Hangul filler': '\uFFA0',
  'Mongolian vowel separator': '\u180E',
  'invisible times': '\u2062',
  'object replacement': '\uFFFC',
  'annotation anchor': '\uFFF9',
  'empty Braille cell': '\u2800',
  'a control': '\u0007',
  delete: '\u007F',
}

describe('an id', () => {
  it.each(Object.entries(unseen))('has no %s, wherever it stands', (_, one) => {
    expect(toPlainId(`cust_x${one}`)).toBe('cust_x')
    expect(toPlainId(`${one}cust_x`)).toBe('cust_x')
    expect(toPlainId(`cu${one}st${one}_x`)).toBe('cust_x')
  })
  it.each([
    '“cust_x”',
    '„cust_x“',
    '”cust_x”',
    '‘cust_x’',
    '‚cust_x‘',
    '«cust_x»',
    '« cust_x »',
    '»cust_x«',
    '‹cust_x›',
    '「cust_x」',
    '『cust_x』',
    '＂cust_x＂',
    '"cust_x"',
    "'cust_x'",
    '`cust_x`',
    '"“cust_x”"',
    '´cust_x´',
    '`cust_x´',
    "`cust_x'",
    '｀cust_x´',
    '｢cust_x｣',
    '″cust_x″',
    '′cust_x′',
    '‵cust_x′',
    '❝cust_x❞',
    '❛cust_x❜',
    '﹁cust_x﹂',
    '﹃cust_x﹄',
    'ʺcust_xʺ',
    '״cust_x״',
    '\u200B“cust_x”\u200B',
    '“\u2060cust_x\u2060”',
    '“cust_x',
    'cust_x”',
    ' cust_x\u00A0',
    '\u3000cust_x\t',
    'cust_x\r\n',
  ])('has no quotes or spaces around it: %j', (typed) => expect(toPlainId(typed)).toBe('cust_x'))
  it.each([
    ['cust\u00A0x', 'cust x'],
    ['cust\u2009x', 'cust x'],
    ['cust \n\t x', 'cust x'],
    ['e\u0301tude', 'étude'],
  ])('looks the same as another that is the same: %j', (typed, id) => expect(toPlainId(typed)).toBe(id))
  it.each([
    '00017',
    '-17',
    "O'Brien",
    `5'11"`,
    'a"b',
    '@acme',
    'ünïcode',
    '客户',
    'ไทย',
    'عميل',
    'a-b_c.d/e:f+g=h',
    'A′',
    '5′11″',
    'x´',
    'ʿAlāʾ',
    `'x"`,
    '100%_\\',
  ])('is kept as it is: %s', (id) => expect(toPlainId(id)).toBe(id))
  it.each(['“”', '""', '\u200B', '  ', "''", '"“”"'])('is nothing where nothing is seen: %j', (typed) =>
    expect(toPlainId(typed)).toBe(''),
  )
  it('keeps NUL, which is refused', () => expect(toPlainId('a\u0000b')).toBe('a\u0000b'))
})

describe('a name', () => {
  it.each([
    'می\u200Cخواهم', // Persian, "I want"
    'क्\u200Dष', // Hindi, a half letter
    'ශ්\u200Dරී ලංකා', // Sinhala, Sri Lanka
    '葛\u{E0100}城市', // a Japanese city, one of two shapes
    'Zoe 👩\u200D💻',
    'Max ❤\uFE0F',
    'Team 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    '1\uFE0F\u20E3 Support',
    'Joe “Ace” Smith',
    '“Zoe”',
    'O’Brien & Söhne',
  ])('keeps what its script needs: %s', (name) => expect(toPlainName(name)).toBe(name.normalize('NFC')))
  it.each([
    ['Zoe\u200B Miller', 'Zoe Miller'],
    ['\uFEFFZoe', 'Zoe'],
    ['Zo\u200Ce', 'Zoe'],
    ['Zoe\u200D', 'Zoe'],
    ['\u202EZoe\u202C', 'Zoe'],
    ['Zo\u00ADe', 'Zoe'],
    ['Zoe\u00A0\u00A0Miller', 'Zoe Miller'],
    ['Zoe\tMiller\n', 'Zoe Miller'],
    ['\u3164', ''],
    ['\u200D', ''],
    ['زوي\u200F', 'زوي'],
    ['Zo\u0065\u0308', 'Zoë'],
  ])('has nothing else that nobody sees: %j', (typed, name) => expect(toPlainName(typed)).toBe(name))
})

it('a text too long for any field is refused before its marks are put in order', () => {
  const marks = 'a' + '\u0316\u0301'.repeat(30_000)
  for (const shape of [IdText, NameText])
    expect(shape.safeParse(marks).error?.issues.map(({ message }) => message)).toEqual([
      'This text is far too long.',
    ])
})

it('text that is seen has no joiners either: that is how a search compares', () =>
  expect(toSeenText('می\u200Cخواهم \u200Bx')).toBe('میخواهم x'))
