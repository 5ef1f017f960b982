import { expect, test } from 'vitest'

import { pollIntervalMs } from './view'

test('a live link is watched closely, an ended one for an hour more, and a finished one by the way', () => {
  expect(pollIntervalMs('creating', 0)).toBe(1500)
  expect(pollIntervalMs('active', 60_000)).toBe(1500)
  expect(pollIntervalMs('expired', -1)).toBe(10_000)
  expect(pollIntervalMs('expired', -3_600_000)).toBe(false)
  expect(pollIntervalMs('connected', 60_000)).toBe(20_000)
  expect(pollIntervalMs('connected', -3_600_000)).toBe(false)
  expect(pollIntervalMs('revoked', 60_000)).toBe(10_000)
  expect(pollIntervalMs('revoked', -3_600_000)).toBe(false)
  expect(pollIntervalMs('failed', 60_000)).toBe(false)
})
