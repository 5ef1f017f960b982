import { describe, expect, it } from 'vitest'

import { clockOffsetMs, endsAtFrom } from './time'

const at = (text: string) => new Date(`2026-11-22T${text}Z`)

describe('clockOffsetMs', () => {
  it('is 0 while the clocks may agree: the header has whole seconds', () => {
    expect(clockOffsetMs(at('12:00:00'), at('12:00:00.100'), at('12:00:00.300'))).toBe(0)
    expect(clockOffsetMs(at('12:00:00'), at('12:00:00.990'), at('12:00:01.400'))).toBe(0)
  })
  it('is how far Nango is ahead or behind', () => {
    expect(clockOffsetMs(at('12:05:00'), at('12:00:00'), at('12:00:00.200'))).toBe(299_800)
    expect(clockOffsetMs(at('11:55:00'), at('12:00:00'), at('12:00:00.200'))).toBe(-299_001)
  })
})

describe('endsAtFrom', () => {
  const now = at('12:00:00')
  it('puts the end on our clock', () => {
    expect(endsAtFrom(at('12:30:00'), 0, now)).toEqual(at('12:30:00'))
    expect(endsAtFrom(at('12:35:00'), 300_000, now)).toEqual(at('12:30:00'))
  })
  it.each([
    ['in the past', '11:59:59'],
    ['now', '12:00:00'],
  ])('refuses an end %s', (_, text) => expect(endsAtFrom(at(text), 0, now)).toBeNull())
  it('refuses an end beyond a day', () =>
    expect(endsAtFrom(new Date(now.getTime() + 86_400_001), 0, now)).toBeNull())
})
