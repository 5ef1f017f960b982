/** Languages of Nango's Connect UI (packages/connect-ui/src/views/Home.tsx). */
export const languages = ['en', 'fr', 'de', 'es', 'ja'] as const
export type Language = (typeof languages)[number]

export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languageNames, text)
}

/** The first language of an Accept-Language header that there is; English where there is none. Browsers send the preferred one first. */
export function preferredLanguage(header: string | null): Language {
  const wanted = (header ?? '').slice(0, 500).split(',')
  const known = wanted.map((one) => one.trim().slice(0, 2).toLowerCase()).find(isLanguage)
  return known ?? 'en'
}

/** Words as a list in a sentence: `a, b, and c`, or `a, b, or c`. */
export function listText(words: readonly string[], type: Intl.ListFormatType = 'conjunction'): string {
  return new Intl.ListFormat('en', { type }).format(words)
}

/** Of the scripts that are written from right to left. */
const rightToLeft =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u

/**
 * A name or an id within a sentence that is one text, where no element can be around it: what is written from right to left
 * stands between U+2068 and U+2069, so that what is beside it stays in its order (https://unicode.org/reports/tr9/). All
 * else is as it was.
 */
export function isolated(text: string) {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}
