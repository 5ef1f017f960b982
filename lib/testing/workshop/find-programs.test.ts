import { existsSync } from 'node:fs'

import { afterEach, expect, test, vi } from 'vitest'

import { findProgram } from './find-programs'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a program is found on PATH or by a pattern, and only if it can be run', () => {
  const shell = findProgram(['no-such-program', 'sh'])
  expect(shell).toBeDefined()
  expect(existsSync(shell ?? '')).toBe(true)
  expect(findProgram(['/no such folder/*', '/*/s[h]'])).toBe('/bin/sh')
  expect(findProgram(['./package.json', './lib'])).toBeUndefined()
})

test('nothing is found on an empty PATH', () => {
  vi.stubEnv('PATH', '')
  expect(findProgram(['sh'])).toBeUndefined()
})
