import 'server-only'
import type { Language } from '@/lib/core/language'

import type { Channel } from '../words'
import { german } from './de'
import { english, type MessageTexts } from './en'
import { spanish } from './es'
import { french } from './fr'
import { japanese } from './ja'

export const textsOf: Record<Language, MessageTexts> = {
  en: english,
  fr: french,
  de: german,
  es: spanish,
  ja: japanese,
}

/** What stands in a message but for its facts. Only an email has a subject. */
export type Template = { subject: string | null; body: string }

/** The template that counts where an admin has saved no other. */
export function ownTemplate(channel: Channel, language: Language): Template {
  const { templates } = textsOf[language]
  return channel === 'email' ? templates.email : { subject: null, body: templates[channel] }
}
