import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { validEnvironment } from '@/lib/testing/test-settings'

import { readSettings } from './read'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-settings-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const without = (...names: (keyof typeof validEnvironment)[]) =>
  Object.fromEntries(
    Object.entries(validEnvironment).filter(([name]) => !names.some((gone) => gone === name)),
  )

const complaint = (environment: Record<string, string>) => {
  try {
    readSettings(environment)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

const entra = (id: string) => ({
  ...validEnvironment,
  AUTH_ENTRA_CLIENT_ID: 'desk',
  AUTH_ENTRA_CLIENT_SECRET: 'entra-secret',
  AUTH_ENTRA_TENANT_ID: id,
})

describe('with a Nango', () => {
  it('reads a whole environment', () => {
    const settings = readSettings({ ...validEnvironment, NANGO_HOST: 'https://nango.example.com/' })
    expect(settings).toMatchObject({ mode: 'nango', sandbox: null, appOrigin: 'https://desk.example.com' })
    expect(settings.nango).toMatchObject({
      host: 'https://nango.example.com',
      apiUrlInLinks: 'https://nango.example.com',
      connectOrigin: null,
    })
  })
  it('adds no apiURL on Nango Cloud, and knows where its links lead', () =>
    expect(readSettings(without('NANGO_HOST')).nango).toMatchObject({
      apiUrlInLinks: null,
      connectOrigin: 'https://connect.nango.dev',
    }))
  it('names every problem at once and no value', () => {
    const message = complaint({
      ...without('APP_ORIGIN', 'AUTH_OIDC_ISSUER', 'STAFF_DOMAINS', 'ADMIN_EMAILS'),
      NEXTAUTH_SECRET: 'short-secret',
      DESK_ENCRYPTION_KEYS: 'k1:not-a-key',
      DATABASE_URL: 'mysql://user:password@db.example.com',
    })
    const named = [
      'NEXTAUTH_SECRET',
      'DESK_ENCRYPTION_KEYS',
      'DATABASE_URL',
      'APP_ORIGIN',
      'AUTH_OIDC_ISSUER',
      'STAFF_DOMAINS or ADMIN_EMAILS',
    ]
    for (const name of named) expect(message).toContain(`  ${name}: `)
    expect(message).not.toMatch(/short-secret|not-a-key|password/)
  })
  it('counts a bad setting as set', () => {
    const message = complaint({
      ...validEnvironment,
      NANGO_API_KEY: 'bad',
      STAFF_DOMAINS: '@',
      ADMIN_EMAILS: '@',
    })
    expect(message.match(/^ {2}\w[^:]*/gm)).toEqual(['  NANGO_API_KEY', '  STAFF_DOMAINS', '  ADMIN_EMAILS'])
  })
  it('knows the tenant of Entra in lower case', () => {
    expect(readSettings(entra('7D5C2F1E-3B4A-4C5D-8E9F-0A1B2C3D4E5F')).auth.entra?.tenantId).toBe(
      '7d5c2f1e-3b4a-4c5d-8e9f-0a1b2c3d4e5f',
    )
    expect(complaint(entra('example.onmicrosoft.com'))).toContain('AUTH_ENTRA_TENANT_ID')
  })
  it('wants one name of the key only', () =>
    expect(complaint({ ...validEnvironment, NANGO_SECRET_KEY: validEnvironment.NANGO_API_KEY })).toContain(
      'NANGO_SECRET_KEY',
    ))
  it('sends webhooks with up to two secrets, over https, or not at all', () => {
    const [one, two] = [32, 64].map((size) => `whsec_${Buffer.alloc(size, 1).toString('base64')}`)
    const receiver = (url: string, secrets = one, more = {}) => ({
      ...validEnvironment,
      DESK_WEBHOOK_URL: url,
      DESK_WEBHOOK_SECRET: secrets ?? '',
      ...more,
    })
    const production = { NODE_ENV: 'production', ALLOW_PGLITE: '1' }
    const url = 'https://tool.example.com/hook?of=desk'
    expect(readSettings(validEnvironment).receiver).toBeNull()
    expect(readSettings(receiver(url, `${one}, ${two}`, production)).receiver).toEqual({
      url,
      secrets: [one, two],
    })
    expect(complaint(receiver('http://127.0.0.1:9/hook', one, production))).toBe('')
    expect(complaint(receiver('http://tool.example.com/hook'))).toBe('')
    expect(complaint(receiver('http://tool.example.com/hook', one, production))).toContain('https')
    expect(complaint(receiver('', one))).toContain('DESK_WEBHOOK_URL')
    expect(complaint(receiver(url, ''))).toContain('DESK_WEBHOOK_SECRET')
    expect(complaint(receiver('https://me:password@tool.example.com'))).toContain('DESK_WEBHOOK_URL')
    const short = `whsec_${Buffer.alloc(23, 1).toString('base64')}`
    for (const bad of [short, one?.slice(6), `${one}!`, `${one},${one},${two}`]) {
      expect(complaint(receiver(url, bad))).toContain('DESK_WEBHOOK_SECRET')
      expect(complaint(receiver(url, bad))).not.toContain(bad)
    }
  })
  it('wants some way to sign in', () =>
    expect(
      complaint(without('AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET')),
    ).toContain('AUTH_OIDC_*'))
})

describe('without a key', () => {
  it('is the sandbox, with secrets made once and readable by their owner only', () => {
    const first = readSettings({ DESK_DATA_DIR: dataDir })
    const path = join(dataDir, 'sandbox-secrets.json')
    expect(first).toMatchObject({ mode: 'sandbox', appOrigin: null })
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readSettings({ DESK_DATA_DIR: dataDir }).nango.apiKey).toBe(first.nango.apiKey)
    expect(readFileSync(path, 'utf8')).toContain(first.nango.apiKey)
  })
  it('refuses secrets that somebody has damaged, in plain words', () => {
    writeFileSync(join(dataDir, 'sandbox-secrets.json'), '{')
    expect(complaint({ DESK_DATA_DIR: dataDir })).toContain('Delete it')
  })
  it('does not start in production by accident, and names at once all that is needed there', () => {
    const production = { NODE_ENV: 'production', DESK_DATA_DIR: dataDir }
    const message = complaint(production)
    expect(message.match(/^ {2}\S+/gm)).toEqual([
      '  NANGO_API_KEY:',
      '  DATABASE_URL:',
      '  APP_ORIGIN:',
      '  NEXTAUTH_SECRET:',
      '  DESK_ENCRYPTION_KEYS:',
      '  AUTH_GOOGLE_*,',
      '  STAFF_DOMAINS',
    ])
    for (const way of ['ALLOW_SANDBOX=1', 'ALLOW_PGLITE=1']) expect(message).toContain(way)
    expect(complaint({ ...production, ALLOW_SANDBOX: '1' })).toBe('')
    expect(complaint({ ...production, NODE_ENV: 'Prod' })).toContain('NODE_ENV: must be')
    expect(complaint({ ...production, NODE_ENV: 'Prod' })).toContain('ALLOW_SANDBOX=1')
  })
  it('keeps production on PGlite only on purpose', () => {
    const production = { ...validEnvironment, NODE_ENV: 'production' }
    expect(complaint(production)).toMatch(/^.*\n {2}DATABASE_URL: .*ALLOW_PGLITE=1.*$/)
    expect(readSettings({ ...production, ALLOW_PGLITE: 'true' }).database).toBeNull()
    expect(complaint({ ...production, DATABASE_URL: 'postgres://desk:secret@db.example.com/desk' })).toBe('')
    expect(complaint(validEnvironment)).toBe('')
  })
  it('names a folder that cannot be written', () => {
    writeFileSync(join(dataDir, 'file'), '')
    for (const folder of [join(dataDir, 'file', 'sub'), join(dataDir, 'x'.repeat(300))])
      expect(complaint({ DESK_DATA_DIR: folder })).toMatch(/\((ENOTDIR|ENAMETOOLONG)\)\. Set DESK_DATA_DIR/)
  })
})
