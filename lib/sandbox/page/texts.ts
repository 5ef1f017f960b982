import { de } from './texts-de'
import { en } from './texts-en'
import { es } from './texts-es'
import { fr } from './texts-fr'
import { ja } from './texts-ja'

/** Every sentence of the hosted page; a function takes the display name of an integration or the label of a field. */
export type Texts = {
  sandboxNote: string
  pickTitle: string
  pickHint: string
  connectTitle: (name: string) => string
  oauthHint: (name: string) => string
  noneHint: (name: string) => string
  secretHint: string
  connect: string
  back: string
  apiKey: string
  username: string
  password: string
  clientId: string
  clientSecret: string
  missing: (label: string) => string
  malformed: (label: string, example: string) => string
  rejected: string
  providerTitle: (name: string) => string
  providerHint: (name: string) => string
  providerAsks: string
  allow: string
  deny: string
  successTitle: string
  successText: (name: string) => string
  closeTab: string
  /** On the button while the provider's window is open. */
  connecting: string
  popupBlocked: string
  popupClosed: string
  failedGeneric: string
  backToForm: string
  failedTitle: string
  failedGone: string
  failedUnknown: string
  directTitle: string
  directText: string
}

export const texts = { en, fr, de, es, ja }

export type Language = keyof typeof texts

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(texts, text)
}
