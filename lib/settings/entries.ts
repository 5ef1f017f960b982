import 'server-only'
import { toComparableEmail } from '@/lib/core/text'

import { isDomain, isStaffDomain } from './domain'

/** What stands in a list where one entry should, by what gives it away; said as what was meant. */
const slips: [RegExp, string][] = [
  [/[;\s|，﹐､、؛；]/, 'is several: entries stand with commas between them, the plain ones of ASCII'],
  [/["'`„‚「」『』〝〞〟\p{Pi}\p{Pf}]/u, 'is in quotes, which count here: leave them out'],
  [/[\uFF01-\uFF5E]/, 'holds a full-width character: type it anew'],
  [/[^!-~]/, 'holds a character beyond plain ASCII: write it as mail servers do (xn--…)'],
]

const domainSlips: [RegExp, string][] = [
  [/:\/\//, 'is a web address: write the domain alone, such as example.com'],
  [/^@/, 'begins with @: write the domain alone, such as example.com'],
  [/@/, 'is an e-mail address: one person belongs into ADMIN_EMAILS, here stand whole domains'],
  [/\*/, 'has a wildcard: write each domain in full, such as example.com'],
  [/\.$/, 'ends with a dot: leave it out'],
  [/[()[\]<>]/, 'has a remark or brackets around it: write the domain alone, such as example.com'],
]

const emailSlips: [RegExp, string][] = [
  [
    /[<>()[\]]|^(?=[^@]*@[^@]*$)[^\s;|]*\s[^;|]*$/,
    'has a name or brackets around it: write the address alone, such as admin@example.com',
  ],
  [/^mailto:/i, 'begins with mailto: leave that out'],
  [/^@|^[^@＠]+$/, 'is no address of one person: write it in full, such as admin@example.com'],
]

const slipIn = (entry: string, known: [RegExp, string][]) =>
  known.find(([pattern]) => pattern.test(entry))?.[1] ?? null

/** What is wrong with a domain whose people may sign in, in words that do not repeat it; null when it can be one's own. */
export function domainFault(entry: string): string | null {
  const domain = entry.toLowerCase()
  if (isStaffDomain(domain)) return null
  return isDomain(domain)
    ? 'is no domain of your own: anybody can get an address there'
    : (slipIn(entry, [...domainSlips, ...slips]) ?? wholeTop(domain))
}

const wholeTop = (domain: string) =>
  /^[a-z]+$/.test(domain)
    ? 'is a whole top-level domain, or no domain at all: write one of your own, such as example.com'
    : 'is no domain such as example.com'

/** What is wrong with the address of an admin, in words that do not repeat it; null when it is one. */
export function emailFault(entry: string): string | null {
  if (toComparableEmail(entry) !== null) return null
  return slipIn(entry, [...emailSlips, ...slips]) ?? 'is no e-mail address in plain ASCII'
}
