import { describe, expect, it } from 'vitest'

import { filterValues, toListQuery } from '@/lib/core/paging'
import { isWideSearch } from '@/lib/core/search/search-text'

import { readLinksQuery } from './lists'

const linkId = 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const staffId = 'stf_01ARZ3NDEKTSV4RRFFQ69G5FAV'

describe('readLinksQuery', () => {
  it('reads what an address says', () => {
    const query = {
      search: ' Ada ',
      status: 'alarm',
      integration: 'github',
      staff: staffId,
      from: '2026-02-28',
      to: '2026-03-01',
      zone: 'Europe/Berlin',
      before: linkId,
    }
    const { filter, cursor } = readLinksQuery(query)
    expect(filterValues(filter)).toEqual({ ...query, search: 'Ada', before: undefined })
    expect(cursor).toEqual({ way: 'older', fromId: linkId })
    expect(toListQuery(filter, cursor)).toEqual({ ...query, search: 'Ada', after: null })
  })

  it('drops what makes no sense, and never fails', () => {
    const nonsense = {
      search: ['a', 'b'],
      status: 'creating',
      integration: '<script>',
      staff: 'nobody',
      from: '2026-02-30',
      to: '0001-01-01',
      zone: 'Mars/Olympus',
      before: 'lnk_1',
      after: '',
      more: 'of it',
    }
    const { filter, cursor } = readLinksQuery(nonsense)
    expect(filterValues(filter)).toEqual({})
    expect(cursor).toBeNull()
    expect(readLinksQuery({ search: 'a\u0000b' }).filter.search).toBe('')
    expect(readLinksQuery({ search: 'x'.repeat(201) }).filter.search).toBe('')
  })

  it('keeps a zone only beside a day', () => {
    expect(readLinksQuery({ zone: 'Europe/Berlin' }).filter.zone).toBeNull()
  })
})

it('isWideSearch wants three letters or digits in a row, of any script', () => {
  for (const wide of ['ada', '山田太', '4 123', 'x@acme']) expect(isWideSearch(wide)).toBe(true)
  for (const narrow of ['', 'ad', 'u_7', 'a b c', '---', '%%%']) expect(isWideSearch(narrow)).toBe(false)
})
