import { z } from 'zod'

/** Languages of Nango's Connect UI (packages/connect-ui/src/views/Home.tsx). */
export const Language = z.enum(['en', 'fr', 'de', 'es', 'ja'])
export type Language = z.infer<typeof Language>

export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
}
