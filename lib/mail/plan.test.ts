import { describe, expect, it } from 'vitest'

import { dayMs } from '@/lib/core/time'

import { planFrom, planTimes } from './plan'

const zone = 'Europe/Berlin'
const local = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
const plan = (at: string, days: number) => {
  const sent = new Date(at)
  return planTimes(sent, new Date(sent.getTime() + days * dayMs), zone).map(
    ({ number, dueAt }) => `${number}: ${local(dueAt)}`,
  )
}

describe('reminders', () => {
  it.each([
    [
      'a Monday afternoon',
      '2026-05-04T12:05:00Z',
      ['1: Tue 05/05, 14:05', '2: Thu 07/05, 14:05', '3: Mon 11/05, 09:00'],
    ],
    [
      'a Friday, whose first and second would both be on Monday',
      '2026-05-08T12:05:00Z',
      ['1: Mon 11/05, 09:00', '3: Wed 13/05, 14:05'],
    ],
    [
      'late at night',
      '2026-05-04T21:30:00Z',
      ['1: Wed 06/05, 09:00', '2: Fri 08/05, 09:00', '3: Mon 11/05, 09:00'],
    ],
    ['early in the morning', '2026-05-04T03:30:00Z', ['1: Tue 05/05, 09:00', '2: Thu 07/05, 09:00']],
    [
      'before the clocks go forward (29 March)',
      '2026-03-27T13:05:00Z',
      ['1: Mon 30/03, 09:00', '3: Wed 01/04, 14:05'],
    ],
    [
      'before the clocks go back (25 October)',
      '2026-10-23T12:05:00Z',
      ['1: Mon 26/10, 09:00', '3: Wed 28/10, 14:05'],
    ],
  ])('of a link mailed on %s', (_, at, expected) => {
    expect(plan(at, 7)).toEqual(expected)
  })
  it('come only while the link works for two hours more', () => {
    expect(plan('2026-05-04T12:05:00Z', 3)).toEqual(['1: Tue 05/05, 14:05'])
    expect(plan('2026-05-04T12:05:00Z', 1)).toEqual([])
  })
})

it.each([
  ['2026-05-04T07:00:00Z', 'Mon 04/05, 09:00'],
  ['2026-05-04T06:59:00Z', 'Mon 04/05, 09:00'],
  ['2026-05-04T14:59:00Z', 'Mon 04/05, 16:59'],
  ['2026-05-04T15:00:00Z', 'Tue 05/05, 09:00'],
  ['2026-05-08T15:00:00Z', 'Mon 11/05, 09:00'],
  ['2026-03-28T11:00:00Z', 'Mon 30/03, 09:00'],
  ['2026-10-24T22:30:00Z', 'Mon 26/10, 09:00'],
])('at %s people work next at %s', (at, expected) => {
  expect(local(planFrom(new Date(at), zone))).toBe(expected)
})
