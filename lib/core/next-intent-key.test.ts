import { expect, it } from 'vitest'

import { nextIntentKey } from './intent-key'

it('keeps the key while the request may still succeed, and only then', () => {
  expect(nextIntentKey('posted', { code: 'intent_in_flight' }, 'fresh')).toBe('posted')
  expect(nextIntentKey('posted', { code: 'too_slow' }, 'fresh')).toBe('posted')
  expect(nextIntentKey('posted', { code: 'nango_timeout' }, 'fresh')).toBe('fresh')
  expect(nextIntentKey('posted', null, 'fresh')).toBe('fresh')
})
