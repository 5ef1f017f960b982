import 'server-only'
import { isBrokenCircuitError } from 'cockatiel'
import { z } from 'zod'

import { customerFieldNames, customerFields, forNames } from '@/lib/core/customer-fields'
import type { Failure, FailureCode, FieldErrors } from '@/lib/core/failure'
import { ownValue } from '@/lib/core/json'

import { breakerOpenMs, type Nango } from './client'
import { type AxiosError, isConnectError, isTimeout, readAxiosError } from './transport'

/** One complaint about the body we sent: where, and Nango's own words for the log only. */
type NangoIssue = { path: string[]; message: string }

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
export function toNangoFailure(nango: Nango, thrown: unknown): NangoFailure {
  if (isBrokenCircuitError(thrown)) {
    const since = nango.backingOffSince()?.getTime() ?? Date.now()
    const backOffMs = Math.max(0, since + breakerOpenMs - Date.now())
    return plain({ code: 'nango_resting', retryAfterSeconds: Math.max(1, Math.ceil(backOffMs / 1000)) })
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

const rateLimited = (headers: Response['headers']): Failure => ({
  code: 'nango_rate_limited',
  retryAfterSeconds: headers['retry-after'],
})

type Request = { tags: Record<string, string>; integrations: string[] }

const formFields: Record<string, string> = forNames(
  customerFieldNames,
  'tag',
  (field) => customerFields[field].input,
)

/** Nango's complaints, said in our words at the fields of the New link form they belong to. */
export function toNangoFieldErrors(issues: NangoIssue[], request: Request): { fieldErrors?: FieldErrors } {
  const errors: FieldErrors = {}
  for (const issue of issues) {
    const found = locate(issue, request)
    if (found) errors[found.field] ??= found.message
  }
  return Object.keys(errors).length > 0 ? { fieldErrors: errors } : {}
}

const locate = ({ path, message }: NangoIssue, request: Request) => {
  const [top, second] = path
  if (top === 'allowed_integrations') return goneIntegration(request.integrations[Number(second)])
  if (top === 'integrations_config_defaults') return goneIntegration(second)
  if (top !== 'tags') return null
  // Some complaints about one tag stand at `tags` itself and name the key in quotes.
  return atTag(second ?? /"([^"]+)"/.exec(message)?.[1])
}

const goneIntegration = (key: string | undefined) => ({
  field: 'integrations',
  message: `Nango does not know ${key ?? 'one of them'} any more. Remove it and choose another.`,
})

const atTag = (key: string | undefined) => {
  const field = key ? ownValue(formFields, key) : undefined
  if (field) return { field, message: 'Nango refused this value. Change it.' }
  return {
    field: 'tags',
    message: key ? `Nango refused the tag ${key}. Change it.` : 'Nango refused the tags.',
  }
}
