import { expect, it } from 'vitest'

import { matchesPattern } from './check-config'

it('matches as a provider wants it', () => {
  expect(matchesPattern('^[a-z0-9_-]+$', 'acme')).toBe(true)
  expect(matchesPattern('^[a-z0-9_-]+$', 'acme/x')).toBe(false)
  expect(matchesPattern('^(?!evil)[a-z.]+$', 'evil.example')).toBe(false)
})

it('leaves open what is no pattern, and what would take for ever', () => {
  expect(matchesPattern('(', 'acme')).toBeNull()
  expect(matchesPattern('^(a+)+$', `${'a'.repeat(200)}b`)).toBeNull()
})
