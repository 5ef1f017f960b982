import { expect, test } from 'vitest'

import { isLinkView } from './view'

const link = { id: 'lnk_1', state: 'active', customer: { id: 'c' }, integrations: [] }

test('knows a link from anything else', () => {
  expect(isLinkView(link)).toBe(true)
  expect(isLinkView({ ...link, state: 'lost' })).toBe(false)
  expect(isLinkView({ ...link, integrations: null })).toBe(false)
  expect(isLinkView({ code: 'not_found' })).toBe(false)
  expect(isLinkView(null)).toBe(false)
  expect(isLinkView('<html>')).toBe(false)
})
