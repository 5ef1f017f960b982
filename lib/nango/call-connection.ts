import 'server-only'
import { z } from 'zod'

import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'

/** Nango's refusal of the id itself: packages/server/lib/helpers/validation.ts, `connectionIdSchema`. */
const Unreadable = z
  .object({
    status: z.literal(400),
    data: z.object({ error: z.object({ code: z.literal('invalid_uri_params') }) }),
  })
  .transform(() => ({ isReadable: false as const }))

type ConnectionCall = {
  method: 'GET' | 'PATCH' | 'DELETE'
  integrationKey: string
  connectionId: string
  data?: object
  /** Those that `schema` knows; any other one is a failure. */
  statuses: number[]
}

/**
 * A call of /connections/:id, which the SDK's own methods make with the id as it is: the answer's status and data by
 * `schema`. Fails with `connection_unreadable` for an id that Nango refuses to be asked for, though it lets
 * connections be imported under such ids. Ids of dots are not asked for at all: every HTTP client, proxies too, would
 * make another address of them (`DELETE /connections/..` is `DELETE /`).
 */
export const callConnection = async <T>(
  nango: Nango,
  name: string,
  { method, integrationKey, connectionId, data, statuses }: ConnectionCall,
  schema: z.ZodType<T>,
): Promise<Result<T>> => {
  if (/^\.\.?$/.test(connectionId)) return fail({ code: 'connection_unreadable' })
  const answer = await callNango(
    nango,
    name,
    (sdk) =>
      sdk.http.request({
        method,
        url: `${sdk.serverUrl}/connections/${encodeURIComponent(connectionId)}`,
        params: { provider_config_key: integrationKey },
        ...(data && { data }),
        headers: { Authorization: `Bearer ${sdk.apiKey ?? ''}` },
        validateStatus: (status) => statuses.includes(status),
      }),
    z.union([Unreadable, schema.transform((value) => ({ isReadable: true as const, value }))]),
  )
  if (!answer.ok) return fail(answer.failure)
  return answer.value.isReadable ? succeed(answer.value.value) : fail({ code: 'connection_unreadable' })
}
