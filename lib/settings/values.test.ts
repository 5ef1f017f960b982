import { describe, expect, it } from 'vitest'

import { validEnvironment, webhookSecret } from '@/lib/testing/test-settings'

import { SettingsInput } from './catalogue'
import { changesOf, type SettingValue, toSettingValues } from './values'

const secret = validEnvironment.NEXTAUTH_SECRET
const valuesOf = (changes: Record<string, string> = {}, authSecret = secret) =>
  toSettingValues({ ...validEnvironment, ...changes }, authSecret)
const toLast = (values: SettingValue[]) => new Map(values.map(({ name, value }) => [name, value]))
const changesFor = (changes: Record<string, string>, authSecret = secret) =>
  changesOf(toLast(valuesOf()), valuesOf(changes, authSecret))

it('remembers every setting but the port, and no secret', () => {
  const secrets = {
    NANGO_WEBHOOK_SIGNING_KEY: 'the-signing-key',
    DATABASE_URL: 'postgres://desk:the-password@db.example.com/desk',
    AUTH_GOOGLE_CLIENT_SECRET: 'the-google-secret',
    AUTH_ENTRA_CLIENT_SECRET: 'the-entra-secret',
  }
  const values = valuesOf(secrets)
  expect(values.map(({ name }) => name)).toEqual(
    Object.keys(SettingsInput.shape).filter((name) => name !== 'PORT'),
  )
  const stored = JSON.stringify(values)
  const { NANGO_API_KEY, DESK_ENCRYPTION_KEYS, AUTH_OIDC_CLIENT_SECRET } = validEnvironment
  for (const one of [
    ...Object.values(secrets),
    NANGO_API_KEY,
    DESK_ENCRYPTION_KEYS,
    AUTH_OIDC_CLIENT_SECRET,
    secret,
  ])
    expect(stored).not.toContain(one)
})

it('tells of a public setting from what to what, as it was understood', () => {
  expect(changesFor({ STAFF_DOMAINS: 'Example.com, example.org', LOG_LEVEL: 'warn' })).toEqual([
    { name: 'LOG_LEVEL', from: 'silent', to: 'warn' },
    { name: 'STAFF_DOMAINS', from: 'example.com', to: 'example.com,example.org' },
  ])
  expect(changesFor({ EVENT_RETENTION_DAYS: '90', NANGO_HOST: ' ' })).toEqual([
    { name: 'NANGO_HOST', from: 'http://127.0.0.1:1', to: null },
    { name: 'EVENT_RETENTION_DAYS', from: null, to: '90' },
  ])
})

it('tells of a secret setting only that it changed', () => {
  expect(changesFor({ NANGO_API_KEY: '11111111-8a39-4a5c-9a53-0c6e0e6a7b11' })).toEqual([
    { name: 'NANGO_API_KEY' },
  ])
  expect(changesFor({ NANGO_WEBHOOK_SIGNING_KEY: 'new' })).toEqual([{ name: 'NANGO_WEBHOOK_SIGNING_KEY' }])
})

it('does not take a new auth secret for a change of everything that is fingerprinted with it', () =>
  expect(changesFor({ LOG_LEVEL: 'warn' }, 'another-secret-of-more-than-32-characters')).toEqual([
    { name: 'LOG_LEVEL', from: 'silent', to: 'warn' },
    { name: 'NEXTAUTH_SECRET' },
  ]))

const at = (url: string) => ({ DESK_WEBHOOK_URL: url, DESK_WEBHOOK_SECRET: webhookSecret })
const changesSince = (last: Record<string, string>, now: Record<string, string>) =>
  changesOf(toLast(valuesOf(last)), valuesOf(now)).filter(({ name }) => name === 'DESK_WEBHOOK_URL')

describe('the address of the receiver', () => {
  const before = at('https://tool.example.com/hook/canary-1?key=canary-2')
  const origin = 'https://tool.example.com'

  it('is remembered and told up to its origin; a change behind it is noticed', () => {
    expect(JSON.stringify(valuesOf(before))).not.toContain('canary')
    expect(changesSince(before, before)).toEqual([])
    expect(changesSince(before, at(`${origin}/hook/canary-3`))).toEqual([
      { name: 'DESK_WEBHOOK_URL', from: origin, to: origin },
    ])
    expect(changesSince(before, at('https://evil.example.net/hook'))).toEqual([
      { name: 'DESK_WEBHOOK_URL', from: origin, to: 'https://evil.example.net' },
    ])
    expect(changesSince(before, {})).toEqual([{ name: 'DESK_WEBHOOK_URL', from: origin, to: null }])
    expect(changesSince({}, before)).toEqual([{ name: 'DESK_WEBHOOK_URL', from: null, to: origin }])
  })
  it('is no change where an older version remembered all of it', () => {
    const older = toLast(valuesOf(before)).set('DESK_WEBHOOK_URL', before.DESK_WEBHOOK_URL)
    expect(changesOf(older, valuesOf(before))).toEqual([])
  })
})

it('tells nothing at the first start, nor of a setting that a new version brings', () => {
  expect(changesOf(new Map(), valuesOf())).toEqual([])
  const older = toLast(valuesOf().filter(({ name }) => name !== 'LOG_LEVEL'))
  expect(changesOf(older, valuesOf({ LOG_LEVEL: 'warn' }))).toEqual([])
})
