'use server'

import type { Answer } from '@/lib/core/answers'
import type { ApiKeyWish, NewApiKeyView } from '@/lib/core/api-key-view'
import { ApiKeyId, CreateApiKeyInput } from '@/lib/core/create-api-key-input'
import { toFieldErrors } from '@/lib/core/link-form'
import { fail } from '@/lib/core/result'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaff } from '@/lib/doors/staff-action'
import { createApiKey } from '@/lib/use-cases/create-api-key'
import { revokeApiKey } from '@/lib/use-cases/revoke-api-key'

/** The form for a new API key. Its answer is the only place where the key is told. */
export async function createApiKeyAction(wish: ApiKeyWish): Promise<Answer<NewApiKeyView>> {
  const result = await asStaff('key.create', async (ctx) => {
    const input = CreateApiKeyInput.safeParse(wish)
    return input.success
      ? createApiKey(ctx, input.data)
      : fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) })
  })
  return toAnswer(result, 'key')
}

/** The Revoke button of an API key. */
export async function revokeApiKeyAction(keyId: string): Promise<Answer<null>> {
  const id = ApiKeyId.safeParse(keyId)
  if (!id.success) return toAnswer(fail({ code: 'invalid_input' }), 'key')
  return toAnswer(await asStaff('key.revoke', (ctx) => revokeApiKey(ctx, id.data)), 'key')
}
