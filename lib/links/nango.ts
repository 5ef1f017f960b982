import 'server-only'
import { z } from 'zod'

import { parseConnectLink } from '@/lib/core/connect-url'
import { linkTag, tagLimit, visitTag } from '@/lib/core/customer-fields'
import { fail, type Result, succeed } from '@/lib/core/result'
import { clockOffsetMs, endsAtFrom } from '@/lib/core/time'
import type { ConfigDefaults } from '@/lib/integrations/schema/config'
import { callNango, type NangoAnswer } from '@/lib/nango/call'
import type { Nango } from '@/lib/nango/client'
import { toNangoFieldErrors } from '@/lib/nango/faults'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import type { ConnectionSnapshot } from './schema/create'

type ConnectSessionRequest = {
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
const SessionAnswer = z.object({
  data: z.object({
    token: z.string().min(20),
    connect_link: z.url(),
    expires_at: z.string(),
  }),
})

/**
 * Creates a connect session. Fails with a code of the closed list; `fieldErrors` name fields of the New link form.
 * Never called twice for one intent, except the one retry of the client when nothing or a gateway answered.
 */
export async function createConnectSession(
  nango: Nango,
  request: ConnectSessionRequest,
): Promise<Result<ConnectSession>> {
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
const toConnectSession = ({
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

type Reconnected = { integration: string; connectionId: string; isHandoff: boolean }

/**
 * Reads a connection as it is now, because a reconnect drops what is not sent again or put back. Fails with `connection_gone`, and
 * with `connection_tags_full` where our own tags have no room.
 */
export async function takeSnapshot(
  nango: Nango,
  { integration, connectionId, isHandoff }: Reconnected,
): Promise<Result<{ connection: FullConnection; snapshot: ConnectionSnapshot }>> {
  const read = await readConnection(nango, integration, connectionId)
  if (!read.ok) return read
  const { tags, updatedAt, webhookUrlOverride, metadata, connectionConfig } = read.value
  const needed = { ...tags, [linkTag]: '', ...(isHandoff && { [visitTag]: '' }) }
  if (Object.keys(needed).length > tagLimit) return fail({ code: 'connection_tags_full' })
  return succeed({
    connection: read.value,
    snapshot: { tags, webhookUrlOverride, metadata, connectionConfig, updatedAt: updatedAt.toISOString() },
  })
}

type ReconnectSessionRequest = {
  connectionId: string
  integrationKey: string
  /** All tags that the connection is to have: Nango drops those that are not sent again. */
  tags: Record<string, string>
  /** Dropped as well unless sent again. */
  webhookUrlOverride: string | null
}

/**
 * Creates a connect session that replaces the account behind a connection. Fails with `connection_gone` when Nango does
 * not know the connection: a 400 without a list of errors (packages/server/lib/controllers/connect/postReconnect.ts).
 */
export async function createReconnectSession(
  nango: Nango,
  request: ReconnectSessionRequest,
): Promise<Result<ConnectSession>> {
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

/** The origin that links of this Nango must have: of the settings, else what `learn` says, asked once per process. */
export async function resolveLinkOrigin(nango: Nango, learn: () => Promise<string>): Promise<string> {
  return (nango.connectOrigin ??= await learn())
}
