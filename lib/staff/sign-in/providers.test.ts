import { describe, expect, it } from 'vitest'

import { mergeClaims } from './providers'

describe('mergeClaims', () => {
  it('fills the ID token up from userinfo', () =>
    expect(mergeClaims({ sub: '1' }, { sub: '1', email: 'ada@example.com', email_verified: true })).toEqual({
      sub: '1',
      email: 'ada@example.com',
      email_verified: true,
    }))
  it('never lends one address the verification of another', () =>
    expect(() =>
      mergeClaims(
        { sub: '1', email: 'admin@example.com' },
        { sub: '1', email: 'other@example.com', email_verified: true },
      ),
    ).toThrow('different e-mail'))
  it('never takes a verification that names no address for one', () =>
    expect(
      mergeClaims({ sub: '1', email: 'admin@example.com' }, { sub: '1', email_verified: true }),
    ).not.toHaveProperty('email_verified'))
  it('never mixes two people', () =>
    expect(() => mergeClaims({ sub: '1' }, { sub: '2' })).toThrow('another person'))
})
