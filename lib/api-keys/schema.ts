import { z } from 'zod'

import { ApiScope } from '@/lib/core/actor'
import { TypedText } from '@/lib/core/text'

import { keyLives } from './view'

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
