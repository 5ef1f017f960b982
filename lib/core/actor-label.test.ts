import { expect, it } from 'vitest'

import { actorLabel } from './actor'

it('calls nobody but the desk as the desk is called', () => {
  expect(actorLabel(null, null)).toBe('Connect Desk')
  expect(actorLabel('Ada', 'ada@example.com')).toBe('Ada')
  for (const name of [
    'Connect Desk',
    'connect desk',
    ' Connect  Desk.',
    'Connect\u200bDesk',
    'Ｃonnect Ｄesk',
    'CONNECT-DESK',
    '\u202eConnect Desk',
  ]) {
    expect(actorLabel(name, 'ada@example.com')).toBe(`${name} (ada@example.com)`)
    expect(actorLabel(name, null)).toBe(`${name} (not the desk itself)`)
  }
})
