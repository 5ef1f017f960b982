import 'server-only'
import { fillText, type Language } from '@/lib/core/language'
import { dayOf, nextDay } from '@/lib/core/zone'

import { textsOf } from './texts/all'

/** Where and for whom a time is told. */
type Reader = { zone: string; language: Language }
/**
 * How it is told: `written` for whoever reads it some day, `said` to somebody who hears it now, and `short` in figures, with no
 * letter that an SMS has no room for.
 */
export type Telling = 'written' | 'said' | 'short'
type Place = Reader & { now: Date; telling: Telling }

/** An American clock is read the American way, and named by a letter that people there know. */
const localeOf = ({ language, zone }: Reader) => {
  if (language !== 'en') return language
  return /^(America|US)\//.test(zone) ? 'en-US' : 'en-GB'
}

/** An instant in the words of `Intl`, part by part: the clock of the zone, and the zone's short name. */
const wordsOf = (at: Date, reader: Reader) => {
  const { zone, language } = reader
  const locale = localeOf(reader)
  const tell = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...parts }).formatToParts(at)
  // Some versions put a narrow space there, which half of the programs show as a box.
  const textOf = (parts: Intl.DateTimeFormatOptions) =>
    tell(parts)
      .map(({ value }) => value.replaceAll('\u202F', ' '))
      .join('')
  const clock = language === 'en' ? ({ hourCycle: 'h12' } as const) : ({ hourCycle: 'h23' } as const)
  const zoneName = tell({ hour: 'numeric', timeZoneName: 'short' }).find(
    ({ type }) => type === 'timeZoneName',
  )
  return {
    textOf,
    time: textOf({ hour: 'numeric', minute: '2-digit', ...clock }),
    zone: zoneName?.value ?? zone,
  }
}

/** When something was, as in "6 May 2026, 2:30 pm (CEST)": the same whenever it is read. */
export function tellAt(at: Date, reader: Reader): string {
  const { textOf, time, zone } = wordsOf(at, reader)
  const day = textOf({ day: 'numeric', month: 'long', year: 'numeric' })
  return fillText(textsOf[reader.language].receipt.when, { day, time, zone })
}

/**
 * Until when, as in "until tomorrow, 2:30 pm (7 May, CEST)": the day in words where it is today or tomorrow in the zone, the
 * clock of the zone, and the zone's short name, which also tells apart the hour that the clocks go back over. Beside such words
 * stands the date, where they may be read on another day. The words and their order are those of `Intl` and of the language's texts.
 */
export function tellUntil(at: Date, place: Place): string {
  const { now, zone, language, telling } = place
  const { textOf, time, zone: zoneName } = wordsOf(at, place)
  const today = dayOf(now, zone)
  const { dated, ...untils } = textsOf[language].until
  const isShort = telling === 'short'
  const month = isShort ? (language === 'en' ? 'short' : 'numeric') : 'long'
  const days = [today, nextDay(today)].indexOf(dayOf(at, zone))
  if (days < 0) {
    const day = textOf({ day: 'numeric', month, ...(isShort ? {} : { weekday: 'long' }) })
    return fillText(untils.later, { day, time, zone: zoneName })
  }
  const date = textOf({ day: 'numeric', month })
  return fillText(days === 0 ? untils.today : untils.tomorrow, {
    day: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'),
    time,
    zone: telling === 'written' ? fillText(dated, { date, zone: zoneName }) : zoneName,
  })
}
