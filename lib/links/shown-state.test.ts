import { expect, test } from 'vitest'

import { shownState } from './words'

test('only a live link expires by the clock', () => {
  expect(shownState('active', 1)).toBe('active')
  expect(shownState('active', 0)).toBe('expired')
  expect(shownState('connected', -5)).toBe('connected')
  expect(shownState('creating', 0)).toBe('creating')
})
