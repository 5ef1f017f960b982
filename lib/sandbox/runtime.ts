import type { SandboxFault } from './faults'
import { createStore, type Store } from './model/store'
import type { SandboxOptions } from './sandbox-options'
import { createCourier, type Courier } from './webhooks/courier'

/** Everything that a handler needs: the settings with their defaults, the clock, the memory and the post. */
export type SandboxRuntime = {
  apiKey: string
  environment: string
  linkSeconds: number
  rateLimitPerMinute: number
  canReadCredentials: boolean
  faults: ReadonlySet<SandboxFault>
  publicOrigin: () => string
  now: () => Date
  startedAt: Date
  store: Store
  courier: Courier
}

const keyForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Fills in the defaults; the life of 30 minutes and the 200 requests are those of a stock Nango server. */
export function createRuntime(options: SandboxOptions): SandboxRuntime {
  if (!keyForm.test(options.apiKey)) {
    throw new Error('The sandbox needs an API key that is a UUID v4.')
  }
  const now = options.now ?? (() => new Date())
  const faults = new Set(options.faults)
  return {
    apiKey: options.apiKey,
    environment: options.environment ?? 'dev',
    linkSeconds: options.linkSeconds ?? 1800,
    rateLimitPerMinute: options.rateLimitPerMinute ?? 200,
    canReadCredentials: options.canReadCredentials ?? false,
    faults,
    publicOrigin: options.publicOrigin,
    now,
    startedAt: now(),
    store: createStore(),
    courier: createCourier({
      url: options.webhookUrl ?? null,
      isMuted: faults.has('no-webhooks'),
      signingKey: options.webhookSigningKey,
      retryDelaysMs: options.webhookRetryDelaysMs ?? [3000, 6000],
    }),
  }
}
