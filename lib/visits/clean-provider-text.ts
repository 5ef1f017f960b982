import 'server-only'
import { toStorable } from '@/lib/core/text'
import { toSeenText } from '@/lib/core/typed/plain-text'
import { scrub } from '@/lib/log'

import { mostProviderText } from './words'

/** The code of a hand-off link, however its address is written around it. */
const linkCode = /[0-9a-hjkmnp-tv-z]{26}/gi
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const basic = /(?<=basic )[\w+/=-]+/gi
/** A value and what it is called: in an address, in JSON, that again within a text, or in a sentence. */
const named =
  /(token|secret|password|passwd|pwd|api[ _-]?key|key|code|authorization|signature|assertion)(\\?["']? ?(?:[=:]|%3[ad])? ?\\?["']?)([^\s"'&,;}\\]+)/gi
const run = /[\w+/=~-]{16,}/g

const alwaysSecret = /^(secret|password|passwd|pwd|api[ _-]?key)$/i

/** `code: 190` and `token: expired` explain; `code=…` of an address and `"token":"…"` do not. */
const isNamedSecret = (name: string, between: string, value: string) => {
  const isGiven = /[=:"']|%3[ad]/i.test(between)
  if (!isGiven) return false
  if (alwaysSecret.test(name) || /=|%3d/i.test(between)) return true
  if (/^(code|authorization)$/i.test(name)) return false
  return between.includes('"') || between.includes("'") || /\d/.test(value)
}

const isMixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

const isLong = (word: string) => word.length >= 32 || (word.length >= 16 && /\d/.test(word))

/** What nobody writes as a word: long, of letters and digits. A key of base 64 may have signs among them. */
const isRandom = (text: string) =>
  isMixed(text) || text.split(/[^A-Za-z0-9]+/).some((word) => isLong(word) && /[a-z]/i.test(word))

const mark = '[secret]'

const withoutSecrets = (text: string) =>
  scrub(text)
    .replaceAll(linkCode, mark)
    .replaceAll(uuid, mark)
    .replaceAll(basic, mark)
    .replaceAll(named, (all, name: string, between: string, value: string) =>
      isNamedSecret(name, between, value) ? `${name}${between}${mark}` : all,
    )
    .replaceAll(run, (word) => (isRandom(word) ? mark : word))

/** What was cut off at the limit may be half of a secret that no longer looks like one. */
const withoutHalf = (text: string) =>
  text.length < mostProviderText ? text : text.replace(/[\w+/=~.-]{1,64}$/, '…')

/**
 * What a provider said of a failed attempt, as a customer's page tells it: one line of what is seen, without anything that looks
 * like a token or a key, for these often repeat what they were sent. Null where nothing is left.
 */
export function cleanProviderText(text: string): string | null {
  const clean = toStorable(withoutSecrets(toSeenText(withoutHalf(text))))
  return clean === '' ? null : clean
}
