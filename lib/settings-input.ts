import 'server-only'
import { z } from 'zod'

import { toComparableEmail } from './core/comparable-email'
import { isLoopback } from './core/is-loopback'
import { isStaffDomain } from './core/staff-domain'

/** What an address in a setting must not hold: customers, logs and the Settings page get to see it. */
const urlProblem = (text: string, what: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) return `must be an http(s) ${what}`
  if (url.username || url.password) return 'must not hold a user name or password'
  return null
}

const withoutSlashes = (text: string): string =>
  text.endsWith('/') ? withoutSlashes(text.slice(0, -1)) : text

const origin = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'origin such as https://desk.example.com')
  if (problem) return refuse(ctx, problem)
  const { pathname, search, hash, origin: found } = new URL(text)
  return pathname === '/' && !search && !hash ? found : refuse(ctx, 'must be an origin without a path')
})

/** A base URL; a path is allowed, a trailing slash is dropped. */
const baseUrl = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'URL')
  if (problem) return refuse(ctx, problem)
  return /[?#]/.test(text) ? refuse(ctx, 'must not hold a query or a fragment') : withoutSlashes(text)
})

const refuse = (ctx: z.RefinementCtx, message: string) => {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** Lower-cased only: what is folded further could mean somebody else. */
const listOf = (isGood: (part: string) => boolean, error: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.every((part) => /^[!-~]+$/.test(part) && isGood(part.toLowerCase())), error)
    .transform((parts) => parts.map((part) => part.toLowerCase()))

const staffDomains = listOf(
  isStaffDomain,
  'must be domains of your own, such as example.com, comma-separated: no whole top-level domain, and none where anybody gets an address',
)

const adminEmails = listOf(
  (email) => toComparableEmail(email) !== null,
  'must be e-mail addresses in plain ASCII, comma-separated',
)

const flag = z
  .string()
  .optional()
  .transform((text) => text === '1' || text === 'true')

const encryptionKeys = z.string().transform((text, ctx) => {
  const keys = text.split(',').map((part) => {
    const [, id = '', encoded = ''] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/]{43}=?)$/.exec(part.trim()) ?? []
    return { id, key: Buffer.from(encoded, 'base64') }
  })
  if (keys.some(({ key }) => key.length !== 32))
    return refuse(ctx, 'each key is <id>:<base64 of 32 bytes>, comma-separated')
  return new Set(keys.map(({ id }) => id)).size === keys.length
    ? keys
    : refuse(ctx, 'each key needs an id of its own')
})

/** Where the desk sends webhooks. Its path and query may hold a secret and are never shown. */
const receiverUrl = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'URL')
  return problem ? refuse(ctx, problem) : text
})

/** A key of Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
const isWebhookSecret = (text: string) => {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? ''
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64
}

const count = (least: number, most: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(least).max(most)

/** Every setting Connect Desk reads. An empty value counts as unset. */
export const SettingsInput = z.object({
  NODE_ENV: z.string().default('development'),
  SHUTDOWN_DELAY_SECONDS: count(0, 600).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NANGO_API_KEY: z.uuid('must be a UUID, as shown in Nango').optional(),
  NANGO_SECRET_KEY: z.uuid('must be a UUID, as shown in Nango').optional(),
  NANGO_HOST: baseUrl.optional(),
  NANGO_PUBLIC_API_URL: baseUrl.optional(),
  NANGO_CONNECT_URL: origin.optional(),
  NANGO_WEBHOOK_SIGNING_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((keys) => keys.length <= 2, 'takes at most two keys')
    .refine((keys) => keys.every(Boolean), 'holds an empty key')
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  DESK_DATA_DIR: z.string().default('.data'),
  AUTH_GOOGLE_CLIENT_ID: z.string().optional(),
  AUTH_GOOGLE_CLIENT_SECRET: z.string().optional(),
  AUTH_ENTRA_CLIENT_ID: z.string().optional(),
  AUTH_ENTRA_CLIENT_SECRET: z.string().optional(),
  AUTH_ENTRA_TENANT_ID: z.uuid('must be the tenant id, a UUID').optional(),
  AUTH_OIDC_ISSUER: baseUrl.optional(),
  AUTH_OIDC_CLIENT_ID: z.string().optional(),
  AUTH_OIDC_CLIENT_SECRET: z.string().optional(),
  AUTH_OIDC_NAME: z.string().default('SSO'),
  STAFF_DOMAINS: staffDomains.default([]),
  ADMIN_EMAILS: adminEmails.default([]),
  APP_ORIGIN: origin.optional(),
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DESK_ENCRYPTION_KEYS: encryptionKeys.optional(),
  DESK_WEBHOOK_URL: receiverUrl.optional(),
  DESK_WEBHOOK_SECRET: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((secrets) => secrets.length <= 2, 'takes at most two secrets')
    .refine((secrets) => secrets.every(isWebhookSecret), 'must be whsec_ and base64 of 24 to 64 bytes')
    .optional(),
  LATE_CONNECTION_ALARMS: z.enum(['on', 'off']).default('on'),
  EVENT_RETENTION_DAYS: count(30, 36_500).optional(),
  WEBHOOK_RETENTION_DAYS: count(1, 36_500).default(30),
  API_RATE_LIMIT_PER_MINUTE: count(1, 1_000_000).default(120),
  STAFF_RATE_LIMIT_PER_MINUTE: count(1, 1_000_000).default(60),
  ADDRESS_RATE_LIMIT_PER_MINUTE: count(1, 1_000_000).default(60),
  TRUSTED_PROXIES: count(0, 10).default(0),
  /** Where Next listens; it sets this itself. */
  PORT: count(1, 65_535).default(3000),
  ALLOW_SANDBOX: flag,
  ALLOW_HTTP: flag,
  DESK_LAN: flag,
  SANDBOX_PORT: count(0, 65_535).default(3900),
  SANDBOX_LINK_SECONDS: count(1, 86_400).default(1800),
  SANDBOX_FAULTS: z.string().default(''),
  SANDBOX_CONNECTIONS: count(0, 20_000).default(12),
})
export type SettingsInput = z.infer<typeof SettingsInput>

