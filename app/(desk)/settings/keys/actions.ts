'use server'

import type { Answer } from '@/lib/core/answers'
import type { ApiKeyWish, NewApiKeyView } from '@/lib/core/api-key-view'
import { ApiKeyId, CreateApiKeyInput } from '@/lib/core/create-api-key-input'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaffGiven } from '@/lib/doors/staff-action'
import { createApiKey } from '@/lib/use-cases/create-api-key'
import { revokeApiKey } from '@/lib/use-cases/revoke-api-key'

/** The form for a new API key. Its answer is the only place where the key is told. */
export async function createApiKeyAction(wish: ApiKeyWish): Promise<Answer<NewApiKeyView>> {
  return toAnswer(await asStaffGiven('key.create', CreateApiKeyInput, wish, createApiKey), 'key')
}

/** The Revoke button of an API key. */
export async function revokeApiKeyAction(keyId: string): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('key.revoke', ApiKeyId, keyId, revokeApiKey), 'key')
}
