import { describe, expect, it } from 'vitest'

import { FailureCode, toFailureView } from './failure'

describe('toFailureView', () => {
  it('has a sentence of its own for every code, that ends, and blames nobody', () => {
    const said = FailureCode.options.map((code) => toFailureView({ code }, 'create').message)
    expect(new Set(said).size).toBe(FailureCode.options.length)
    for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/s)
    expect(said.join(' ')).not.toMatch(/!|something went wrong|oops|undefined/i)
  })
  it('says what did not change', () => {
    expect(toFailureView({ code: 'nango_timeout' }, 'create').message).toContain('No link was created.')
    expect(toFailureView({ code: 'nango_timeout' }, 'revoke').message).toContain('goes on trying to end it')
  })
  it('waits at least a second', () => {
    expect(toFailureView({ code: 'nango_rate_limited', retryAfterSeconds: 0 }, 'create').message).toContain(
      '1 second.',
    )
    expect(toFailureView({ code: 'nango_rate_limited', retryAfterSeconds: 56 }, 'create').message).toContain(
      '56 seconds.',
    )
  })
})
