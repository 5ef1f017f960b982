import { describe, expect, it } from 'vitest'

import { noConnectionsFilter } from '@/lib/testing/no-filter'

import { readConnectionsQuery, toConnectionsAddress } from './schema'

describe('readConnectionsQuery', () => {
  it('reads what an address says, and writes it again', () => {
    const query = {
      search: ' Ada ',
      integration: 'github',
      health: 'unhealthy',
      customer: 'user 42',
      before: '1764072000000-17-50',
    }
    const { filter, cursor } = readConnectionsQuery(query)
    expect(cursor).toEqual({ createdAtMs: 1_764_072_000_000, row: 17, seen: 50 })
    expect(toConnectionsAddress(filter, cursor)).toEqual({ ...query, search: 'Ada' })
    expect(toConnectionsAddress(filter)).toMatchObject({ before: null })
  })

  it.each(['1-2', '1-2-0', '-1-2-3', '1-2-3-4', '1-2-12345678', 'a-b-c', ['1-2-3', '1-2-3']])(
    'takes %j for no place',
    (before) => expect(readConnectionsQuery({ before }).cursor).toBeNull(),
  )

  it('drops what makes no sense, and never fails', () => {
    const nonsense = {
      search: ['a', 'b'],
      integration: '<script>',
      health: 'fine',
      customer: '\u0000',
      before: 7,
      more: 'of it',
    }
    expect(readConnectionsQuery(nonsense)).toEqual({ filter: noConnectionsFilter, cursor: null })
    expect(readConnectionsQuery({ search: 'x'.repeat(201), customer: '  ' }).filter).toEqual(
      noConnectionsFilter,
    )
  })
})
