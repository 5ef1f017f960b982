/**
 * The URL templates of a provider in which a value of `connection_config` reaches the host, by the value's name. A template
 * is one alternative, such as `https://${connectionConfig.subdomain}.example.com/oauth`. Source: the `*url*` entries of
 * packages/providers/providers.yaml, and `interpolateIfNeeded` of packages/shared/lib/utils/utils.ts, which puts values in
 * as they are.
 */
export type HostTemplates = Map<string, string[]>

/** Reads the templates out of a provider's definition, of whatever shape: GET /providers/:name. */
export const readHostTemplates = (definition: unknown): HostTemplates => {
  const found: HostTemplates = new Map()
  for (const template of new Set(urlsIn(definition, false)))
    for (const name of new Set(namesIn(hostPartOf(template))))
      found.set(name, [...(found.get(name) ?? []), template])
  return found
}

/** The part of a template before the first slash of its path; what has no scheme of its own is the host from its start. */
export const hostPartOf = (template: string): string => {
  const scheme = /^[a-z]+:\/\//i.exec(template)?.[0] ?? ''
  const rest = template.slice(scheme.length)
  const end = rest.indexOf('/')
  return end === -1 ? rest : rest.slice(0, end)
}

/** Nango drops the prefix before it fills some templates in: a name without it is a value's name as well. */
const placeholder = /\$\{(?:connectionConfig\.|connection_config\.)?([^}$]{1,200})\}/g

const namesIn = (text: string) => [...text.matchAll(placeholder)].map(([, name = '']) => name)

/** A template with values put in; a name without a value becomes `other`. */
export const fillTemplate = (template: string, values: ReadonlyMap<string, string>, other: string): string =>
  template.replaceAll(placeholder, (_, name: string) => values.get(name) ?? other)

/** What stands before and after a value in a template's host; null where other values stand there, too. */
export const aroundValue = (template: string, name: string): { before: string; after: string } | null => {
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
