import 'server-only'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'

import { z } from 'zod'

import { nangoCloudConnectOrigin, nangoCloudHost } from './core/connect-url'
import { machineRoutes } from './core/machine-routes'
import { PlainError } from './core/plain-error'
import { sandboxSecrets, type Secrets } from './sandbox-secrets'
import { filledOf, problemsOf, SettingsInput } from './settings-input'

export type OauthClient = { clientId: string; clientSecret: string }

export type Settings = {
  mode: 'nango' | 'sandbox'
  isProduction: boolean
  logLevel: string
  /** From the signal to stop until new connections are refused. */
  shutdownDelaySeconds: number
  /** Null in sandbox mode without APP_ORIGIN: then the desk answers under whatever host it is called. */
  appOrigin: string | null
  dataDir: string
  databaseUrl: string | null
  nango: {
    apiKey: string
    host: string
    /** What to put into links as `apiURL`; null on Nango Cloud, which needs none. */
    apiUrlInLinks: string | null
    /** Where links must lead; null means: learn it from the first answer and pin it. */
    connectOrigin: string | null
    webhookSigningKeys: string[]
    /** Whether what may have come of a link after its end is told. */
    warnsOfLate: boolean
  }
  sandbox: {
    bindHost: string
    publicHost: string
    port: number
    linkSeconds: number
    faults: string
    /** How many example connections it has at the start. */
    connections: number
    /** Where the sandbox sends its webhooks: this desk. */
    webhookUrl: string
  } | null
  auth: {
    secret: string
    google: OauthClient | null
    entra: (OauthClient & { tenantId: string }) | null
    oidc: (OauthClient & { issuer: string; name: string }) | null
    staffDomains: string[]
    adminEmails: string[]
  }
  /** The first encrypts, all decrypt. */
  encryptionKeys: { id: string; key: Buffer }[]
  /** Where webhooks about links go, and what they are signed with: all the secrets, each by itself. */
  receiver: { url: string; secrets: string[] } | null
  /** Days that the history is kept; null means for ever. */
  retention: { eventDays: number | null; deliveryDays: number }
  /** How often a minute: calls of one API key, links made by one person, failed tries from one address. */
  rateLimits: { perKey: number; perStaff: number; perAddress: number }
  /** How many proxies of ours stand before the desk, each adding to X-Forwarded-For. */
  trustedProxies: number
}

/** Parses the environment. Throws one error naming every problem; no value of a setting is ever in it. */
export const readSettings = (environment: Record<string, string | undefined>): Settings => {
  const parsed = SettingsInput.safeParse(filledOf(environment))
  const problems = parsed.success ? problemsOf(parsed.data) : z.flattenError(parsed.error).fieldErrors
  const lines = Object.entries(problems).map(
    ([name, messages]) => `  ${name}: ${(messages ?? []).join('; ')}`,
  )
  if (!parsed.success || lines.length > 0)
    throw new PlainError(`Connect Desk cannot start with these settings:\n${lines.join('\n')}`)
  return toSettings(parsed.data)
}

const toSettings = (input: SettingsInput): Settings => {
  const apiKey = apiKeyOf(input)
  const dataDir = resolve(/* turbopackIgnore: true */ input.DESK_DATA_DIR)
  const secrets = apiKey ? null : sandboxSecrets(dataDir)
  return {
    mode: apiKey ? 'nango' : 'sandbox',
    isProduction: input.NODE_ENV === 'production',
    logLevel: input.LOG_LEVEL,
    shutdownDelaySeconds: input.SHUTDOWN_DELAY_SECONDS,
    appOrigin: input.APP_ORIGIN ?? null,
    dataDir,
    databaseUrl: input.DATABASE_URL ?? null,
    nango: toNango(input, secrets),
    sandbox: secrets ? toSandbox(input) : null,
    auth: toAuth(input, secrets),
    encryptionKeys: keysOf(input, secrets),
    receiver: toReceiver(input),
    retention: {
      eventDays: input.EVENT_RETENTION_DAYS ?? null,
      deliveryDays: input.WEBHOOK_RETENTION_DAYS,
    },
    rateLimits: {
      perKey: input.API_RATE_LIMIT_PER_MINUTE,
      perStaff: input.STAFF_RATE_LIMIT_PER_MINUTE,
      perAddress: input.ADDRESS_RATE_LIMIT_PER_MINUTE,
    },
    trustedProxies: input.TRUSTED_PROXIES,
  }
}

