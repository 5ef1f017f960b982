import { beforeAll, expect, it } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { signInCallback } from './sign-in-callback'

beforeAll(() => {
  useTestSettings()
})

it('refuses a person of whom a provider says what no database keeps, with a sentence and before the database', async () => {
  for (const strange of ['Ada\u0000', '\ud800'])
    for (const name of ['name', 'sub', 'email', 'oid']) {
      const profile = { sub: '1', email: 'ada@example.com', email_verified: true, [name]: strange }
      const account = { provider: 'oidc', type: 'oauth', providerAccountId: '1' } as const
      expect(await signInCallback({ user: { id: '1' }, account, profile })).toBe('/signin?error=StrangeName')
    }
})
