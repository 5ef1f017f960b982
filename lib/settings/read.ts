import 'server-only'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'

import { z } from 'zod'

import { nangoCloudConnectOrigin, nangoCloudHost } from '@/lib/core/connect-url'
import { machineRoutes } from '@/lib/core/desk-routes'
import { PlainError } from '@/lib/core/errors'

import { SettingsInput } from './catalogue'
import { type CompanyLogo, readCompanyLogo } from './company'
import { type Environment, isGiven, type Problems, readTexts } from './environment'
import { toMail } from './mail'
import { problemsOf } from './problems'
import { sandboxSecrets, type Secrets } from './sandbox-secrets'

/** The settings as Connect Desk uses them. */
export type Settings = ReturnType<typeof toSettings>

export type OauthClient = { clientId: string; clientSecret: string }

/**
 * Reads the settings of an environment. Throws one error that names every problem, and what may be behind them; no value
 * of a setting is ever in it.
 */
export function readSettings(environment: Environment, warningsOf: () => string[] = () => []): Settings {
  const { input, logo, problems } = readInput(environment)
  if (problems.length > 0) throw new PlainError(complaint(problems, warningsOf()))
  return toSettings(input, logo)
}

const complaint = (problems: [string, string[]][], warnings: string[]) =>
  [
    'Connect Desk cannot start with these settings:',
    ...problems.map(([name, messages]) => `  ${name}: ${messages.join('; ')}`),
    ...(warnings.length > 0 ? ['', 'This may have to do with it:'] : []),
    ...warnings.map((warning) => `  ${warning}`),
  ].join('\n')

/** The settings one by one, as unset where they are bad, and all that is wrong with them and with how they go together. */
const readInput = (environment: Environment) => {
  const { texts, problems } = readTexts(environment)
  const parsed = SettingsInput.safeParse(texts)
  const bad: Problems = parsed.success ? {} : z.flattenError(parsed.error).fieldErrors
  const good = Object.entries(texts).filter(([name]) => !(name in bad))
  const input = parsed.data ?? SettingsInput.parse(Object.fromEntries(good))
  const company = readLogo(input)
  const together = problemsOf({
    input,
    isGiven: (name) => isGiven(environment, name),
    isProduction: input.NODE_ENV === 'production' || 'NODE_ENV' in { ...problems, ...bad },
  })
  return { input, logo: company.logo, problems: merge([problems, bad, together, company.problems]) }
}

/** The file is read once: what it is now, and what is wrong with it. */
const readLogo = ({ COMPANY_LOGO: path }: SettingsInput) => {
  const read = path === undefined ? null : readCompanyLogo(path)
  return read && 'fault' in read
    ? { logo: null, problems: { COMPANY_LOGO: [read.fault] } }
    : { logo: read, problems: {} }
}

/** Every message once. */
const merge = (all: Problems[]): [string, string[]][] => {
  const merged = new Map<string, Set<string>>()
  for (const [name, messages] of all.flatMap((problems) => Object.entries(problems)))
    merged.set(name, new Set([...(merged.get(name) ?? []), ...messages]))
  return [...merged].map(([name, messages]) => [name, [...messages]])
}

