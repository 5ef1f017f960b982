import { describe, expect, it } from 'vitest'

import { foldText } from './fold'

const same: [string, string[]][] = [
  ['muller', ['Müller', 'MÜLLER', 'Mu\u0308ller', 'ｍüller', 'mül\u00adler', 'mu\u200bller']],
  ['strasse', ['Straße', 'STRASSE', 'STRAẞE', 'ſtraſſe']],
  ['soren aero', ['Søren Ærø', 'SØREN ÆRØ', 'søren\u00a0ærø', 'SO\u0338REN ÆRØ']],
  ['lodz', ['Łódź', 'ŁÓDŹ', 'ło\u0301dz\u0301']],
  ['dordevic', ['Đorđević', 'ÐORÐEVIĆ']],
  ['nguyen thi hoa', ['Nguyễn Thị Hoa', 'NGUYỄN THỊ HOA'.normalize('NFD')]],
  ['istanbul izmir', ['İstanbul İzmir', 'ISTANBUL IZMIR', 'ıstanbul ızmır', 'i\u0307stanbul izmir']],
  ['oeuvre file', ['Œuvre ﬁle', 'ŒUVRE FILE', 'œuvre ﬁ\u200dle']],
  ['thorsteinn haukur', ['Þorsteinn Haukur', 'ÞORSTEINN HAUKUR']],
  ['οδυσσευσ', ['Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ', 'ΟΔΥΣΣΕΎΣ', 'οδυσσευς', 'Ὀδυσσεύς']],
  ['алена николаи', ['Алёна Николай', 'АЛЕНА НИКОЛАИ', 'Алена Никола\u0438\u0306']],
  ['юрии', ['Юрій'.replace('і', 'и'), 'ЮРИЙ']],
  ['аигуль', ['Әйгүль'.replace('ү', 'у'), 'АЙГУЛЬ']],
  ['שלומ', ['שָׁלוֹם', 'שלום', 'שׁלום']],
  ['محمد', ['مُحَمَّد', 'مـحـمـد', 'ﻣﺤﻤﺪ']],
  ['احمد علي', ['أحمد علي', 'احمد على', 'آحمد علی', 'أَحْمَد عَلِيّ']],
  ['مكتبه', ['مكتبة', 'مکتبه']],
  ['order 42', ['Order ٤٢', 'order ۴۲', 'ORDER ４２', 'order ४२', 'ordеr 42'.replace('е', 'e')]],
  ['ガギグ カナ', ['ガギグ　カナ', 'ｶﾞｷﾞｸﾞ ｶﾅ', 'がぎぐ かな', 'カ\u3099キ\u3099ク\u3099 カナ']],
  ['김철수', ['김철수', '김철수'.normalize('NFD')]],
  ['王偉', ['王偉', '\u738b\u5049\ufe00']],
  ["o'brien-smith", ['O’Brien–Smith', 'oʼbrien‑smith', 'O‛BRIEN−SMITH', 'O´Brien—Smith']],
  ['"acme" inc', ['“Acme” Inc', '«ACME» inc', '„acme‟\u2003inc']],
  ['jean paul', ['Jean·Paul', 'JEAN • PAUL'.replace(' • ', '•'), ' jean\t\n paul\u2060 ']],
  ['collegi', ['col·legi', 'coŀlegi', 'COL·LEGI']],
  ['zoe', ['Zoë', 'ZOË', '\u202aZoe\u0308\u202c', '\ufeffzoë', 'ｚｏｅ']],
]

describe('foldText', () => {
  it('reads no more of a text than any search has', () => {
    expect(foldText('a'.repeat(100_000))).toHaveLength(8_000)
    const begun = performance.now()
    foldText(`a${'\u0315\u0300'.repeat(500_000)}`)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
  it.each(same)('%s is the fold of all ways to write it', (fold, ways) => {
    for (const way of [fold, ...ways]) expect([way, foldText(way)]).toEqual([way, fold])
  })
  it.each([
    ['हिन्दी', 'हन्द'],
    ['कि', 'कु'],
    ['ハ', 'バ'],
    ['ที่', 'ทอ'],
    ['и', 'і'],
    ['a', 'b'],
  ])('%s and %s stay two', (one, other) => expect(foldText(one)).not.toBe(foldText(other)))
  it('plain ASCII only becomes small', () => {
    const ascii = Array.from({ length: 0x7e - 0x20 }, (_, n) => String.fromCodePoint(0x21 + n)).join('')
    expect(foldText(ascii)).toBe(ascii.toLowerCase())
  })
  it('is folded once', () => {
    const all = Array.from({ length: 0x30000 }, (_, code) => String.fromCodePoint(code)).filter(
      (one) => !/\p{Surrogate}/u.test(one),
    )
    expect(all.filter((one) => foldText(foldText(one)) !== foldText(one))).toEqual([])
  })
  it('has a digit of any script as one of ours', () => {
    const digits = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter((one) =>
      /\p{Nd}/u.test(one),
    )
    expect(digits.length).toBeGreaterThan(500)
    expect(digits.map(foldText).join('')).toMatch(/^(?:0123456789)+$/)
  })
})
