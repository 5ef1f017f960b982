import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { newIntentKey } from './intent-key'

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
