import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

import { Nango as Sdk } from '@nangohq/node'
import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel'

import type { Failure } from '@/lib/core/failure'
import { perProcess } from '@/lib/core/per-process'
import type { Result } from '@/lib/core/result'
import { settings } from '@/lib/settings/env'
import type { Settings } from '@/lib/settings/read'

import {
  createAgents,
  isNangoTrouble,
  isRetryable,
  type RateLimit,
  readAxiosError,
  readRateLimit,
} from './transport'
import type { Integration } from './view'

/** What one call records and obeys: the SDK has no timeout, no abort and hides the answer's headers. */
export type CallContext = { signal: AbortSignal; date: Date | null; isOfKey: boolean }

/** The integrations by Nango's names as last heard; `stale` says that Nango could not be asked just now. */
export type Catalogue = { integrations: Integration[]; stale: boolean }

/** The settings of a client; `warnsOfLate`: whether what may have come of a link after its end is reported. */
export type NangoOptions = Settings['nango'] & {
  /** The longest a whole call may take, its retry included: 8 s, unless a test has less patience. */
  callMs?: number
}

/** The client of Nango: one per process and Nango host. */
export type Nango = Omit<NangoOptions, 'apiKey' | 'callMs'> & {
  sdk: Sdk
  callMs: number
  /** The account's rate limit as of the last answer; `isNew` until it was shared with the other processes. */
  rate: { latest: RateLimit | null; isNew: boolean }
  /** Runs one call: one retry on connect errors and 502/503/504; backs off for 10 s after 5 failures in a row. */
  execute: <T>(call: () => Promise<T>) => Promise<T>
  /** When the breaker opened last; for saying how long to wait. */
  backingOffSince: () => Date | null
  /** Whether the breaker lets no call through just now. */
  isBackingOff: () => boolean
  callContext: AsyncLocalStorage<CallContext>
  /** Says before each call why it must not be sent, for work that runs within it. */
  meter: AsyncLocalStorage<() => Promise<Failure | null>>
  /** Where each provider's logo lies, as the catalogue said. */
  logoUrls: Map<string, string>
  catalogue: {
    value: Catalogue | null
    freshUntil: number
    loading: Promise<Result<Catalogue>> | null
  }
  authModes: { byProvider: Map<string, string>; freshUntil: number; loading: Promise<void> | null }
}

export const breakerOpenMs = 10_000
/** Failures in a row that open the breaker. */
const breakerAfter = 5

export function createNango({ apiKey, callMs = 8_000, ...options }: NangoOptions): Nango {
  const { host } = options
  const rate: Nango['rate'] = { latest: null, isNew: false }
  const callContext = new AsyncLocalStorage<CallContext>()
  const sdk = new Sdk({ apiKey, host })
  Object.assign(sdk.http.defaults, { ...createAgents(), maxRedirects: 0, maxContentLength: 32_000_000 })
  sdk.http.interceptors.request.use((config) => {
    const signal = callContext.getStore()?.signal
    return signal ? { ...config, signal } : config
  })
  const recordHeaders = ({ status, headers }: { status: number; headers: Record<string, unknown> }) => {
    const store = callContext.getStore()
    const date = headers['date']
    if (store && typeof date === 'string' && !Number.isNaN(Date.parse(date))) store.date = new Date(date)
    const latest = store?.isOfKey ? readRateLimit(status, headers, new Date()) : null
    if (latest) Object.assign(rate, { latest, isNew: true })
  }
  sdk.http.interceptors.response.use(
    (response) => {
      recordHeaders(response)
      return response
    },
    (error: unknown) => {
      const refused = readAxiosError(error)?.response
      if (refused) recordHeaders(refused)
      throw error
    },
  )
  const breaker = circuitBreaker(handleWhen(isNangoTrouble), {
    halfOpenAfter: breakerOpenMs,
    breaker: new ConsecutiveBreaker(breakerAfter),
  })
  let backingOffSince: Date | null = null
  breaker.onBreak(() => {
    backingOffSince = new Date()
  })
  const policy = wrap(
    breaker,
    retry(handleWhen(isRetryable), { maxAttempts: 1, backoff: new ConstantBackoff(100) }),
  )
  return {
    ...options,
    sdk,
    callMs,
    rate,
    execute: (call) => policy.execute(call),
    backingOffSince: () => backingOffSince,
    isBackingOff: () => breaker.state === CircuitState.Open,
    callContext,
    meter: new AsyncLocalStorage(),
    logoUrls: new Map(),
    catalogue: { value: null, freshUntil: 0, loading: null },
    authModes: { byProvider: new Map(), freshUntil: 0, loading: null },
  }
}

export const processNango = perProcess('nango', () => createNango(settings().nango))

/** This process's client, after the settings. */
export function openNango(): Nango {
  return processNango.get()
}

/**
 * Whether one of the signing keys signed exactly this body (HMAC-SHA256, header `X-Nango-Hmac-Sha256`); during a rotation
 * two are in use. Source: packages/webhooks/lib/utils.ts.
 */
export function isSignedByNango(nango: Nango, rawBody: string, headers: Headers): boolean {
  return nango.webhookSigningKeys.some((webhookSigningKey) => {
    const sdk = new Sdk({ apiKey: 'not used to verify', host: nango.host, webhookSigningKey })
    try {
      return sdk.verifyIncomingWebhookRequest(rawBody, Object.fromEntries(headers))
    } catch {
      // A signature of strange characters: the SDK compares bytes of different lengths.
      return false
    }
  })
}
