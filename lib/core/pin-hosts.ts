import { type HostList, isListed, isPlainHost } from './host-list'
import { fillTemplate, type HostTemplates, hostPartOf } from './host-templates'

/** One value of a link's `connection_config` that reaches a host, and the hosts that it leads the customer's data to. */
export type PinnedValue = { name: string; value: string; hosts: string[]; isListed: boolean }

export type Pinning = { ok: true; pinned: PinnedValue[] } | { ok: false; name: string; message: string }

/** Stands for what the customer types: with it in a host, nobody knows yet where that is. */
const unknown = 'unknown-part'

const notPlain =
  'This value reaches the address that the customer’s credentials are sent to: letters, digits, hyphens and dots only.'

/**
 * Where the values of a link's `connection_config` lead. Each template that a value reaches the host of is filled in and
 * parsed: its host has to be what the template gives with a plain value, because Nango puts values in as they are. Values
 * that reach no host are left out. `name` says which value was refused.
 */
export const pinHosts = (
  templates: HostTemplates,
  values: ReadonlyMap<string, string>,
  list: HostList,
): Pinning => {
  const pinned: PinnedValue[] = []
  for (const [name, value] of values) {
    const reached = templates.get(name) ?? []
    if (reached.length === 0) continue
    // A value with a path or a port of its own is allowed as a whole, or not at all.
    const isAllowedAsIs = /[/:]/.test(value) && list.includes(value)
    const hosts = reached.map((template) => (isAllowedAsIs ? value : hostOf(template, values, name)))
    const faults = hosts.flatMap((host) => (typeof host === 'string' ? [] : host.fault))
    if (faults[0] !== undefined) return { ok: false, name, message: faults[0] }
    const told = [...new Set(hosts.flatMap((host) => (typeof host === 'string' ? host : [])))]
    pinned.push({ name, value, hosts: told, isListed: told.every((host) => isListed(list, { value, host })) })
  }
  return { ok: true, pinned }
}

const hostOf = (
  template: string,
  values: ReadonlyMap<string, string>,
  name: string,
): string | { fault: string } => {
  const value = values.get(name) ?? ''
  const isWholeUrl = template.startsWith(`\${connectionConfig.${name}}`)
  if (isWholeUrl && value.includes('://')) return hostOfUrl(fillTemplate(template, values, unknown))
  const isPort = template.includes(`:\${connectionConfig.${name}}`)
  if (!(isPort ? /^\d{1,5}$/ : hostCharacters).test(value)) return { fault: notPlain }
  const filled = fillTemplate(template, values, unknown)
  const expected = hostPartOf(filled).toLowerCase()
  const url = parse(filled.includes('://') ? filled : `https://${filled}`)
  if (expected.includes(unknown))
    return { fault: 'The other parts of the address have to be set as well, or nobody knows where it leads.' }
  const hostname = expected.replace(/:\d{1,5}$/, '')
  return url?.host === expected && isPlainHost(hostname) ? expected : { fault: notPlain }
}

/** A whole URL as a value: https, a plain host, and a plain path. */
const hostOfUrl = (filled: string): string | { fault: string } => {
  const url = parse(filled)
  const isPlain =
    /^https:\/\/[a-z0-9._-]+(?:\/[\w.~/-]*)?$/i.test(filled) && url !== null && isPlainHost(url.host)
  return isPlain ? url.host : { fault: 'This has to be an https address with a plain host and path.' }
}

const hostCharacters = /^[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?$/i

const parse = (text: string) => (URL.canParse(text) ? new URL(text) : null)
