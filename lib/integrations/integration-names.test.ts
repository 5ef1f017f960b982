import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { distinguishIntegrations } from './view'

const known = [
  { key: 'github', displayName: 'GitHub' },
  { key: 'hubspot-eu', displayName: 'HubSpot' },
  { key: 'hubspot-us', displayName: ' hubspot' },
  { key: 'odd', displayName: 'HubSpot (hubspot-eu)' },
  { key: 'own', displayName: 'own' },
]
const nameOf = distinguishIntegrations(known)

describe('an integration', () => {
  it.each([
    ['alone of its name is called by it', 'github', 'GitHub', 'GitHub'],
    ['of a shared name says its key', 'hubspot-eu', 'HubSpot', 'HubSpot (hubspot-eu)'],
    ['says it whatever the case of the name', 'hubspot-us', ' hubspot', ' hubspot (hubspot-us)'],
    [
      'that is called as another one would be says its key',
      'odd',
      known[3]?.displayName ?? '',
      'HubSpot (hubspot-eu) (odd)',
    ],
    ['that only a record knows says its key beside one of its name', 'gone', 'github', 'github (gone)'],
    ['that only a record knows is called by its name', 'gone', 'Gone', 'Gone'],
    ['under an older name says its key', 'github', 'Source code', 'Source code (github)'],
    ['without any name gets the newest', 'github', 'github', 'GitHub'],
    ['without any name, ever, is its key', 'nobody', 'nobody', 'nobody'],
    ['that is named as its key is that', 'own', 'own', 'own'],
  ])('%s', (_, key, displayName, called) => expect(nameOf({ key, displayName })).toBe(called))
})

it('no two are called the same, whatever they are named and were named', () => {
  const aKey = fc.stringMatching(/^[aB1.-]{1,3}$/)
  const aName = fc.oneof(fc.constantFrom('A', 'a', 'B', 'a (b)', 'A (a)'), aKey)
  const records = fc.array(fc.record({ key: aKey, displayName: aName }), { maxLength: 6 })
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ key: aKey, displayName: aName }), { selector: ({ key }) => key }),
      records,
      (all, old) => {
        const call = distinguishIntegrations(all)
        const keysOf = new Map<string, string>()
        const current = new Set(all.map(({ key }) => key))
        for (const one of [...all, ...old.filter(({ key }) => current.has(key))]) {
          const called = call(one)
          expect([called, keysOf.get(called) ?? one.key]).toEqual([called, one.key])
          keysOf.set(called, one.key)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
