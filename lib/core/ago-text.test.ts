import { expect, it } from 'vitest'

import { agoText } from './time-words'

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
