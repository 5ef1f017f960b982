import 'server-only'
import { fail, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'
import { type ConnectSession, SessionAnswer, toConnectSession } from './create-connect-session'
import { toNangoFieldErrors } from './to-nango-field-errors'

export type ReconnectSessionRequest = {
  connectionId: string
  integrationKey: string
  /** All tags that the connection is to have: Nango drops those that are not sent again. */
  tags: Record<string, string>
  /** Dropped as well unless sent again. */
  webhookUrlOverride: string | null
}

/**
 * Makes a connect session that replaces the account behind a connection. Fails with `connection_gone` when Nango does
 * not know the connection: a 400 without a list of errors (packages/server/lib/controllers/connect/postReconnect.ts).
 */
export const createReconnectSession = async (
  nango: Nango,
  request: ReconnectSessionRequest,
): Promise<Result<ConnectSession>> => {
  const { connectionId, integrationKey, tags, webhookUrlOverride } = request
  const answer = await callNango(
    nango,
    'createReconnectSession',
    (sdk) =>
      sdk.createReconnectSession({
        connection_id: connectionId,
        integration_id: integrationKey,
        tags,
        ...(webhookUrlOverride === null ? {} : { webhook_url_override: webhookUrlOverride }),
      }),
    SessionAnswer,
  )
  if (answer.ok) return toConnectSession(answer)
  if (answer.failure.code === 'nango_refused' && answer.issues.length === 0)
    return fail({ code: 'connection_gone' })
  return fail({
    ...answer.failure,
    ...toNangoFieldErrors(answer.issues, { tags, integrations: [integrationKey] }),
  })
}
