import 'server-only'
import { z } from 'zod'

import { parseDatabaseUrl } from '@/lib/core/database-url'
import { isStaffDomain } from '@/lib/core/staff-domain'
import { toComparableEmail } from '@/lib/core/text'

const refuse = (ctx: z.RefinementCtx, message: string) => {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** What an address in a setting must not hold: customers, logs and the Settings page get to see it. */
const urlProblem = (text: string, what: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) return `must be an http(s) ${what}`
  if (url.username || url.password) return 'must not hold a user name or password'
  return null
}

const withoutSlashes = (text: string): string =>
  text.endsWith('/') ? withoutSlashes(text.slice(0, -1)) : text

/** Scheme, host and port alone. */
export const origin = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'origin such as https://desk.example.com')
  if (problem) return refuse(ctx, problem)
  const { pathname, search, hash, origin: found } = new URL(text)
  return pathname === '/' && !search && !hash ? found : refuse(ctx, 'must be an origin without a path')
})

/** A base URL; a path is allowed, a trailing slash is dropped. */
export const baseUrl = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'URL')
  if (problem) return refuse(ctx, problem)
  return /[?#]/.test(text) ? refuse(ctx, 'must not hold a query or a fragment') : withoutSlashes(text)
})

/** PostgreSQL by URL, kept as it was written. */
export const databaseUrl = z.string().transform((text, ctx) => {
  const { problem } = parseDatabaseUrl(text)
  return problem === undefined ? text.trim() : refuse(ctx, problem)
})

/** Where Connect Desk sends webhooks. Its path and query may hold a secret and are never shown. */
export const receiverUrl = z.string().transform((text, ctx) => {
  const problem = urlProblem(text, 'URL')
  return problem ? refuse(ctx, problem) : text
})

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

export const staffDomains = listOf(
  isStaffDomain,
  'must be domains of your own, such as example.com, comma-separated: no whole top-level domain, and none where anybody gets an address',
)

export const adminEmails = listOf(
  (email) => toComparableEmail(email) !== null,
  'must be e-mail addresses in plain ASCII, comma-separated',
)

/** `1` or `true`; anything else, or nothing, is false. */
export function flag() {
  return z
    .string()
    .optional()
    .transform((text) => text === '1' || text === 'true')
}

/** A whole number. */
export function count(least: number, most: number) {
  return z.coerce.number({ error: 'must be a number' }).int().min(least).max(most)
}

export const nangoApiKey = z.uuid('must be a UUID, as shown in Nango')

export const signingKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .refine((keys) => keys.length <= 2, 'takes at most two keys')
  .refine((keys) => keys.every(Boolean), 'holds an empty key')

export const encryptionKeys = z.string().transform((text, ctx) => {
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

/** A key of Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
const isWebhookSecret = (text: string) => {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? ''
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64
}

export const webhookSecrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .refine((secrets) => secrets.length <= 2, 'takes at most two secrets')
  .refine((secrets) => secrets.every(isWebhookSecret), 'must be whsec_ and base64 of 24 to 64 bytes')
