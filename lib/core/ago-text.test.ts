import { expect, it } from 'vitest'

import { agoText, leftText, wallText } from './time-words'

it('says a span in its largest unit', () => {
  const minute = 60_000
  expect([0, -5, minute - 1, minute, 59 * minute, 60 * minute, 25 * 60 * minute].map(agoText)).toEqual([
    'just now',
    'just now',
    'just now',
    '1 minute ago',
    '59 minutes ago',
    '1 hour ago',
    '1 day ago',
  ])
  expect(agoText(40 * 86_400_000)).toBe('1 month ago')
  expect(agoText(800 * 86_400_000)).toBe('2 years ago')
})

it('says what is left in a unit of which there are two', () => {
  const minute = 60_000
  const left = [0, 29.6 * minute, 119 * minute, 120 * minute, 47 * 60 * minute, 72 * 60 * minute]
  expect(left.map(leftText)).toEqual([
    '1 min left',
    '30 min left',
    '119 min left',
    '2 h left',
    '47 h left',
    '3 days left',
  ])
})

it('says the day of a time that is not today’s', () => {
  const now = new Date(2026, 10, 27, 0, 10)
  const text = (...at: [number, number, number, number, number]) => wallText(new Date(...at), now, 'en-GB')
  expect(text(2026, 10, 27, 14, 32)).toBe('14:32')
  expect(text(2026, 10, 26, 23, 59)).toBe('26 Nov, 23:59')
  expect(text(2026, 10, 28, 0, 5)).toBe('28 Nov, 00:05')
  expect(text(2025, 10, 27, 0, 10)).toBe('27 Nov 2025, 00:10')
})
