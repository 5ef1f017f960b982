import 'server-only'
import { z } from 'zod'

import type { ConfigDefaults } from '@/lib/core/advanced'
import { parseConnectLink } from '@/lib/core/connect-url'
import { endsAtFrom, clockOffsetMs } from '@/lib/core/nango-clock'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango, type NangoAnswer } from './call-nango'
import type { Nango } from './client'
import { toNangoFieldErrors } from './to-nango-field-errors'

export type ConnectSessionRequest = {
  tags: Record<string, string>
  integrations: string[]
  configDefaults: ConfigDefaults
}

export type ConnectSession = {
  token: string
  /** The link without its query. */
  base: string
  /** Nango's word, and the same instant on our clock. */
  expiresAt: Date
  endsAt: Date
}

/** 201 of POST /connect/sessions and …/reconnect: packages/server/lib/controllers/connect/postSessions.ts. */
export const SessionAnswer = z.object({
  data: z.object({
    token: z.string().min(20),
    connect_link: z.url(),
    expires_at: z.string(),
  }),
})

/**
 * Makes a connect session. Fails with a code of the closed list; `fieldErrors` name fields of the New link form.
 * Never called twice for one intent, except the one retry of the room when nothing or a gateway answered.
 */
export const createConnectSession = async (
  nango: Nango,
  request: ConnectSessionRequest,
): Promise<Result<ConnectSession>> => {
  const answer = await callNango(
    nango,
    'createConnectSession',
    (sdk) =>
      sdk.createConnectSession({
        tags: request.tags,
        allowed_integrations: request.integrations,
        ...(Object.keys(request.configDefaults).length > 0
          ? { integrations_config_defaults: request.configDefaults }
          : {}),
      }),
    SessionAnswer,
  )
  return answer.ok
    ? toConnectSession(answer)
    : fail({ ...answer.failure, ...toNangoFieldErrors(answer.issues, request) })
}

/** What Nango answered, with its end on the desk's clock. */
export const toConnectSession = ({
  value: { data },
  date,
  sentAt,
  receivedAt,
}: NangoAnswer<z.infer<typeof SessionAnswer>>): Result<ConnectSession> => {
  const base = parseConnectLink(data.connect_link)
  if (base === null) return fail({ code: 'nango_bad_answer' })
  const expiresAt = new Date(data.expires_at)
  const offsetMs = date ? clockOffsetMs(date, sentAt, receivedAt) : 0
  const endsAt = endsAtFrom(expiresAt, offsetMs, receivedAt)
  return endsAt ? succeed({ token: data.token, base, expiresAt, endsAt }) : fail({ code: 'nango_bad_expiry' })
}
