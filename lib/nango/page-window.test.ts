import { expect, it } from 'vitest'

import { windowFrom } from './list-connections'

/** Nango's own limit: packages/server/lib/controllers/connection/getConnections.ts. */
const largestLimit = 2_000

it('holds the place and as many from there on as asked for, within what Nango allows', () => {
  const places = [
    ...Array(30_000).keys(),
    ...Array.from({ length: 20_000 }, (_, index) => 30_000 + index * 499),
  ]
  for (const size of [52, 500])
    for (const place of places) {
      const { limit, page } = windowFrom(place, size)
      const begin = limit * page
      if (begin > place || begin + limit < place + size || limit > largestLimit)
        expect({ size, place, limit, page }).toBe('a window around the place')
    }
})

it('is as small as can be at the beginning', () => {
  expect(windowFrom(0, 52)).toEqual({ limit: 52, page: 0 })
  expect(windowFrom(49, 52)).toEqual({ limit: 101, page: 0 })
})
