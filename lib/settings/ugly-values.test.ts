import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { validEnvironment, webhookSecret } from '@/lib/testing/test-settings'

import { SettingsInput } from './catalogue'
import { fileNameOf, secretNames } from './environment'
import { readSettings } from './read'
import { toSettingValues } from './values'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-ugly-'))
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const names = Object.keys(SettingsInput.shape)

/** What people, templates and tools make of a value that was meant to be good. */
const ugly: [string, (good: string) => string][] = [
  ['empty', () => ''],
  ['blank', () => ' \t\n'],
  ['in double quotes', (good) => `"${good}"`],
  ['in single quotes', (good) => `'${good}'`],
  ['empty quotes', () => '""'],
  ['with a comment', (good) => `${good} # our own`],
  ['a comment alone', () => '      # example.com,example.org'],
  ['with a NUL', (good) => `${good}\u0000x`],
  ['with a line break', (good) => `${good}\nx`],
  ['with a zero-width space', (good) => `${good.slice(0, 3)}\u200b${good.slice(3)}`],
  ['10 kB', (good) => good + 'x'.repeat(10_240)],
  ['a half character', (good) => `${good}\ud800`],
  ['a stray percent', (good) => `${good}pa%ss`],
  ['with spaces', (good) => `${good} ${good}`],
  ['a placeholder', () => '<your value here>'],
  ['an unexpanded variable', () => '${VALUE}'],
  ['a number', () => '-1'],
  ['a word', () => 'null'],
  ['JSON', () => '{"a":[1]}'],
  ['no scheme', (good) => good.replace(/^\w+:\/\//, '')],
  ['a scheme alone', () => 'https://'],
  ['a name of Object', () => '__proto__'],
]

const good: Record<string, string> = {
  ...validEnvironment,
  APP_ORIGIN: 'https://links.example.net',
  SHUTDOWN_DELAY_SECONDS: '1',
  LOG_LEVEL: 'info',
  NANGO_PUBLIC_API_URL: 'https://nango.example.com',
  NANGO_CONNECT_URL: 'https://connect.example.com',
  NANGO_WEBHOOK_SIGNING_KEY: 'signing-key',
  DATABASE_URL: 'postgres://links:hidden@db.example.com/links',
  AUTH_GOOGLE_CLIENT_ID: 'google',
  AUTH_GOOGLE_CLIENT_SECRET: 'google-secret',
  AUTH_ENTRA_CLIENT_ID: 'entra',
  AUTH_ENTRA_CLIENT_SECRET: 'entra-secret',
  AUTH_ENTRA_TENANT_ID: '7d5c2f1e-3b4a-4c5d-8e9f-0a1b2c3d4e5f',
  SMTP_URL: 'smtp://desk:hidden@mail.example.com',
  MAIL_FROM: 'Acme <support@example.com>',
  DESK_WEBHOOK_URL: 'https://tool.example.com/hook',
  DESK_WEBHOOK_SECRET: webhookSecret,
  ALLOW_SANDBOX: '1',
  DATABASE_DIRECT_URL: 'postgres://owner:secret@db.example.com/desk',
  METRICS_TOKEN: 'token-of-the-scraper',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20token',
}

const complaint = (environment: Record<string, string>) => {
  try {
    readSettings(environment)
    toSettingValues(environment, good['NEXTAUTH_SECRET'] ?? '')
    return ''
  } catch (error) {
    if (error instanceof Error && error.name === 'PlainError') return error.message
    throw error
  }
}

describe.each(names)('%s', (name) => {
  it.each(ugly)('%s', (_, uglify) => {
    for (const mode of ['test', 'production']) {
      const environment = { ...good, NODE_ENV: mode, DESK_DATA_DIR: dataDir }
      const value = uglify(good[name] ?? '30')
      const message = complaint({ ...environment, [name]: value })
      // It is taken, or named; what depends on it may be named beside it.
      if (message !== '')
        expect(message).toMatch(new RegExp(String.raw`^ {2}${name}( or \w+)?: [A-Za-z]`, 'm'))
      if (value.length > 10) expect(message).not.toContain(value)
    }
  })
})

describe('whatever is wrong elsewhere', () => {
  it.each(ugly.filter(([what]) => !['empty', 'blank'].includes(what)))(
    'every setting at once: %s',
    (_, uglify) => {
      const all = Object.fromEntries(names.map((name) => [name, uglify(good[name] ?? '30')]))
      const message = complaint({ ...all, DESK_DATA_DIR: dataDir, NODE_ENV: 'production' })
      const bad = names.filter(
        (name) => complaint({ ...good, DESK_DATA_DIR: dataDir, [name]: all[name] ?? '' }) !== '',
      )
      for (const name of bad.filter((one) => !['DESK_DATA_DIR', 'NODE_ENV'].includes(one)))
        expect(message).toContain(name)
    },
  )
})

describe('a value that says what nobody means is refused, not read as something else', () => {
  const refused = ['in double quotes', 'with a comment', 'with a NUL', 'with a zero-width space']
  it.each(ugly.filter(([what]) => refused.includes(what)))('%s', (_, uglify) => {
    for (const name of names) {
      const value = uglify(good[name] ?? '30')
      expect(complaint({ ...good, DESK_DATA_DIR: dataDir, [name]: value })).toContain(`  ${name}: `)
    }
  })
  it('and one with space around it is read as without', () => {
    const padded = Object.fromEntries(Object.entries(good).map(([name, value]) => [name, ` ${value}\n`]))
    expect(readSettings(padded)).toEqual(readSettings(good))
  })
})

describe('a secret from a file', () => {
  it.each(secretNames)('%s', (name) => {
    const { [name]: value = '', ...rest } = good
    if (name === 'NANGO_SECRET_KEY') return
    const path = join(dataDir, name)
    const from = { ...rest, [fileNameOf(name)]: path }
    expect(complaint(from)).toContain(`  ${fileNameOf(name)}: names a file that is not there`)
    writeFileSync(path, `${value}\r\n`)
    expect(readSettings(from)).toEqual(readSettings(good))
    expect(toSettingValues(from, 'auth')).toEqual(toSettingValues(good, 'auth'))
    expect(complaint({ ...from, [name]: value })).toContain(`  ${fileNameOf(name)}: is set beside ${name}`)
  })
  it.each([
    ['an empty file', '\n', 'empty'],
    ['a comment', '# key', 'comment'],
    ['two lines', 'a\nb', 'line break'],
    ['UTF-16', Buffer.from('\ufeffkey', 'utf16le'), 'UTF-8'],
    ['something large', 'x'.repeat(200_000), 'too large'],
  ])('%s', (_, contents, fault) => {
    const path = join(dataDir, 'secret')
    writeFileSync(path, contents)
    const { NEXTAUTH_SECRET: _gone, ...rest } = good
    expect(complaint({ ...rest, NEXTAUTH_SECRET_FILE: path })).toMatch(
      new RegExp(`^.*\n {2}NEXTAUTH_SECRET_FILE: .*${fault}.*$`),
    )
  })
  it('a folder, a device, and a path that cannot be one', () => {
    const { NEXTAUTH_SECRET: _gone, ...rest } = good
    for (const path of [dataDir, '/dev/zero', 'a\u0000b', 'x'.repeat(300)])
      expect(complaint({ ...rest, NEXTAUTH_SECRET_FILE: path })).toMatch(
        /^.*\n {2}NEXTAUTH_SECRET_FILE: names .*$/,
      )
  })
})
