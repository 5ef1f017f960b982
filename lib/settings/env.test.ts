import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import nextEnv from '@next/env'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { settings, settingWarnings } from './env'

// Next's own reader of files, once a process, on a folder as an administrator leaves it.
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-env-'))
  const lines = [
    String.raw`AUTH_OIDC_CLIENT_SECRET='abc$DEFghi~.x'`,
    String.raw`AUTH_ENTRA_CLIENT_SECRET=abc\$DEFghi`,
    'AUTH_GOOGLE_CLIENT_SECRET=of-the-file',
    'DATABSE_URL=postgres://canary@db.example.com/desk',
    'PORT=4000',
  ]
  writeFileSync(join(folder, '.env'), lines.join('\n'))
  vi.stubEnv('AUTH_GOOGLE_CLIENT_SECRET', 'own$DEFghi')
  vi.stubEnv('PORT', '3000')
  vi.stubEnv('NANGO_HOST', 'nango.example.com')
  nextEnv.loadEnvConfig(folder)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('warns of what arrived otherwise than it was written, and of names that look like ours', () =>
  expect(settingWarnings().toSorted()).toEqual([
    expect.stringMatching(/^AUTH_GOOGLE_CLIENT_SECRET in the environment, and in \.env holds a \$/),
    expect.stringMatching(/^AUTH_OIDC_CLIENT_SECRET in \.env holds a \$/),
    expect.stringMatching(/^DATABSE_URL .*is DATABASE_URL meant\?$/),
    expect.stringMatching(/^PORT in \.env comes too late/),
  ]))

it('a start that ends with a problem tells them too, and no value', () => {
  expect(() => settings()).toThrow(/NANGO_HOST: .*\n(.*\n)+ {2}DATABSE_URL .*is DATABASE_URL meant\?/)
  expect(() => settings()).not.toThrow(/canary|abc|own/)
})
