import 'server-only'
import { z } from 'zod'

import { fail, type Result, succeed } from '@/lib/core/result'
import { log } from '@/lib/log'
import { metrics } from '@/lib/telemetry/metrics'
import { inSpan } from '@/lib/telemetry/spans'

import type { CallContext, Nango } from './client'
import { type NangoFailure, toNangoFailure } from './faults'

export type NangoAnswer<T> = { ok: true; value: T; date: Date | null; sentAt: Date; receivedAt: Date }

/**
 * The one way to Nango: within 8 s, retried and backed off by the client's policy, the answer parsed by `schema`.
 * A failure is in our words; the SDK's error, which carries the API key, ends here. `name` is that of an operation, the
 * same for whatever it is about. `isOfKey`: the call counts towards the rate limit of the API key.
 */
export async function callNango<T>(
  nango: Nango,
  name: string,
  call: (sdk: Nango['sdk']) => Promise<unknown>,
  schema: z.ZodType<T>,
  { isOfKey = true }: { isOfKey?: boolean } = {},
): Promise<NangoAnswer<T> | ({ ok: false } & NangoFailure)> {
  const refusal = (await nango.meter.getStore()?.()) ?? null
  if (refusal) return { ok: false, failure: refusal, status: null, issues: [] }
  const end = metrics()?.nango.startTimer({ operation: name })
  const answer = await inSpan(
    `nango ${name}`,
    { 'nango.operation': name },
    () => send(nango, name, call, schema, isOfKey),
    (done) =>
      done.ok
        ? {}
        : {
            'desk.code': done.failure.code,
            ...(done.status === null ? {} : { 'nango.status': done.status }),
          },
  )
  end?.({ outcome: answer.ok ? 'ok' : answer.failure.code })
  return answer
}

const send = async <T>(
  nango: Nango,
  name: string,
  call: (sdk: Nango['sdk']) => Promise<unknown>,
  schema: z.ZodType<T>,
  isOfKey: boolean,
): Promise<NangoAnswer<T> | ({ ok: false } & NangoFailure)> => {
  // Not `AbortSignal.timeout`: that holds whatever a call was made with until its time is over, long after the answer.
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), nango.callMs)
  const context: CallContext = { signal: deadline.signal, date: null, isOfKey }
  const sentAt = new Date()
  try {
    const raw = await nango.callContext.run(context, () => nango.execute(() => call(nango.sdk)))
    const receivedAt = new Date()
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { ok: true, value: parsed.data, date: context.date, sentAt, receivedAt }
    log().error(
      { call: name, paths: parsed.error.issues.map((issue) => issue.path.join('.')) },
      'Nango answered in an unknown shape',
    )
    return { ok: false, failure: { code: 'nango_bad_answer' }, status: null, issues: [] }
  } catch (thrown) {
    const known = toNangoFailure(nango, thrown)
    log().warn(
      {
        call: name,
        code: known.failure.code,
        status: known.status,
        paths: known.issues.map((i) => i.path.join('.')),
      },
      'Nango call failed',
    )
    return { ok: false, ...known }
  } finally {
    clearTimeout(timer)
  }
}

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
export async function callConnection<T>(
  nango: Nango,
  name: string,
  { method, integrationKey, connectionId, data, statuses }: ConnectionCall,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
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
