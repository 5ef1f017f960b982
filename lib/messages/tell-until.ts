import 'server-only'
import { fillText, type Language } from '@/lib/core/language'
import { dayOf, nextDay } from '@/lib/core/zone'

import { textsOf } from './texts/all'

/** Where and for whom a time is told; `isShort`: in figures, with no letter that an SMS has no room for. */
type Place = { now: Date; zone: string; language: Language; isShort: boolean }

/** An American clock is read the American way, and named by a letter that people there know. */
const localeOf = ({ language, zone }: Place) => {
  if (language !== 'en') return language
  return /^(America|US)\//.test(zone) ? 'en-US' : 'en-GB'
}

/**
 * Until when, as in "until tomorrow, 2:30 pm (CEST)": the day in words where it is today or tomorrow in the zone, the
 * clock of the zone, and the zone's short name, which also tells apart the hour that the clocks go back over. The words and
 * their order are those of `Intl` and of the language's texts.
 */
export function tellUntil(at: Date, place: Place): string {
  const { now, zone, language, isShort } = place
  const locale = localeOf(place)
  const tell = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...parts }).formatToParts(at)
  // Some versions put a narrow space there, which half of the programs show as a box.
  const textOf = (parts: Intl.DateTimeFormatOptions) =>
    tell(parts)
      .map(({ value }) => value.replaceAll('\u202F', ' '))
      .join('')
  const today = dayOf(now, zone)
  const when = { [today]: 'today', [nextDay(today)]: 'tomorrow' } as const
  const is = when[dayOf(at, zone)] ?? 'later'
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const month = isShort ? (language === 'en' ? 'short' : 'numeric') : 'long'
  const days = {
    today: () => relative.format(0, 'day'),
    tomorrow: () => relative.format(1, 'day'),
    later: () => textOf({ day: 'numeric', month, ...(isShort ? {} : { weekday: 'long' }) }),
  }
  const clock = language === 'en' ? ({ hourCycle: 'h12' } as const) : ({ hourCycle: 'h23' } as const)
  const zoneName = tell({ hour: 'numeric', timeZoneName: 'short' }).find(
    ({ type }) => type === 'timeZoneName',
  )
  return fillText(textsOf[language].until[is], {
    day: days[is](),
    time: textOf({ hour: 'numeric', minute: '2-digit', ...clock }),
    zone: zoneName?.value ?? zone,
  })
}
