import { german } from '@/components/handoff/texts/de'
import { type CustomerPageTexts, english } from '@/components/handoff/texts/en'
import { spanish } from '@/components/handoff/texts/es'
import { french } from '@/components/handoff/texts/fr'
import { japanese } from '@/components/handoff/texts/ja'
import type { Language } from '@/lib/core/language'

export const textsOf: Record<Language, CustomerPageTexts> = {
  en: english,
  fr: french,
  de: german,
  es: spanish,
  ja: japanese,
}
