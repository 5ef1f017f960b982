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

/** Words as a list in a sentence: `a, b, and c`, or `a, b, or c`. */
export function listText(words: readonly string[], type: Intl.ListFormatType = 'conjunction'): string {
  return new Intl.ListFormat('en', { type }).format(words)
}
