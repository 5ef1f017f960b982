import type { Role } from '@/lib/core/actor'

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
