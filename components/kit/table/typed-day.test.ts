import { expect, it } from 'vitest'

import { toDay } from './typed-day'

it.each([
  ['03312026', 'en-US', '2026-03-31'],
  ['31032026', 'en-GB', '2026-03-31'],
  ['31032026', 'de', '2026-03-31'],
  ['20260331', 'ja', '2026-03-31'],
  ['20260331', 'en-US', '2026-03-31'],
  ['02292028', 'en-US', '2028-02-29'],
  ['02292027', 'en-US', null],
  ['31032026', 'en-US', null],
  ['00000000', 'en-US', null],
  ['3312026', 'en-US', null],
  ['', 'en-US', null],
])('%s in %s is %s', (digits, locale, day) => expect(toDay(digits, locale)).toBe(day))
