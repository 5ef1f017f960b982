import { expect, it } from 'vitest'

import { eventText } from '@/lib/audit/events'

import { isolated } from './sentence'

it.each(['عمر', 'Acme ישראל', 'ދިވެހި'])('%s is set apart', (name) =>
  expect(isolated(name)).toBe(`\u2068${name}\u2069`),
)

it.each(['', 'Ada Lovelace', 'Zoë', '株式会社', 'Ольга', 'user_42'])('%s is left as it is', (name) =>
  expect(isolated(name)).toBe(name),
)

it('a sentence of the history sets names and facts apart', () => {
  expect(eventText({ kind: 'key.revoked', facts: { name: 'مفتاح' } })).toBe(
    'Revoked the API key \u2068مفتاح\u2069.',
  )
  expect(
    eventText({ kind: 'link.progressed', facts: { integration: 'x', connection: 'y' } }, () => 'שירות'),
  ).toBe('\u2068שירות\u2069 was connected.')
})
