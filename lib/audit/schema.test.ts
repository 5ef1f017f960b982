import { describe, expect, it } from 'vitest'

import { toListQuery } from '@/lib/core/paging'

import { EventKind, eventText, kindsOfGroup } from './events'
import { eventGroups } from './events/entry'
import { isGroup, kindsOf, readAuditQuery } from './schema'

describe('the filter of an address', () => {
  it('is read and written alike', () => {
    const query = {
      kind: 'refusals',
      staff: 'stf_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      link: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      from: '2026-02-28',
      to: '2026-03-01',
      zone: 'Europe/Berlin',
      before: '51',
    }
    const { filter, cursor } = readAuditQuery(query)
    expect(cursor).toEqual({ way: 'older', fromId: 51 })
    expect(toListQuery(filter, cursor)).toEqual({ ...query, after: null })
    expect(readAuditQuery({ kind: 'link.created', staff: 'desk', after: '7' })).toMatchObject({
      filter: { kind: 'link.created', staff: 'desk' },
      cursor: { way: 'newer', fromId: 7 },
    })
  })

  it('drops what makes no sense, and never fails', () => {
    const nonsense = {
      kind: 'toString',
      staff: 'nobody',
      link: ['a', 'b'],
      from: '2026-02-30',
      to: 7,
      zone: 'Mars/Olympus',
      before: '-1',
      after: '1e3',
      more: 'of it',
    }
    const { filter, cursor } = readAuditQuery(nonsense)
    expect(Object.values(filter).filter(Boolean)).toEqual([])
    expect(cursor).toBeNull()
    expect(readAuditQuery({ before: '9'.repeat(16), zone: 'Europe/Berlin', link: ' ' })).toEqual({
      filter: { kind: null, staff: null, link: null, from: null, to: null, zone: null },
      cursor: null,
    })
  })
})

it('every kind of event is in one group, and a group is its kinds', () => {
  const grouped = Object.keys(eventGroups).filter(isGroup).flatMap(kindsOfGroup)
  expect(grouped.toSorted()).toEqual(EventKind.options.toSorted())
  expect(kindsOf('sign-ins')).toEqual(['staff.signed_in', 'staff.signed_out'])
  expect(kindsOf('staff.refused')).toEqual(['staff.refused'])
  expect(kindsOf(null)).toBeNull()
})

it('a change of a setting says from what to what, of a secret one only that there was one', () => {
  const kind = 'setting.changed'
  expect(eventText({ kind, facts: { name: 'LOG_LEVEL', from: null, to: 'warn' } })).toBe(
    'The setting LOG_LEVEL changed from unset to warn.',
  )
  expect(eventText({ kind, facts: { name: 'NANGO_API_KEY' } })).toBe('The setting NANGO_API_KEY changed.')
})
