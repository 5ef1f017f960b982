import { z } from 'zod'

import { IntegrationKey } from '@/lib/core/ids'
import { TypedText } from '@/lib/core/text'

/**
 * What an admin allows values of an integration to reach: an exact host (`acme.example.com`), all hosts below one
 * (`.my.example.com`), or one exact value where it holds more than a host (`https://scim.example.com/acme`).
 */
export type HostList = readonly string[]

const longest = 253

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

/** Whether a text is a plain DNS name in lower case: labels of letters, digits, `-` and `_`, and no IP address. */
export function isPlainHost(text: string): boolean {
  const labels = text.split('.')
  return (
    text.length <= longest &&
    labels.every((one) => label.test(one)) &&
    !/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')
  )
}

const suffixFault = (entry: string) => {
  const name = entry.slice(1)
  return isPlainHost(name) && name.includes('.')
    ? null
    : 'All hosts below a name: a dot and at least two parts of your own, such as .my.example.com.'
}

const exactEntry = /^(?:https:\/\/)?(?<host>[\w.-]{1,253})(?::\d{1,5})?(?:\/[\w.~/-]{0,200})?$/

const exactFault = (entry: string) => {
  const host = exactEntry.exec(entry)?.groups?.['host'] ?? ''
  return isPlainHost(host) && host.includes('.')
    ? null
    : 'This is no host. Write it like acme.example.com, without spaces, ? # @ or \\.'
}

/** Why a line cannot be on the list; null when it can. Hosts are in lower case. */
export function hostEntryFault(entry: string): string | null {
  return entry.startsWith('.') ? suffixFault(entry) : exactFault(entry)
}

/** Whether the list allows a host: as it is, or as one below a name. */
export function isListed(list: HostList, host: string): boolean {
  return list.some((entry) => (entry.startsWith('.') ? host.endsWith(entry) : entry === host))
}

/** Whether a value with a path, a port or a scheme of its own is on the list as a whole. */
export function isListedAsIs(list: HostList, value: string): boolean {
  return /[/:]/.test(value) && list.includes(value)
}

/**
 * The URL templates of a provider in which a value of `connection_config` reaches the host, by the value's name. A template
 * is one alternative, such as `https://${connectionConfig.subdomain}.example.com/oauth`. Source: the `*url*` entries of
 * packages/providers/providers.yaml, and `interpolateIfNeeded` of packages/shared/lib/utils/utils.ts, which puts values in
 * as they are.
 */
export type HostTemplates = Map<string, string[]>

/** Reads the templates out of a provider's definition, of whatever shape: GET /providers/:name. */
export function readHostTemplates(definition: unknown): HostTemplates {
  const found: HostTemplates = new Map()
  for (const template of new Set(urlsIn(definition, false)))
    for (const name of new Set(namesIn(hostPartOf(template))))
      found.set(name, [...(found.get(name) ?? []), template])
  return found
}

/** The part of a template before the first slash of its path; what has no scheme of its own is the host from its start. */
export function hostPartOf(template: string): string {
  const scheme = /^[a-z]+:\/\//i.exec(template)?.[0] ?? ''
  const rest = template.slice(scheme.length)
  const end = rest.indexOf('/')
  return end === -1 ? rest : rest.slice(0, end)
}

/** Nango drops the prefix before it fills some templates in: a name without it is a value's name as well. */
const placeholder = /\$\{(?:connectionConfig\.|connection_config\.)?([^}$]{1,200})\}/g

const namesIn = (text: string) => [...text.matchAll(placeholder)].map(([, name = '']) => name)

/** A template with values put in; a name without a value becomes `other`. */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>, other: string): string {
  return template.replaceAll(placeholder, (_, name: string) => values.get(name) ?? other)
}

/** What stands before and after a value in a template's host; null where other values stand there, too. */
export function aroundValue(template: string, name: string): { before: string; after: string } | null {
  const mark = '\u0000'
  const parts = hostPartOf(fillTemplate(template, new Map([[name, mark]]), '$')).split(mark)
  const [before, after] = parts
  if (parts.length !== 2 || before === undefined || after === undefined) return null
  return parts.some((part) => part.includes('$')) ? null : { before, after }
}

const urlsIn = (value: unknown, isUrl: boolean): string[] => {
  if (typeof value === 'string') return isUrl ? value.split('||').map((one) => one.trim()) : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'connection_config' ? [] : urlsIn(part, isUrl || /url/i.test(key)),
  )
}

/** A line on, or off, the list of hosts that values of an integration may reach. */
export const HostListInput = z
  .strictObject({
    integration: IntegrationKey.min(1),
    entry: TypedText.min(1, 'Type a host.').max(400, 'At most 400 characters.').transform(lowerHost),
    isListed: z.boolean(),
  })
  .superRefine((change, ctx) => {
    const fault = change.isListed ? hostEntryFault(change.entry) : null
    if (fault) ctx.addIssue({ code: 'custom', path: ['entry'], message: fault })
  })
export type HostListInput = z.infer<typeof HostListInput>

/** Hosts have no case; a path has. */
function lowerHost(entry: string): string {
  const from = entry.startsWith('https://') ? 'https://'.length : 0
  const slash = entry.indexOf('/', from)
  const end = slash === -1 ? entry.length : slash
  return entry.slice(0, end).toLowerCase() + entry.slice(end)
}

/** Where the customer's credentials for an integration go, because a value was set beforehand. */
export const LinkHost = z.object({ integration: z.string(), host: z.string() })
export type LinkHost = z.infer<typeof LinkHost>
