import { assert, constantFrom, date, property } from 'fast-check'
import { expect, it } from 'vitest'

import { dayOf, dayStart, nextDay } from './zone'

const iso = (day: string, zone: string) => dayStart(day, zone).toISOString()

it('is midnight as the zone has it', () => {
  expect(iso('2026-11-22', 'UTC')).toBe('2026-11-22T00:00:00.000Z')
  expect(iso('2026-11-22', 'Asia/Kolkata')).toBe('2026-11-21T18:30:00.000Z')
  expect(iso('2026-07-01', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z')
})

it('knows days that are longer or shorter, and midnights that are missing or come twice', () => {
  // Berlin changes its clocks at 02:00 and 03:00.
  expect(iso('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
  expect(iso('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
  expect(iso('2026-10-26', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
  // São Paulo had no midnight on this day: 00:00 became 01:00.
  expect(iso('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
  // Havana goes back from 01:00 to 00:00: the first of both midnights counts.
  expect(iso('2025-11-02', 'America/Havana')).toBe('2025-11-02T04:00:00.000Z')
  // Samoa left out this day.
  expect(iso('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z')
})

it('is the border between two days, anywhere and at any time', () => {
  const zones = constantFrom(...Intl.supportedValuesOf('timeZone'))
  const days = date({ min: new Date('2000-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  assert(
    property(zones, days, (zone, noon) => {
      const day = noon.toISOString().slice(0, 10)
      const start = dayStart(day, zone)
      expect(dayOf(start, zone) >= day).toBe(true)
      expect(dayOf(new Date(start.getTime() - 1), zone) < day).toBe(true)
      expect(dayStart(nextDay(day), zone) >= start).toBe(true)
    }),
    { numRuns: 500 },
  )
})
