import { existsSync } from 'node:fs'

import { afterEach, expect, test, vi } from 'vitest'

import { chromiumFlags } from './find-chromium'
import { findProgram } from './find-program'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a program is found on PATH, and only if it can be run', () => {
  const shell = findProgram(['no-such-program', 'sh'])
  expect(shell).toBeDefined()
  expect(existsSync(shell ?? '')).toBe(true)
  expect(findProgram(['package.json'], ['.'])).toBeUndefined()
})

test('nothing is found on an empty PATH', () => {
  vi.stubEnv('PATH', '')
  expect(findProgram(['sh'])).toBeUndefined()
})

test('the sandbox flag is for root only', () => {
  vi.spyOn(process, 'getuid').mockReturnValue(1000)
  expect(chromiumFlags()).not.toContain('--no-sandbox')
  vi.spyOn(process, 'getuid').mockReturnValue(0)
  expect(chromiumFlags()).toContain('--no-sandbox')
})
