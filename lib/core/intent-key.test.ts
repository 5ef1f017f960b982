import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { newIntentKey, nextIntentKey } from './intent-key'

afterEach(() => vi.unstubAllGlobals())

test('makes a UUID, also where the browser has no randomUUID', () => {
  expect(z.uuidv4().safeParse(newIntentKey()).success).toBe(true)
  const { crypto: whole } = globalThis
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => whole.getRandomValues(bytes),
  })
  const keys = Array.from({ length: 200 }, newIntentKey)
  expect(keys.every((key) => z.uuidv4().safeParse(key).success)).toBe(true)
  expect(new Set(keys).size).toBe(200)
})

test('keeps the key while the request may still succeed, and only then', () => {
  expect(nextIntentKey('posted', { code: 'intent_in_flight' }, 'fresh')).toBe('posted')
  expect(nextIntentKey('posted', { code: 'too_slow' }, 'fresh')).toBe('posted')
  expect(nextIntentKey('posted', { code: 'nango_timeout' }, 'fresh')).toBe('fresh')
  expect(nextIntentKey('posted', null, 'fresh')).toBe('fresh')
})
