import 'server-only'
import { z } from 'zod'

import { parseDatabaseUrl } from '@/lib/core/database/url'
import { listText } from '@/lib/core/sentence'
import { OwnTagKey } from '@/lib/core/tags'
import { SandboxFault } from '@/lib/sandbox/options'

import { domainFault, emailFault } from './entries'

// Every kind takes any text and says of a bad one what was meant; none throws, and none repeats the text.

/** Says of a text what is wrong with it. */
export function refuse(ctx: z.RefinementCtx, message: string) {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** A text of at most so many characters. */
export function text(most: number) {
  return z.string().max(most, `is longer than ${most.toLocaleString('en')} characters`)
}

/** A name as people read it. */
export const label = text(60)

/** Client IDs and client secrets. */
export const word = text(2_048).regex(/^\S*$/, 'holds a space, where it is one word')

/** What sessions are signed with. */
export const signingSecret = text(2_048).min(32, 'must have at least 32 characters')

const path = (what: string) =>
  text(1_024).regex(/^[^~]/, `begins with ~, which only a shell understands: write the ${what} in full`)

/** A folder, absolute or from where the desk is started. */
export const folder = path('folder').regex(
  /^(?!\/(proc|sys)(\/|$))/,
  'is where the system shows itself: nothing can be kept there',
)

/** A file, absolute or from where the desk is started. */
export const file = path('file')

/** One of a few words, in whatever case. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const named = listText(words, 'disjunction')
  return z
    .string()
    .toLowerCase()
    .pipe(z.enum(words, `must be ${named}`))
}

/** Yes or no. */
export function flag(isUnsetYes = false) {
  return z
    .stringbool({
      truthy: ['1', 'true', 'yes', 'on'],
      falsy: ['0', 'false', 'no', 'off'],
      error: 'must be 1 or 0',
    })
    .default(isUnsetYes)
}

/** A whole number in digits. */
export function count(least: number, most: number) {
  const error = `must be a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().min(least, error).max(most, error))
}

/** The name of a tag that is nobody else's. */
export const tagKey = text(64).transform((given, ctx) => {
  const key = OwnTagKey.safeParse(given)
  return key.success
    ? key.data
    : refuse(
        ctx,
        'must be a name that a tag can have, such as ticket, and none that Connect Desk writes itself',
      )
})

/** PostgreSQL by URL, kept as it was written. */
export const databaseUrl = text(4_096).superRefine((given, ctx) => {
  const { problem } = parseDatabaseUrl(given)
  if (problem !== undefined) refuse(ctx, problem)
})

const partsOf = (given: string) => given.split(',').map((part) => part.trim())

/** Lower-cased only: what is folded further could mean somebody else. */
const listOf = (faultOf: (entry: string) => string | null) =>
  text(65_536).transform((given, ctx) => {
    const entries = partsOf(given).filter(Boolean)
    if (entries.length === 0) return refuse(ctx, 'holds no entry')
    const faults = entries.flatMap((entry, index) => {
      const fault = faultOf(entry)
      return fault === null ? [] : [entries.length > 1 ? `entry ${index + 1} ${fault}` : fault]
    })
    for (const fault of faults.slice(0, 5)) refuse(ctx, fault)
    return faults.length > 0 ? z.NEVER : entries.map((entry) => entry.toLowerCase())
  })

export const staffDomains = listOf(domainFault)
export const adminEmails = listOf(emailFault)

export const nangoApiKey = z.uuid('must be a UUID, as shown in Nango')

/** Microsoft writes it in lower case in its tokens, and people in either. */
export const tenantId = z
  .guid('must be the ID of the tenant, a UUID such as 01234567-89ab-4cde-8f01-23456789abcd')
  .toLowerCase()

/** One or two words, comma-separated. */
const upToTwo = (what: string) =>
  text(4_096)
    .transform(partsOf)
    .refine((parts) => parts.length <= 2, `takes at most two ${what}s`)
    .refine((parts) => parts.every(Boolean), `holds an empty ${what}`)

export const signingKeys = upToTwo('key').refine(
  (keys) => keys.every((key) => /^\S*$/.test(key)),
  'holds a space, where two keys have a comma between them',
)

export const encryptionKeys = text(65_536).transform((given, ctx) => {
  const keys = partsOf(given).map((part) => {
    const [, id = '', encoded = ''] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/]{43}=?)$/.exec(part) ?? []
    return { id, key: Buffer.from(encoded, 'base64') }
  })
  if (keys.some(({ key }) => key.length !== 32))
    return refuse(ctx, 'each key is <id>:<base64 of 32 bytes>, comma-separated')
  return new Set(keys.map(({ id }) => id)).size === keys.length
    ? keys
    : refuse(ctx, 'each key needs an id of its own')
})

/** A key of Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
const isWebhookSecret = (given: string) => {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(given)?.[1] ?? ''
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64
}

export const webhookSecrets = upToTwo('secret').refine(
  (secrets) => secrets.every(isWebhookSecret),
  'must be whsec_ and base64 of 24 to 64 bytes',
)

export const sandboxFaults = text(1_024)
  .transform((given) => partsOf(given).filter(Boolean))
  .pipe(z.array(z.enum(SandboxFault.options, `must be of ${SandboxFault.options.join(', ')}`)))

/** What a scraper sends as a bearer token. */
export const bearerToken = text(1_024).regex(
  /^[!-~]{16,}$/,
  'must be at least 16 characters of plain ASCII without spaces',
)

const isHeaderValue = (value: string) => {
  try {
    return /^[ -~]*$/.test(decodeURIComponent(value))
  } catch {
    return false
  }
}

/** `name=value` pairs as the OpenTelemetry specification writes them: comma-separated, values percent-encoded. */
export const headerPairs = text(8_192).transform((given, ctx) => {
  const pairs = partsOf(given).map((pair) => /^([\w-]+)\s*=(.*)$/.exec(pair)?.slice(1) ?? [])
  if (pairs.some(([name, value]) => name === undefined || value === undefined || !isHeaderValue(value)))
    return refuse(ctx, 'must be name=value pairs, comma-separated, with values percent-encoded')
  return Object.fromEntries(
    pairs.map(([name = '', value = '']) => [name.toLowerCase(), decodeURIComponent(value.trim())]),
  )
})

/** Those of the OpenTelemetry specification that `@vercel/otel` has. */
export const sampler = oneOf([
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
])

/** A share, such as 0.1. */
export const share = text(20)
  .regex(/^[01](\.\d{1,6})?$/, { error: 'must be a number from 0 to 1, such as 0.1', abort: true })
  .transform(Number)
  .pipe(z.number().max(1, 'must be a number from 0 to 1, such as 0.1'))
