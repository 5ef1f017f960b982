import 'server-only'
import {
  aroundValue,
  fillTemplate,
  type HostList,
  hostPartOf,
  type HostTemplates,
  isListed,
  isListedAsIs,
  isPlainHost,
} from './schema/hosts'

/** One value of a link's `connection_config` that reaches a host, and the hosts that it leads the customer's data to. */
export type PinnedValue = { name: string; value: string; hosts: string[]; isListed: boolean }

type Pinning = { ok: true; pinned: PinnedValue[] } | { ok: false; name: string; message: string }

/** Stands for what the customer types: with it in a host, nobody knows yet where that is. */
const unknown = 'unknown-part'

const notPlain =
  'This value reaches the address that the customer’s credentials are sent to: letters, digits, hyphens and dots only. An address with a port or a path has to be on the integration’s list as a whole.'

const notKnown = 'The other parts of the address have to be set as well, or nobody knows where it leads.'

const notHttps = 'This has to be an https address with a plain host and path.'

/** Where one template leads with one value put in, or why that is not to be. */
type Reached = { host: string; isListed: boolean } | { fault: string }

type Of = { values: ReadonlyMap<string, string>; list: HostList; name: string; value: string }

/**
 * Where the values of a link's `connection_config` lead. Each template that a value reaches the host of is filled in and
 * parsed: its host has to be what the template gives with a plain value, because Nango puts values in as they are. Values
 * that reach no host are left out. `name` says which value was refused.
 */
export function pinHosts(
  templates: HostTemplates,
  values: ReadonlyMap<string, string>,
  list: HostList,
): Pinning {
  const pinned: PinnedValue[] = []
  for (const [name, value] of values) {
    const reached = (templates.get(name) ?? []).map((one) => reach(one, { values, list, name, value }))
    const hosts: string[] = []
    for (const one of reached) {
      if ('fault' in one) return { ok: false, name, message: one.fault }
      if (!hosts.includes(one.host)) hosts.push(one.host)
    }
    const isAllListed = reached.every((one) => 'host' in one && one.isListed)
    if (hosts.length > 0) pinned.push({ name, value, hosts, isListed: isAllListed })
  }
  return { ok: true, pinned }
}

const reach = (template: string, of: Of): Reached => {
  const { values, list, name, value } = of
  const filled = fillTemplate(template, values, unknown)
  if (hostPartOf(filled).includes(unknown)) return { fault: notKnown }
  if (isListedAsIs(list, value)) return reachAsListed(filled, value)
  const isWholeUrl = template.startsWith(`\${connectionConfig.${name}}`) && value.includes('://')
  const host = isWholeUrl ? hostOfUrl(filled) : isPlainValue(template, of) ? hostOfFilled(filled) : null
  if (host === null) return { fault: isWholeUrl ? notHttps : notPlain }
  return { host, isListed: isListed(list, host) }
}

/** A value that an admin listed as a whole leads where the entry says, or nowhere. */
const reachAsListed = (filled: string, entry: string): Reached => {
  const [url, listed] = [parse(withScheme(filled)), parse(withScheme(entry))]
  const isSame = url !== null && url.host === listed?.host && url.username === '' && isPlainHost(url.hostname)
  return isSame ? { host: url.host, isListed: true } : { fault: notPlain }
}

const hostCharacters = /^[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?$/i

const isPlainValue = (template: string, { name, value }: Of) => {
  const isPort = hostPartOf(template).includes(`:\${connectionConfig.${name}}`)
  return (isPort ? /^\d{1,5}$/ : hostCharacters).test(value)
}

/** The host of a filled template, as the template wants it and as a reader of addresses finds it. */
const hostOfFilled = (filled: string) => {
  const expected = hostPartOf(filled).toLowerCase()
  const isPlain = isPlainHost(expected.replace(/:\d{1,5}$/, ''))
  return isPlain && parse(withScheme(filled))?.host === expected ? expected : null
}

/** A whole URL as a value: https, a plain host, and a plain path. */
const hostOfUrl = (filled: string) => {
  const url = parse(filled)
  const isPlain = /^https:\/\/[a-z0-9._-]+(?:\/[\w.~/-]*)?$/i.test(filled) && url !== null
  return isPlain && isPlainHost(url.host) ? url.host : null
}

const withScheme = (text: string) => (text.includes('://') ? text : `https://${text}`)

const parse = (text: string) => (URL.canParse(text) ? new URL(text) : null)

/** Values of a field that lead to hosts on the list; its own options, where it has some. */
export function allowedValues(
  templates: HostTemplates,
  list: HostList,
  { name, options }: { name: string; options: string[] | null },
): string[] {
  const candidates =
    options ?? list.flatMap((entry) => [entry, ...partsOf(templates.get(name) ?? [], name, entry)])
  return [...new Set(candidates)].filter((value) => {
    const pinning = pinHosts(templates, new Map([[name, value]]), list)
    return pinning.ok && pinning.pinned[0]?.isListed === true
  })
}

/** What stands for the value in a listed host: `acme` in `acme.example.com` for `${…}.example.com`. */
const partsOf = (templates: string[], name: string, entry: string) =>
  templates.flatMap((template) => {
    const around = aroundValue(template, name)
    if (!around || entry.startsWith('.')) return []
    const { before, after } = around
    const isWithin = entry.length > before.length + after.length
    return isWithin && entry.startsWith(before) && entry.endsWith(after)
      ? [entry.slice(before.length, entry.length - after.length)]
      : []
  })
