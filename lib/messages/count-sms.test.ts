import { describe, expect, it } from 'vitest'

import { countSms } from './count-sms'

describe('an SMS', () => {
  it.each([
    ['', 'GSM-7', 0, 1],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    ['€'.repeat(81), 'GSM-7', 162, 2],
    ['ñ'.repeat(70), 'GSM-7', 70, 1],
    ['á'.repeat(70), 'UCS-2', 70, 1],
    ['á'.repeat(71), 'UCS-2', 71, 2],
    ['語'.repeat(134), 'UCS-2', 134, 2],
    ['語'.repeat(135), 'UCS-2', 135, 3],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    ['[a]\n^{}\\~|', 'GSM-7', 18, 1],
    ['’', 'UCS-2', 1, 1],
    ['`', 'UCS-2', 1, 1],
    ['ç', 'UCS-2', 1, 1],
    ['Ç', 'GSM-7', 1, 1],
    ['\t', 'UCS-2', 1, 1],
  ])('%# is counted', (text, encoding, used, parts) =>
    expect(countSms(text)).toMatchObject({ encoding, used, parts }),
  )
  it('divides no letter that takes two places', () => {
    expect(countSms('a'.repeat(152) + '€' + 'a'.repeat(151))).toMatchObject({ used: 305, parts: 2, left: 0 })
    expect(countSms('a'.repeat(152) + '€' + 'a'.repeat(152))).toMatchObject({ used: 306, parts: 3 })
    expect(countSms('á'.repeat(66) + '😀' + 'á'.repeat(66))).toMatchObject({ used: 134, parts: 3, left: 66 })
  })
  it('has the whole alphabet of GSM', () => {
    const codes = Array.from({ length: 0x24f }, (_, code) => String.fromCharCode(code))
    const plain = codes.filter((one) => countSms(one).encoding === 'GSM-7')
    // 127 letters besides the escape: ten Greek ones, and the euro among the extension's ten, are beyond these.
    expect(plain).toHaveLength(127 - 10 + 9)
    for (const one of 'ΔΦΓΛΩΠΨΣΘΞ€') expect(countSms(one).encoding).toBe('GSM-7')
  })
})
