import type { HostList } from './host-list'
import { aroundValue, type HostTemplates } from './host-templates'
import { pinHosts } from './pin-hosts'

/** Values of a field that lead to hosts on the list; its own options, where it has some. */
export const allowedValues = (
  templates: HostTemplates,
  list: HostList,
  { name, options }: { name: string; options: string[] | null },
): string[] => {
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
