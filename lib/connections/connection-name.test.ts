import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { routes } from '@/lib/core/routes'
import { isStorable } from '@/lib/core/text'

import { readConnectionName } from './schema'

/** What Next hands to the page of an address that a browser has opened: the segments as they stand in the path. */
const segmentsOf = (path: string) => {
  const [, place, integration = '', id = '', ...more] = new URL(
    path,
    'https://desk.example.com',
  ).pathname.split('/')
  return { place, integration, id, more }
}

const expectNamed = (integrationKey: string, connectionId: string) => {
  const { place, more, ...segments } = segmentsOf(routes.connection(integrationKey, connectionId))
  expect([place, more]).toEqual(['connections', []])
  expect(readConnectionName(segments)).toEqual({ integrationKey, connectionId })
}

it.each([
  ['github', '8a7f4bb2-0d8e-4f0e-9a63-6a3ad8a1a4c1'],
  ['my app: ~1@x.y', 'a/b?c=d&e#f %41 é'],
  ['.', '..'],
  ['..', '.'],
  ['~.', '~~..'],
  ['...', '%2e%2E'],
  [' lead space ', '100%'],
])('the address of a connection names it again: %s, %s', expectNamed)

const keyCharacters = 'azAZ09~:.@ _-'.split('')
const idCharacters = ['%2e', '%2F', '..', '💚', ...'.~/\\%?#&=+ \t\né<>"\'@$'.split('')]
const aKey = fc.string({ unit: fc.constantFrom(...keyCharacters), minLength: 1, maxLength: 12 })
const anId = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...idCharacters), minLength: 1, maxLength: 6 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.stringMatching(/^~{0,3}\.{1,3}$/),
  )
  .filter((id) => isStorable(id) && id.length <= 255)

it('so does that of any other name that Nango can have given', () => {
  fc.assert(fc.property(aKey, anId, expectNamed), { numRuns: 2_000 })
})

it('no two connections have the same address', () => {
  const aName = fc.tuple(aKey, anId)
  fc.assert(
    fc.property(aName, aName, (one, other) => {
      fc.pre(one[0] !== other[0] || one[1] !== other[1])
      expect(routes.connection(...one)).not.toBe(routes.connection(...other))
    }),
  )
})

it.each([
  ['%E0%A4%A', 'x'],
  ['a%2Fb', 'x'],
  ['github', ''],
  ['github', 'x'.repeat(256)],
])('an address that can name no connection is none: %s, %s', (integration, id) =>
  expect(readConnectionName({ integration, id })).toBeNull(),
)
