import { expect, test } from 'vitest'

import { durationText } from './time-words'

test.each([
  [-5000, '0 seconds'],
  [1000, '1 second'],
  [59_400, '59 seconds'],
  [60_000, '1 minute'],
  [200_000, '3 minutes'],
  [3_600_000, '1 hour'],
  [7_300_000, '2 hours'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
