import type { Role } from '@/lib/core/actor'

/** What a person chose for themselves; it goes with them to every browser. */
export type Preferences = {
  /** A soft sound when something happens to a link of theirs. */
  hasSound: boolean
  /** The same as a notification of their desktop, where the browser lets the desk. */
  hasNotifications: boolean
  /** A link is on the clipboard as soon as it is created. */
  copiesAtOnce: boolean
  /** The preset that a new form begins with. */
  defaultPreset: string | null
  /** Single keys do something outside of fields (WCAG 2.1.4: they can be switched off). */
  hasKeys: boolean
}

export const defaultPreferences: Preferences = {
  hasSound: false,
  hasNotifications: false,
  copiesAtOnce: false,
  defaultPreset: null,
  hasKeys: true,
}

/** A person who ever signed in. */
export type StaffView = {
  id: string
  name: string
  email: string
  role: Role
  /** Also another identity of the same e-mail. */
  isSelf: boolean
  /** Under this identity or another one of the same e-mail: one person is in or out as a whole. */
  isDisabled: boolean
  lastSignInAt: string | null
  /** How many links live now that the person created, under all these identities. */
  liveLinks: number
  /** The API keys in use that the person created. */
  liveKeys: { id: string; name: string }[]
}
