import { expect, it } from 'vitest'

import { readConnectionName } from './connection-name'
import { routes } from './routes'

const segmentsOf = (path: string) => {
  const [, , integration = '', id = ''] = path.split('/')
  return { integration, id }
}

it.each([
  ['github', '8a7f4bb2-0d8e-4f0e-9a63-6a3ad8a1a4c1'],
  ['my app: ~1@x.y', 'a/b?c=d&e#f %41 é'],
])('the address of a connection names it again: %s, %s', (integrationKey, connectionId) =>
  expect(readConnectionName(segmentsOf(routes.connection(integrationKey, connectionId)))).toEqual({
    integrationKey,
    connectionId,
  }),
)
it.each([
  ['%E0%A4%A', 'x'],
  ['a%2Fb', 'x'],
  ['github', ''],
  ['github', 'x'.repeat(256)],
])('an address that can name no connection is none: %s, %s', (integration, id) =>
  expect(readConnectionName({ integration, id })).toBeNull(),
)
