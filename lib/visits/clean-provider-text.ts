import 'server-only'
import { toStorable } from '@/lib/core/text'
import { toSeenText } from '@/lib/core/typed/plain-text'
import { scrub } from '@/lib/log'

import { mostProviderText } from './words'

const mark = '[secret]'

/** The code of a hand-off link, however its address is written around it. */
const linkCode = /[0-9a-hjkmnp-tv-z]{26}/gi
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const basic = /(?<=basic )[\w+/=-]+/gi
/** Whatever scheme a header names. */
const header = /(?<=authorization\\*["']? ?[:=] ?\\*["']?)[a-z]+ [^\s"'\\]+/gi
/** What an element of XML says that is called a secret. */
const element = /(?<=<(?:\w+:)?(?:password|secret|token|api_?key|credentials?)(?: [^<>]*)?>)[^<]+/gi
/** Who somebody is in an address, with their password. */
const userInfo = /(?<=:\\?\/\\?\/)[^\s/\\]+(?=@)/g
/** All of what a browser keeps for a host. */
const cookies = /(?<=cookie\\*["']? ?: ?\\*["']?)[^\s"'\\:;=]+=[^\s"'\\;]*(?:; ?[^\s"'\\;]+)*/gi
/**
 * What a value is called, and the value: in an address, in JSON, that again within a text, or in a sentence. One that begins with a
 * quote goes to the same quote, where that is not escaped, or to the end.
 */
const named =
  /((?:token|secret|credential|pass(?:word|wd|phrase)?|pwd|api[ _-]?key|key|code|authorization|signature|assertion|session(?:[ _-]?id)?|sid|cookie)s?)((?:\\*["']|%2[27])?(?: ?(?:[=:]>?|%3[ad]) ?| (?=\\*["'])))(?:(\\*["'])((?:(?!(?<!\\)\3).)+)|([^\s"'&;}\\]+))/gis
const run = /[\w+/=~-]{16,}/g

const alwaysSecret = /^(secret|credential|pass(word|wd|phrase)?|pwd|api[ _-]?key)s?$/i

/** `code: 190` and `token: expired` explain; `code=…` of an address and `"token":"…"` do not. */
const isNamedSecret = (name: string, sign: string, quote: string, value: string) => {
  if (alwaysSecret.test(name) || /=|%3d/i.test(sign)) return true
  if (/^code$/i.test(name)) return false
  if (quote !== '' || /^authorization$/i.test(name)) return quote !== ''
  return /["']|%2[27]/.test(sign) || /\d/.test(value)
}

/** What is no secret by its own name may hold one. */
const withoutNamed = (text: string): string =>
  text.replaceAll(named, (_, name: string, sign: string, quote = '', quoted?: string, bare?: string) => {
    const value = quoted ?? bare ?? ''
    const kept = isNamedSecret(name, sign, quote, value) ? mark : withoutNamed(value)
    return `${name}${sign}${quote}${kept}`
  })

const isMixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

const isLong = (word: string) => word.length >= 32 || (word.length >= 16 && /\d/.test(word))

/** What nobody writes as a word: long, of letters and digits. A key of base 64 may have signs among them. */
const isRandom = (text: string) =>
  isMixed(text) || text.split(/[^A-Za-z0-9]+/).some((word) => isLong(word) && /[a-z]/i.test(word))

const withoutSecrets = (text: string) => {
  const bare = scrub(text)
    .replaceAll(linkCode, mark)
    .replaceAll(uuid, mark)
    .replaceAll(userInfo, mark)
    .replaceAll(basic, mark)
    .replaceAll(header, mark)
    .replaceAll(element, mark)
    .replaceAll(cookies, mark)
  return withoutNamed(bare).replaceAll(run, (word) => (isRandom(word) ? mark : word))
}

/** What was cut off at the limit may be half of a secret that no longer looks like one. */
const withoutHalf = (text: string) =>
  text.length < mostProviderText ? text : text.replace(/(?:(?<=:\/\/)[^\s/]+|[\w+/=~.-]{1,64})$/, '…')

/**
 * What a provider said of a failed attempt, as a customer's page tells it: one line of what is seen, without anything that looks
 * like a token or a key, for these often repeat what they were sent. Null where nothing is left.
 */
export function cleanProviderText(text: string): string | null {
  const clean = toStorable(withoutSecrets(toSeenText(withoutHalf(text))))
  return clean === '' ? null : clean
}