const toReceiver = ({ DESK_WEBHOOK_URL: url, DESK_WEBHOOK_SECRET: secrets }: SettingsInput) =>
  url && secrets ? { url, secrets } : null

const apiKeyOf = (input: SettingsInput) => input.NANGO_API_KEY ?? input.NANGO_SECRET_KEY

const keysOf = (input: SettingsInput, secrets: Secrets | null) =>
  input.DESK_ENCRYPTION_KEYS ?? (secrets ? [secrets.encryptionKey] : [])

const toNango = (input: SettingsInput, secrets: Secrets | null) => {
  const host = input.NANGO_HOST ?? nangoCloudHost
  const isCloud = host === nangoCloudHost
  const spare = secrets
    ? { apiKey: secrets.apiKey, signingKeys: [secrets.webhookSigningKey] }
    : { apiKey: '', signingKeys: [] }
  return {
    apiKey: apiKeyOf(input) ?? spare.apiKey,
    host,
    apiUrlInLinks: input.NANGO_PUBLIC_API_URL ?? (isCloud ? null : host),
    connectOrigin: input.NANGO_CONNECT_URL ?? (isCloud ? nangoCloudConnectOrigin : null),
    webhookSigningKeys: input.NANGO_WEBHOOK_SIGNING_KEY ?? spare.signingKeys,
    warnsOfLate: input.LATE_CONNECTION_ALARMS === 'on',
  }
}

const toAuth = (input: SettingsInput, secrets: Secrets | null): Settings['auth'] => ({
  secret: input.NEXTAUTH_SECRET ?? secrets?.authSecret ?? '',
  google: clientOf(input.AUTH_GOOGLE_CLIENT_ID, input.AUTH_GOOGLE_CLIENT_SECRET, (client) => client),
  entra: clientOf(input.AUTH_ENTRA_CLIENT_ID, input.AUTH_ENTRA_CLIENT_SECRET, (client) => ({
    ...client,
    tenantId: input.AUTH_ENTRA_TENANT_ID ?? '',
  })),
  oidc: clientOf(input.AUTH_OIDC_CLIENT_ID, input.AUTH_OIDC_CLIENT_SECRET, (client) => ({
    ...client,
    issuer: input.AUTH_OIDC_ISSUER ?? '',
    name: input.AUTH_OIDC_NAME,
  })),
  staffDomains: input.STAFF_DOMAINS,
  adminEmails: input.ADMIN_EMAILS,
})

const clientOf = <T>(
  clientId: string | undefined,
  clientSecret: string | undefined,
  build: (client: OauthClient) => T,
) => (clientId && clientSecret ? build({ clientId, clientSecret }) : null)

const toSandbox = (input: SettingsInput): NonNullable<Settings['sandbox']> => ({
  bindHost: input.DESK_LAN ? '0.0.0.0' : '127.0.0.1',
  publicHost: input.DESK_LAN ? lanAddress() : '127.0.0.1',
  port: input.SANDBOX_PORT,
  linkSeconds: input.SANDBOX_LINK_SECONDS,
  faults: input.SANDBOX_FAULTS,
  connections: input.SANDBOX_CONNECTIONS,
  webhookUrl: `http://localhost:${input.PORT}${machineRoutes.nangoWebhook()}`,
})

/** This machine's first IPv4 address that other devices can reach. */
const lanAddress = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1'
