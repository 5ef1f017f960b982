import { isolated } from './sentence'

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

/** A text with its places, such as `{name}`, filled; a name in a script from right to left disturbs nothing beside it. */
export function fillText(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? isolated(values[name] ?? '') : place,
  )
}
