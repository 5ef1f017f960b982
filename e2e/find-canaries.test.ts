import { expect, test } from 'vitest'

import { findCanaries } from './fixtures/find-canaries'

const canaries = { secret: 'a-secret-value-of-some-length', other: 'never-there-at-all-in-any-form' }

const forms = [
  ['as it is', canaries.secret],
  ['URL-encoded', `?x=${encodeURIComponent(canaries.secret)}`],
  ['hex', Buffer.from(canaries.secret).toString('hex')],
  ['base64', Buffer.from(canaries.secret).toString('base64')],
  ['base64 in a longer text', Buffer.from(`{"k":"${canaries.secret}"}`).toString('base64')],
  ['base64url of another offset', Buffer.from(`xx${canaries.secret}`).toString('base64url')],
] as const

test.each(forms)('a canary is found %s', (_form, text) => {
  expect(findCanaries(canaries, Buffer.from(`before ${text} after`))).toEqual(['secret'])
})

test('nothing is found where nothing is', () => {
  expect(findCanaries(canaries, Buffer.from('a-secret-value'))).toEqual([])
})
