'use server'

import type { Answer } from '@/lib/core/result'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaffGiven } from '@/lib/guards/staff-action'

import { createApiKey } from './create'
import { revokeApiKey } from './revoke'
import { ApiKeyId, type ApiKeyRequest, CreateApiKeyInput, type NewApiKeyView } from './schema'

/** The form for a new API key. Its answer is the only place where the key is told. */
export async function createApiKeyAction(wish: ApiKeyRequest): Promise<Answer<NewApiKeyView>> {
  return toAnswer(await asStaffGiven('key.create', CreateApiKeyInput, wish, createApiKey), 'key')
}

/** The Revoke button of an API key. */
export async function revokeApiKeyAction(keyId: string): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('key.revoke', ApiKeyId, keyId, revokeApiKey), 'key')
}