const toSettings = (input: SettingsInput, logo: CompanyLogo | null) => {
  const apiKey = apiKeyOf(input)
  const dataDir = resolve(/* turbopackIgnore: true */ input.DESK_DATA_DIR)
  const secrets = apiKey ? null : sandboxSecrets(dataDir)
  return {
    mode: apiKey ? ('nango' as const) : ('sandbox' as const),
    isProduction: input.NODE_ENV === 'production',
    logLevel: input.LOG_LEVEL,
    /** From the signal to stop until new connections are refused. */
    shutdownDelaySeconds: input.SHUTDOWN_DELAY_SECONDS,
    /** How long a connection stays open after an answer. */
    keepAliveSeconds: input.KEEP_ALIVE_SECONDS,
    /** Null in sandbox mode without APP_ORIGIN: then Connect Desk answers under whatever host it is called. */
    appOrigin: input.APP_ORIGIN ?? null,
    /** Where customers open hand-off links; null outside the sandbox: there are none. */
    customerOrigin: toCustomerOrigin(input, secrets),
    /** What customers see of the company whose desk it is. */
    company: { name: input.COMPANY_NAME ?? null, logo },
    /** Whose clock is meant in what the desk writes to customers by itself. */
    timeZone: input.DESK_TIME_ZONE,
    dataDir,
    /** PostgreSQL; null for PGlite in the data directory. */
    database: toDatabase(input),
    nango: toNango(input, secrets),
    sandbox: secrets ? toSandbox(input) : null,
    auth: toAuth(input, secrets),
    /** The first encrypts, all decrypt. */
    encryptionKeys: keysOf(input, secrets),
    /** The tag that names a link's ticket, and where tickets are read, `{ticket}` in the place of its number. */
    tickets: { tagKey: input.TICKET_TAG_KEY, url: input.TICKET_URL ?? null },
    /** Where webhooks about links go, and what they are signed with: all the secrets, each by itself. */
    receiver: toReceiver(input),
    /** How mails are sent, and from whom; null: not at all. */
    mail: toMail(input, secrets !== null),
    /** Days that the history is kept; null means for ever. */
    retention: {
      eventDays: input.EVENT_RETENTION_DAYS ?? null,
      deliveryDays: input.WEBHOOK_RETENTION_DAYS,
    },
    /** A minute: calls of one API key, links created by one person, failed tries from one address. */
    rateLimits: {
      perKey: input.API_RATE_LIMIT_PER_MINUTE,
      perStaff: input.STAFF_RATE_LIMIT_PER_MINUTE,
      perAddress: input.ADDRESS_RATE_LIMIT_PER_MINUTE,
    },
    /** What a scraper has to say; null: there are no metrics. */
    metricsToken: input.METRICS_TOKEN ?? null,
    traces: toTraces(input),
    /** How many proxies of ours stand before Connect Desk, each adding to X-Forwarded-For. */
    trustedProxies: input.TRUSTED_PROXIES,
  }
}

/** In sandbox mode that of the desk, where it has one. */
const toCustomerOrigin = (
  { CUSTOMER_ORIGIN: own, APP_ORIGIN: desk }: SettingsInput,
  secrets: Secrets | null,
) => own ?? (secrets ? desk : null) ?? null

/** Where traces go; null: nowhere. `@vercel/otel` reads the sampler from the environment itself. */
const toTraces = (input: SettingsInput) =>
  input.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
    ? null
    : {
        endpoint: input.OTEL_EXPORTER_OTLP_ENDPOINT,
        headers: input.OTEL_EXPORTER_OTLP_HEADERS,
        protocol: input.OTEL_EXPORTER_OTLP_PROTOCOL,
        service: input.OTEL_SERVICE_NAME,
      }

const toDatabase = (input: SettingsInput) => {
  const url = input.DATABASE_URL
  if (url === undefined) return null
  return {
    url,
    directUrl: input.DATABASE_DIRECT_URL ?? url,
    most: input.DATABASE_POOL_MAX ?? null,
    isMigrating: input.DESK_MIGRATE,
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
    /** What to put into links as `apiURL`; null on Nango Cloud, which needs none. */
    apiUrlInLinks: input.NANGO_PUBLIC_API_URL ?? (isCloud ? null : host),
    /** Where links must lead; null means: learn it from the first answer and pin it. */
    connectOrigin: input.NANGO_CONNECT_URL ?? (isCloud ? nangoCloudConnectOrigin : null),
    webhookSigningKeys: input.NANGO_WEBHOOK_SIGNING_KEY ?? spare.signingKeys,
    /** Whether an alarm is raised for what may have come of a link after its end. */
    warnsOfLate: input.LATE_CONNECTION_ALARMS === 'on',
  }
}

const toAuth = (input: SettingsInput, secrets: Secrets | null) => ({
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

const toSandbox = (input: SettingsInput) => ({
  bindHost: input.DESK_LAN ? '0.0.0.0' : '127.0.0.1',
  publicHost: input.DESK_LAN ? lanAddress() : '127.0.0.1',
  port: input.SANDBOX_PORT,
  linkSeconds: input.SANDBOX_LINK_SECONDS,
  faults: input.SANDBOX_FAULTS,
  /** How many example connections it has at the start. */
  connections: input.SANDBOX_CONNECTIONS,
  /** Where the sandbox sends its webhooks: Connect Desk itself. */
  webhookUrl: `http://localhost:${input.PORT}${machineRoutes.nangoWebhook()}`,
})

/** This machine's first IPv4 address that other devices can reach. */
const lanAddress = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1'
