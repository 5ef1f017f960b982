import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import nextEnv from '@next/env'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { processSettings, settings, settingWarnings } from './env'

// Next's own reader of files, once a process, on a folder as an administrator leaves it.
let folder: string
const settingsBefore = processSettings.peek()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-env-'))
  const lines = [
    String.raw`AUTH_OIDC_CLIENT_SECRET='abc$DEFghi~.x'`,
    String.raw`AUTH_ENTRA_CLIENT_SECRET=abc\$DEFghi`,
    'AUTH_GOOGLE_CLIENT_SECRET=of-the-file',
    'DATABSE_URL=postgres://canary@db.example.com/desk',
    'METRICS_TOKEN=canary#abc',
    'PORT=4000',
  ]
  writeFileSync(join(folder, '.env'), lines.join('\n'))
  vi.stubEnv('AUTH_GOOGLE_CLIENT_SECRET', 'own$DEFghi')
  vi.stubEnv('PORT', '3000')
  vi.stubEnv('NANGO_HOST', 'nango.example.com')
  // What the reader sets is taken back with what is set here.
  const read = [
    'AUTH_OIDC_CLIENT_SECRET',
    'AUTH_ENTRA_CLIENT_SECRET',
    'DATABSE_URL',
    'METRICS_TOKEN',
    '__NEXT_PROCESSED_ENV',
  ]
  for (const name of read) vi.stubEnv(name, undefined)
  nextEnv.loadEnvConfig(folder)
})
afterAll(() => {
  vi.unstubAllEnvs()
  processSettings.set(settingsBefore)
  rmSync(folder, { recursive: true })
})

/** Whoever runs this may have names of their own that look like ours. */
const isOfThisFolder = (warning: string) => /^DATABSE_URL| in \.env/.test(warning)

it('warns of what arrived otherwise than it was written, and of names that look like ours', () =>
  expect(settingWarnings().filter(isOfThisFolder).toSorted()).toEqual([
    expect.stringMatching(/^AUTH_GOOGLE_CLIENT_SECRET in the environment, and in \.env holds a \$/),
    expect.stringMatching(/^AUTH_OIDC_CLIENT_SECRET in \.env holds a \$/),
    expect.stringMatching(/^DATABSE_URL .*is DATABASE_URL meant\?$/),
    expect.stringMatching(/^METRICS_TOKEN in \.env holds a #/),
    expect.stringMatching(/^PORT in \.env comes too late/),
  ]))

it('a start that ends with a problem tells them too, and no value', () => {
  processSettings.set(undefined)
  expect(() => settings()).toThrow(/NANGO_HOST: .*\n(.*\n)+ {2}DATABSE_URL .*is DATABASE_URL meant\?/)
  expect(() => settings()).not.toThrow(/canary|abc|own/)
})
