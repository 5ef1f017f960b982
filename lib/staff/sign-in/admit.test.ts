import { describe, expect, it } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { admit } from './admit'

const tenantId = '7d5c2f1e-3b4a-4c5d-8e9f-0a1b2c3d4e5f'
const { auth } = useTestSettings({
  AUTH_ENTRA_CLIENT_ID: 'entra',
  AUTH_ENTRA_CLIENT_SECRET: 'entra-secret',
  AUTH_ENTRA_TENANT_ID: tenantId,
})
const verified = { sub: '1', email: 'ada@example.com', email_verified: true, name: 'Ada' }

describe('any OIDC issuer', () => {
  it('lets a verified e-mail of an allowed domain in as an agent', () =>
    expect(admit('oidc', verified, auth)).toEqual({
      identity: 'oidc:https://sso.example.com:1',
      email: 'ada@example.com',
      name: 'Ada',
      role: 'agent',
    }))
  it('makes an admin of an admin', () =>
    expect(admit('oidc', { ...verified, email: 'Admin@Example.com' }, auth)).toMatchObject({ role: 'admin' }))
  it.each([
    ['unverified', { ...verified, email_verified: false }],
    ['unverified', { ...verified, email_verified: undefined }],
    ['unverified', { ...verified, email_verified: 'yes' }],
    ['foreign_domain', { ...verified, email: 'ada@example.org' }],
    ['foreign_domain', { ...verified, email: 'ada@example.com.evil.net' }],
    ['foreign_domain', { ...verified, email: 'ada@notexample.com' }],
    ['no_email', { ...verified, email: 'ada@exаmple.com' }],
    ['no_email', { ...verified, email: 'a@b@example.com' }],
    ['no_email', { ...verified, email: undefined }],
    ['no_email', { email: 'ada@example.com', email_verified: true }],
    ['no_email', 'nonsense'],
  ])('refuses as %s: %j', (refused, claims) => expect(admit('oidc', claims, auth)).toMatchObject({ refused }))
})

describe('Google', () => {
  const hosted = { ...verified, hd: 'example.com' }
  it('lets a hosted, verified address in', () =>
    expect(admit('google', hosted, auth)).toMatchObject({ identity: 'google:1' }))
  it('lets an admin in by name without a hosted domain', () =>
    expect(admit('google', { ...verified, email: 'admin@example.com' }, auth)).toMatchObject({
      role: 'admin',
    }))
  it.each([
    ['foreign_domain', { ...hosted, hd: undefined }],
    ['foreign_domain', { ...hosted, hd: 'example.org' }],
    ['unverified', { ...hosted, email_verified: false }],
  ])('refuses as %s: %j', (refused, claims) =>
    expect(admit('google', claims, auth)).toMatchObject({ refused }),
  )
})

describe('Entra', () => {
  const member = {
    sub: 's',
    tid: tenantId,
    oid: 'o-1',
    preferred_username: 'ada@example.com',
    email: 'boss@example.com',
  }
  it('knows a person by tenant and object id', () =>
    expect(admit('entra', member, auth)).toMatchObject({
      identity: `entra:${tenantId}:o-1`,
      email: 'ada@example.com',
    }))
  it.each([
    ['foreign_tenant', { ...member, tid: '00000000-0000-4000-8000-000000000000' }],
    ['foreign_tenant', { ...member, oid: undefined }],
    ['no_email', { ...member, preferred_username: undefined }],
    ['foreign_domain', { ...member, preferred_username: 'ada@example.org' }],
  ])('refuses as %s: %j', (refused, claims) =>
    expect(admit('entra', claims, auth)).toMatchObject({ refused }),
  )
})

it('knows no other provider', () => expect(admit('sandbox', verified, auth)).toHaveProperty('refused'))
