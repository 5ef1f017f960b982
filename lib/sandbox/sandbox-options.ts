import type { SandboxFault } from './faults'

/** What the sandbox is told from outside; it reads no settings of its own. */
export type SandboxOptions = {
  /** A UUID v4, the only form of key that Nango accepts. */
  apiKey: string
  webhookSigningKey: string
  /** Whether the key has the scope `environment:connections:read_credentials`; not unless given. */
  canReadCredentials?: boolean
  /** Origin in links and logos, for example http://127.0.0.1:3900; asked late, because a port may be unknown early. */
  publicOrigin: () => string
  /** Life of a link in seconds; 1800 unless given. */
  linkSeconds?: number
  /** API requests a minute; 200 unless given, 0 switches the limit and its headers off. */
  rateLimitPerMinute?: number
  /** How many example connections there are at the start; 0 unless given. */
  exampleConnections?: number
  webhookUrl?: string
  faults?: SandboxFault[]
  now?: () => Date
  /** Waits before the second and the third attempt; [3000, 6000] unless given. */
  webhookRetryDelaysMs?: [number, number]
  /** Environment name in webhooks; "dev" unless given. */
  environment?: string
}
