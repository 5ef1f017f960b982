import { expect, it } from 'vitest'

import { type ChecklistItem, isBlocked } from './words'

const item = (name: string, state: ChecklistItem['state']): ChecklistItem => ({ name, state, text: '' })

it('is blocked by what no link does without, and by that alone', () => {
  expect(isBlocked([item('Nango', 'ok'), item('Address of links', 'optional')])).toBe(false)
  expect(isBlocked([item('Clock', 'needs_you'), item('Webhook signing key', 'needs_you')])).toBe(false)
  for (const name of ['Nango', 'Scopes of the API key', 'Address of links', 'Database'])
    expect(isBlocked([item('Clock', 'ok'), item(name, 'needs_you')])).toBe(true)
})
