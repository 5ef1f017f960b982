'use server'

import { staffAction } from '@/lib/guards/staff-action'

import { createApiKey } from './create'
import { revokeApiKey } from './revoke'
import { ApiKeyId, CreateApiKeyInput } from './schema'

/** The form for a new API key. Its answer is the only place where the key is shown. */
export const createApiKeyAction = staffAction(
  { name: 'key.create', input: CreateApiKeyInput, doing: 'key' },
  createApiKey,
)

/** The Revoke button of an API key. */
export const revokeApiKeyAction = staffAction(
  { name: 'key.revoke', input: ApiKeyId, doing: 'key' },
  revokeApiKey,
)
