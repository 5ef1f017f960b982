const isDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const lengths = { year: 4, month: 2, day: 2 }
type Part = keyof typeof lengths
const isPart = (type: string): type is Part => type in lengths

const readIn = (order: Part[], digits: string): string | null => {
  const found = { year: '', month: '', day: '' }
  let from = 0
  for (const part of order) {
    found[part] = digits.slice(from, from + lengths[part])
    from += lengths[part]
  }
  const { year, month, day } = found
  return isDay(Number(year), Number(month), Number(day)) && Number(year) > 1000
    ? `${year}-${month}-${day}`
    : null
}

/** The day that eight digits in a row mean, as `YYYY-MM-DD`: in the order of a locale, or the year first; null for none. */
export function toDay(digits: string, locale?: string): string | null {
  if (!/^\d{8}$/.test(digits)) return null
  const parts = new Intl.DateTimeFormat(locale).formatToParts().map(({ type }) => type)
  return readIn(parts.filter(isPart), digits) ?? readIn(['year', 'month', 'day'], digits)
}

/**
 * Some browsers keep all digits that are typed in a row in one part of an empty field for a day: then the day is put in as a
 * whole. Called with each key that was pressed in one, once the browser has done its part, and with the digits before it;
 * returns those by now. A key that is neither a digit nor between two begins anew.
 */
export function fillTypedDay(field: HTMLInputElement, before: string, key: string): string {
  if (/^[-/. ]$/.test(key)) return before
  if (!/^\d$/.test(key)) return ''
  const digits = (before + key).slice(-8)
  const day = field.value === '' ? toDay(digits) : null
  if (day === null) return digits
  field.value = day
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return ''
}
