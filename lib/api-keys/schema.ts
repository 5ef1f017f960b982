import { z } from 'zod'

import { ApiScope } from '@/lib/core/actor'
import { TypedText } from '@/lib/core/text'

export type ApiKeyState = 'active' | 'expired' | 'revoked'

/** A key as admins see it: never its text. Instants are ISO strings. */
export type ApiKeyView = {
  id: string
  name: string
  scopes: ApiScope[]
  /** The key's last four characters. */
  ending: string
  makerName: string
  createdAt: string
  /** Null for a key without an end. */
  expiresAt: string | null
  lastUsedAt: string | null
  state: ApiKeyState
}

/** A new key with its text, which is shown this once. */
export type NewApiKeyView = { view: ApiKeyView; key: string }

export const scopeWords: Record<ApiScope, { name: string; text: string }> = {
  create: { name: 'Create', text: 'make connect links and reconnect links' },
  read: { name: 'Read', text: 'see how its own links are' },
  revoke: { name: 'Revoke', text: 'end its own links' },
}

/** What a key's life can be, in days; null means that it has no end. */
export const keyLives = [30, 90, 365, null] as const

/** The form for a new key of an internal tool. */
export const CreateApiKeyInput = z.strictObject({
  name: TypedText.min(1, 'Give the key a name, such as that of the tool.').max(
    60,
    'The name has at most 60 characters.',
  ),
  scopes: z
    .array(ApiScope)
    .min(1, 'Choose at least one thing that the key may do.')
    .transform((scopes) => ApiScope.options.filter((scope) => scopes.includes(scope))),
  lifeDays: z.literal(keyLives),
})
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>

/** Our id of an API key. */
export const ApiKeyId = z.string().regex(/^key_[0-9A-HJKMNP-TV-Z]{26}$/)
