import { describe, expect, it } from 'vitest'

import { type Language, languages } from '@/lib/core/language'

import { type Telling, tellUntil } from './tell-until'

const inAll = (at: string, now: string, zone: string, telling: Telling = 'written') =>
  Object.fromEntries(
    languages.map((language) => [
      language,
      tellUntil(new Date(at), { now: new Date(now), zone, language, telling }),
    ]),
  )

describe('until when', () => {
  it('is today', () =>
    expect(inAll('2026-05-06T12:30:00Z', '2026-05-06T12:00:00Z', 'Europe/Berlin')).toEqual({
      en: 'until today, 2:30 pm (6 May, CEST)',
      fr: 'jusqu’à 14:30 (6 mai, UTC+2) aujourd’hui',
      de: 'bis heute, 14:30 Uhr (6. Mai, MESZ)',
      es: 'hasta hoy, 14:30 h (6 de mayo, CEST)',
      ja: '今日14:30（5月6日、GMT+2）まで',
    }))
  it('is tomorrow', () =>
    expect(inAll('2026-05-07T12:30:00Z', '2026-05-06T12:30:00Z', 'UTC')).toEqual({
      en: 'until tomorrow, 12:30 pm (7 May, UTC)',
      fr: 'jusqu’à demain, 12:30 (7 mai, UTC)',
      de: 'bis morgen, 12:30 Uhr (7. Mai, UTC)',
      es: 'hasta mañana, 12:30 h (7 de mayo, UTC)',
      ja: '明日12:30（5月7日、UTC）まで',
    }))
  it('is in a week', () =>
    expect(inAll('2026-05-13T00:05:00Z', '2026-05-06T00:05:00Z', 'UTC')).toEqual({
      en: 'until Wednesday 13 May, 12:05 am (UTC)',
      fr: 'jusqu’au mercredi 13 mai à 0:05 (UTC)',
      de: 'bis Mittwoch, 13. Mai, 0:05 Uhr (UTC)',
      es: 'hasta el miércoles, 13 de mayo, 0:05 h (UTC)',
      ja: '5月13日水曜日 0:05（UTC）まで',
    }))
  it.each([
    ['said', 'until tomorrow, 12:30 pm (UTC)'],
    ['short', 'until tomorrow, 12:30 pm (UTC)'],
  ] as const)('has no date beside such words where it is %s', (telling, said) =>
    expect(inAll('2026-05-07T12:30:00Z', '2026-05-06T12:30:00Z', 'UTC', telling)).toMatchObject({ en: said }),
  )
  it('is short for an SMS', () =>
    expect(inAll('2026-08-13T12:30:00Z', '2026-08-06T12:30:00Z', 'UTC', 'short')).toEqual({
      en: 'until 13 Aug, 12:30 pm (UTC)',
      fr: 'jusqu’au 13/08 à 12:30 (UTC)',
      de: 'bis 13.8., 12:30 Uhr (UTC)',
      es: 'hasta el 13/8, 12:30 h (UTC)',
      ja: '8/13 12:30（UTC）まで',
    }))
})

const english = (at: string, now: string, zone: string, language: Language = 'en') =>
  tellUntil(new Date(at), { now: new Date(now), zone, language, telling: 'said' })

describe('the clock that is meant', () => {
  it('decides which day it is', () => {
    const [at, now] = ['2026-05-06T23:30:00Z', '2026-05-06T21:00:00Z']
    expect(english(at, now, 'UTC')).toBe('until today, 11:30 pm (UTC)')
    expect(english(at, now, 'Europe/Berlin')).toBe('until tomorrow, 1:30 am (CEST)')
    expect(english(at, now, 'Asia/Tokyo')).toBe('until today, 8:30 am (GMT+9)')
    expect(english(at, now, 'America/New_York')).toBe('until today, 7:30 PM (EDT)')
  })
  it('tells the hour that comes twice', () => {
    const now = '2026-10-24T12:00:00Z'
    expect(english('2026-10-25T00:30:00Z', now, 'Europe/Berlin', 'de')).toBe('bis morgen, 2:30 Uhr (MESZ)')
    expect(english('2026-10-25T01:30:00Z', now, 'Europe/Berlin', 'de')).toBe('bis morgen, 2:30 Uhr (MEZ)')
  })
  it('moves with summer: a day later is not 24 hours later', () => {
    expect(english('2026-03-29T13:00:00Z', '2026-03-28T13:00:00Z', 'Europe/Berlin')).toBe(
      'until tomorrow, 3:00 pm (CEST)',
    )
    // Where midnight does not exist: the day begins at one.
    expect(english('2026-09-06T04:10:00Z', '2026-09-06T03:50:00Z', 'America/Santiago')).toMatch(
      /^until tomorrow, 1:10 AM/,
    )
  })
  it('goes over the year', () =>
    expect(english('2027-01-01T11:00:00Z', '2026-12-31T11:00:00Z', 'UTC')).toBe(
      'until tomorrow, 11:00 am (UTC)',
    ))
})
