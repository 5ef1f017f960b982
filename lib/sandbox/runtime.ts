import { catalogueIntegrations, knownProviders, toIntegration } from './model/catalogue'
import { toBareDefinition } from './model/integration'
import { keyForm, withoutSecrets } from './model/scopes'
import type { Store } from './model/store'
import type { SandboxFault, SandboxOptions } from './options'
import { createWebhookSender, type WebhookSender } from './webhooks/sender'

/** Everything that a handler needs: the settings with their defaults, the clock, the memory and the post. */
export type SandboxRuntime = {
  environment: string
  linkSeconds: number
  rateLimitPerMinute: number
  faults: ReadonlySet<SandboxFault>
  /** Whether customers are sent to pages of the sandbox instead of a provider's. */
  areProvidersImitated: boolean
  /** Whether webhook addresses of inner networks are refused, as by default. */
  areInnerHostsRefused: boolean
  /** Secrets that the test call refuses. */
  refusedSecrets: ReadonlySet<string>
  /** What the token exchange answers for a code, instead of tokens; undefined where it works. */
  refusalOfCode: (code: string) => unknown
  refusesRefresh: (connectionId: string) => boolean
  publicOrigin: () => string
  now: () => Date
  store: Store
  sender: WebhookSender
}

/** Fills in the defaults; the life of 30 minutes and the 200 requests are those of a stock Nango server. */
export function createRuntime(options: SandboxOptions): SandboxRuntime {
  if (!keyForm.test(options.apiKey)) throw new Error('The sandbox needs an API key that is a UUID v4.')
  const now = options.now ?? (() => new Date())
  const faults = new Set(options.faults)
  return {
    environment: options.environment ?? 'dev',
    linkSeconds: options.linkSeconds ?? 1800,
    rateLimitPerMinute: options.rateLimitPerMinute ?? 200,
    faults,
    ...outsideOf(options),
    publicOrigin: options.publicOrigin,
    now,
    store: createStore(options, now()),
    sender: createWebhookSender({
      url: options.webhookUrl ?? null,
      isMuted: faults.has('no-webhooks'),
      signingKey: options.webhookSigningKey,
      retryDelaysMs: options.webhookRetryDelaysMs ?? [3000, 6000],
    }),
  }
}

/** How the world around the server behaves: providers, and the networks of webhook addresses. */
const outsideOf = ({
  areProvidersImitated = true,
  areInnerHostsRefused = true,
  refusedSecrets = new Set(['invalid']),
  refusalOfCode = refuseMarkedCode,
  refusesRefresh = () => false,
}: SandboxOptions) => ({
  areProvidersImitated,
  areInnerHostsRefused,
  refusedSecrets,
  refusalOfCode,
  refusesRefresh,
})

/** The code "refused" stands for an OAuth client that the provider does not take. */
const refuseMarkedCode = (code: string): unknown => {
  if (code !== 'refused') return undefined
  const provider_error_payload = { error: 'invalid_client', error_description: 'bad secret' }
  return { name: 'Error', message: 'Response Error: 400 Bad Request', provider_error_payload }
}

const createStore = (options: SandboxOptions, now: Date): Store => {
  const { apiKey, scopes = withoutSecrets, moreKeys = {}, moreProviders = {} } = options
  const more = Object.fromEntries(
    Object.entries(moreProviders).map(([name, one]) => [name, toBareDefinition(name, one)]),
  )
  return {
    sessions: new Map(),
    connections: [],
    integrations: [
      ...catalogueIntegrations(now),
      ...Object.entries(more).map((one) => toIntegration(one, now)),
    ],
    providers: { ...knownProviders, ...more },
    keys: new Map([...Object.entries(moreKeys), [apiKey, scopes]]),
    oauthStates: new Map(),
    outcomes: new Map(),
    lastRow: 0,
  }
}
