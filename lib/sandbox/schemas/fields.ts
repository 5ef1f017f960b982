import { BlockList, isIP } from 'node:net'

import { z } from 'zod'

import { lowerCaseKeys, maxTags, type Tags } from '../model/end-user'

/** Source of the patterns: packages/server/lib/helpers/validation.ts. */
export const IntegrationKey = z
  .string()
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/)
  .max(255)

export const ConnectionId = z
  .string()
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/)
  .max(255)

export const ProviderName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(255)

const Email = z.email().min(5)

export const TagKey = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_\-./]*$/)
  .max(64)

/** Nango's validator takes an object with a key `constructor` for no plain record. */
const refuseConstructor = (value: unknown, context: z.RefinementCtx): unknown => {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'constructor')) {
    const message = 'Invalid input: expected record, received object'
    context.addIssue({ code: 'invalid_type', expected: 'record', input: value, message })
    return z.NEVER
  }
  return value
}

/** Tags of a link or a connection; keys come out in lower case. Source: packages/shared/lib/services/tags/schema.ts. */
export const ConnectionTags = z.preprocess(
  refuseConstructor,
  z
    .record(TagKey, z.string().min(1).max(255, { message: 'Tag values must be at most 255 characters' }))
    .superRefine((tags, context) => {
      for (const message of tagFaults(tags, { checksEmail: true }))
        context.addIssue({ code: 'custom', message })
    })
    .transform(lowerCaseKeys),
)

/** Too many is all that is said of too many; else each key that another one equals in lower case, and a bad e-mail. */
export function tagFaults(tags: Tags, { checksEmail }: { checksEmail: boolean }): string[] {
  const entries = Object.entries(tags)
  if (entries.length > maxTags) return [`Tags cannot contain more than ${maxTags} keys`]
  const hasBadEmail =
    checksEmail &&
    entries.some(([key, value]) => key.toLowerCase() === 'end_user_email' && !Email.safeParse(value).success)
  return [
    ...repeatedKeys(tags).map((key) => `Duplicate tag key after case normalization: "${key}"`),
    ...(hasBadEmail ? ['Tag "end_user_email" must be a valid email'] : []),
  ]
}

/** Keys that another one equals in lower case. */
const repeatedKeys = (tags: Tags): string[] => {
  const keys = Object.keys(tags).map((key) => key.toLowerCase())
  return keys.filter((key, index) => keys.indexOf(key) < index)
}

const closedNets = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  closedNets.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  closedNets.addSubnet(net, prefix, 'ipv6')

const closedNames = ['localhost', 'metadata.google.internal']

/**
 * An address of the customer's own backend, or "" for none; Nango refuses its own hosts, and inner networks unless its
 * outbound policy is relaxed. Source: packages/server/lib/helpers/validation.ts.
 */
export function webhookUrl(areInnerHostsRefused: boolean) {
  return (
    z
      // Aborting, so that a text that is no URL fits neither choice, and the union says so.
      .union([z.url({ abort: true }), z.literal('')])
      .optional()
      .refine((text) => !text || !URL.canParse(text) || !isNangos(new URL(text).hostname), {
        message: "Webhook URLs cannot point to Nango's domain (nango.dev).",
      })
      .refine((text) => !text || !URL.canParse(text) || isOpen(new URL(text), areInnerHostsRefused), {
        message: 'This webhook URL is not allowed.',
      })
  )
}

const isNangos = (hostname: string): boolean => /(^|\.)nango\.dev\.*$/.test(hostname)

const isOpen = ({ protocol, hostname }: URL, areInnerHostsRefused: boolean): boolean => {
  if (protocol !== 'http:' && protocol !== 'https:') return false
  return !areInnerHostsRefused || !isInner(hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''))
}

const isInner = (host: string): boolean => {
  const family = isIP(host)
  if (family !== 0) return closedNets.check(host, family === 4 ? 'ipv4' : 'ipv6')
  return closedNames.some((name) => host === name || host.endsWith(`.${name}`))
}
