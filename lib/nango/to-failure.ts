import 'server-only'
import { isBrokenCircuitError } from 'cockatiel'
import { z } from 'zod'

import type { Failure, FailureCode } from '@/lib/core/failure'

import { breakerRestMs, type Nango } from './client'
import { isConnectError, isTimeout, readAxiosError, type AxiosError } from './transport-error'

/** One complaint about the body we sent: where, and Nango's own words for the log only. */
export type NangoIssue = { path: string[]; message: string }

export type NangoFailure = { failure: Failure; status: number | null; issues: NangoIssue[] }

/** Nango's error body: packages/utils/lib/express/validate.ts and packages/shared/lib/utils/error.ts. */
const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    errors: z.array(z.object({ message: z.string(), path: z.array(z.coerce.string()) })).optional(),
  }),
})

/** Turns whatever a call threw into our words. Nothing of the thrown error is kept. */
export const toNangoFailure = (nango: Nango, thrown: unknown): NangoFailure => {
  if (isBrokenCircuitError(thrown)) {
    const since = nango.restingSince()?.getTime() ?? Date.now()
    const restMs = Math.max(0, since + breakerRestMs - Date.now())
    return plain({ code: 'nango_resting', retryAfterSeconds: Math.max(1, Math.ceil(restMs / 1000)) })
  }
  const error = readAxiosError(thrown)
  if (!error) return plain({ code: 'nango_bad_answer' })
  if (!error.response) return plain({ code: transportCode(error) })
  const body = ErrorBody.safeParse(error.response.data).data?.error
  return {
    failure: statusFailure(error.response, body),
    status: error.response.status,
    issues: (body?.errors ?? []).map(({ path, message }) => ({ path, message })),
  }
}

const plain = (failure: Failure): NangoFailure => ({ failure, status: null, issues: [] })

const transportCode = (error: AxiosError) => {
  if (isTimeout(error)) return 'nango_timeout'
  return isConnectError(error) ? 'nango_unreachable' : 'nango_bad_answer'
}

type Body = z.infer<typeof ErrorBody>['error'] | undefined

type Response = NonNullable<AxiosError['response']>

const statusFailure = (response: Response, body: Body): Failure => {
  const { status, headers } = response
  if (status >= 500) return { code: 'nango_failed' }
  if (status < 400) return { code: 'nango_bad_answer' }
  // Without Nango's own error body something else answered: a proxy, a captive portal.
  if (!body) return status === 429 ? rateLimited(headers) : { code: 'nango_bad_answer' }
  if (status === 401) return { code: 'nango_key_rejected' }
  if (status === 403) return forbidden(body.message ?? '')
  if (status === 429) return rateLimited(headers)
  return { code: refusals.get(body.code) ?? 'nango_refused' }
}

/** Refusals of the request that mean one thing. Of all calls, only those of one connection may have a path refused. */
const refusals = new Map<string, FailureCode>([
  ['resource_capped', 'nango_capped'],
  ['invalid_uri_params', 'connection_unreadable'],
])

const forbidden = (message: string): Failure => {
  const scope = /environment:[a-z_]+:[a-z_*]+/.exec(message)?.[0]
  return scope ? { code: 'nango_scope_missing', detail: scope } : { code: 'nango_forbidden' }
}

/** `Retry-After` is whole seconds rounded down and may be 0: wait at least 1. */
const rateLimited = (headers: Response['headers']): Failure => ({
  code: 'nango_rate_limited',
  retryAfterSeconds: Math.max(1, headers['retry-after'] ?? 60),
})