/** The variables of an environment that say something. */
export const filledOf = (environment: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))

const required = ['APP_ORIGIN', 'NEXTAUTH_SECRET', 'DESK_ENCRYPTION_KEYS'] as const

const providers = {
  AUTH_GOOGLE: ['AUTH_GOOGLE_CLIENT_ID', 'AUTH_GOOGLE_CLIENT_SECRET'],
  AUTH_ENTRA: ['AUTH_ENTRA_CLIENT_ID', 'AUTH_ENTRA_CLIENT_SECRET', 'AUTH_ENTRA_TENANT_ID'],
  AUTH_OIDC: ['AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET', 'AUTH_OIDC_ISSUER'],
} as const

type Problems = Record<string, string[]>

/** Problems of settings that are well-formed one by one but do not go together. */
export const problemsOf = (input: SettingsInput): Problems => {
  if (input.NANGO_API_KEY && input.NANGO_SECRET_KEY)
    return { NANGO_SECRET_KEY: ['is the old name of NANGO_API_KEY; set only one of them'] }
  const isReal = input.NANGO_API_KEY || input.NANGO_SECRET_KEY
  return {
    ...(isReal ? nangoProblems(input) : sandboxProblems(input)),
    ...receiverProblems(input),
    ...httpProblems(input),
  }
}

const receiverProblems = ({ DESK_WEBHOOK_URL, DESK_WEBHOOK_SECRET }: SettingsInput): Problems => {
  if (!DESK_WEBHOOK_URL)
    return DESK_WEBHOOK_SECRET ? { DESK_WEBHOOK_URL: ['is missing beside its companion'] } : {}
  return DESK_WEBHOOK_SECRET ? {} : { DESK_WEBHOOK_SECRET: ['is missing beside its companion'] }
}

const addresses = [
  'APP_ORIGIN',
  'NANGO_HOST',
  'NANGO_PUBLIC_API_URL',
  'NANGO_CONNECT_URL',
  'AUTH_OIDC_ISSUER',
  'DESK_WEBHOOK_URL',
] as const

const isPlain = (text: string | undefined) => {
  const url = text === undefined ? null : new URL(text)
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
}

/** Over plain http anybody on the way reads sessions, keys and links. */
const httpProblems = (input: SettingsInput): Problems => {
  if (input.NODE_ENV !== 'production' || input.ALLOW_HTTP) return {}
  return Object.fromEntries(
    addresses
      .filter((name) => isPlain(input[name]))
      .map((name) => [name, ['must be https in production (or set ALLOW_HTTP=1 to do without on purpose)']]),
  )
}

const sandboxProblems = (input: SettingsInput): Problems =>
  input.NODE_ENV === 'production' && !input.ALLOW_SANDBOX
    ? { NANGO_API_KEY: ['is required in production (or set ALLOW_SANDBOX=1 to run the sandbox on purpose)'] }
    : {}

const nangoProblems = (input: SettingsInput): Problems => {
  const problems: Problems = {}
  for (const name of required) if (!input[name]) problems[name] = ['is required outside sandbox mode']
  const begun = Object.values(providers).filter((names) => names.some((name) => input[name]))
  if (begun.length === 0)
    problems['AUTH_GOOGLE_*, AUTH_ENTRA_* or AUTH_OIDC_*'] = ['at least one sign-in provider is required']
  for (const name of begun.flat()) if (!input[name]) problems[name] = ['is missing beside its companions']
  if (input.STAFF_DOMAINS.length === 0 && input.ADMIN_EMAILS.length === 0)
    problems['STAFF_DOMAINS or ADMIN_EMAILS'] = ['at least one is required: nobody else gets in']
  return problems
}
