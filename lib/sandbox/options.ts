import { z } from 'zod'

/**
 * Ways in which the sandbox can misbehave, for tests and demonstrations. The last three are of its page: a provider's page
 * that cuts itself off from the page that opened it; a browser that opens no pop-up (what `Cross-Origin-Opener-Policy:
 * same-origin` of the embedding page does, too); and a browser that gives a page in a frame no storage, so that it stays
 * blank and says nothing.
 */
export const SandboxFault = z.enum([
  'create-429',
  'create-500',
  'create-capped',
  'integrations-500',
  'connections-500',
  'no-webhooks',
  'slow',
  'isolated-provider',
  'popup-blocked',
  'storage-blocked',
])
export type SandboxFault = z.infer<typeof SandboxFault>

/** What the sandbox is given from outside; it reads no settings of its own. */
export type SandboxOptions = {
  /** A UUID v4, the only form of key that Nango accepts. */
  apiKey: string
  webhookSigningKey: string
  /** Scopes of that key, for example ['environment:*']; all but those that read secrets unless given. */
  scopes?: readonly string[]
  /** Further keys of the environment, with their scopes. */
  moreKeys?: Record<string, readonly string[]>
  /** Origin in links and logos, for example http://127.0.0.1:3900; asked late, because a port may be unknown early. */
  publicOrigin: () => string
  /** Life of a link in seconds; 1800 unless given. */
  linkSeconds?: number
  /** API requests a minute; 200 unless given, 0 switches the limit and its headers off. */
  rateLimitPerMinute?: number
  /** How many example connections there are at the start; 0 unless given. */
  exampleConnections?: number
  /** Definitions of further providers by name, each with an integration of the same key. */
  moreProviders?: Record<string, unknown>
  webhookUrl?: string
  faults?: SandboxFault[]
  now?: () => Date
  /** False sends customers to the addresses of the provider definitions; imitated pages unless given. */
  areProvidersImitated?: boolean
  /** False takes webhook addresses of inner networks, as a Nango with a relaxed outbound policy does. */
  areInnerHostsRefused?: boolean
  /** What the provider's test call refuses; the word "invalid" unless given. */
  refusedSecrets?: ReadonlySet<string>
  /** How the token exchange for a code fails; undefined where it works. By default only the code "refused" does. */
  refusalOfCode?: (code: string) => unknown
  /** Whether the provider refuses to renew the tokens of a connection. */
  refusesRefresh?: (connectionId: string) => boolean
  /** Waits before the second and the third attempt; [3000, 6000] unless given. */
  webhookRetryDelaysMs?: [number, number]
  /** Environment name in webhooks; "dev" unless given. */
  environment?: string
}
