import { expect, it } from 'vitest'

import { viewerTime } from './zone'

const at = (text: string) => Date.parse(text)

it.each([
  // The same instant is another day in another zone.
  ['2026-03-10T23:30:00Z', 'UTC', '2026-03-10', '2026-03-10T00:00:00Z'],
  ['2026-03-10T23:30:00Z', 'Europe/Berlin', '2026-03-11', '2026-03-10T23:00:00Z'],
  ['2026-03-11T05:00:00Z', 'America/Los_Angeles', '2026-03-10', '2026-03-10T07:00:00Z'],
  ['2026-03-10T11:00:00Z', 'Pacific/Kiritimati', '2026-03-11', '2026-03-10T10:00:00Z'],
  // A day of 25 hours is a day from its first hour on.
  ['2026-10-25T22:30:00Z', 'Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z'],
])('%s is a part of the viewer’s day in %s', (now, zone, from, since) => {
  expect(viewerTime(at(now), zone)).toEqual({ now: at(now), day: { from, zone, sinceMs: at(since) } })
})

it('leaves nothing out while the zone is unknown', () => {
  expect(viewerTime(5, null)).toEqual({ now: 5, day: { from: null, zone: null, sinceMs: 0 } })
})
