import { describe, expect, it } from 'vitest'

import { announceBetween, countdownTone, formatCountdown, remainingSince } from './time-words'

describe('formatCountdown', () => {
  it.each([
    [1_800_000, '30:00'],
    [1_799_001, '30:00'],
    [61_000, '01:01'],
    [1, '00:01'],
    [0, '00:00'],
    [-5_000, '00:00'],
    [3_600_000, '60:00'],
    [5_400_000, '1 h 30 min'],
    [86_399_001, '1 d 0 h'],
    [3 * 86_400_000, '3 d 0 h'],
    [3 * 86_400_000 - 1_000, '2 d 23 h'],
  ])('%d ms is %s', (remainingMs, text) => expect(formatCountdown(remainingMs)).toBe(text))
})

describe('countdownTone', () => {
  it.each([
    [300_000, 'calm'],
    [299_999, 'soon'],
    [60_000, 'soon'],
    [59_999, 'last'],
  ])('%d ms is %s', (remainingMs, tone) => expect(countdownTone(remainingMs)).toBe(tone))
})

describe('announceBetween', () => {
  it('speaks at 5 minutes, at 1 minute and at the end, once each', () => {
    expect(announceBetween(300_001, 300_000)).toBe('5 minutes left.')
    expect(announceBetween(300_000, 299_000)).toBeNull()
    expect(announceBetween(60_500, 59_500)).toBe('1 minute left.')
    expect(announceBetween(1_000, 0)).toBe('The link has expired.')
    expect(announceBetween(0, -1_000)).toBeNull()
  })
  it('says only the last of what a sleep skipped', () => {
    expect(announceBetween(400_000, -1)).toBe('The link has expired.')
  })
})

describe('remainingSince', () => {
  const anchor = { remainingMs: 100_000, wallMs: 5_000, steadyMs: 40 }
  it('follows the clocks', () => expect(remainingSince(anchor, 6_000, 1_040)).toBe(99_000))
  it('follows the wall clock when the steady one slept', () =>
    expect(remainingSince(anchor, 65_000, 50)).toBe(40_000))
  it('follows the steady clock when the wall clock was set back', () =>
    expect(remainingSince(anchor, -86_395_000, 2_040)).toBe(98_000))
})
