import { toPlainDigits, toPlainSigns } from '../search/fold'
import { toPlainId } from './plain-text'

/** What Nango takes as an address (packages/shared/lib/services/tags/schema.ts in NangoHQ/nango): plain ASCII, with an ending of letters. */
const nangoPattern =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/

/** Whether Nango takes an address as a tag: it refuses endings of other scripts, in either form. */
export function isNangoEmail(address: string): boolean {
  return nangoPattern.test(address)
}

/** What RFC 5321 (4.5.3.1) and RFC 1035 (2.3.4) leave room for. */
const limits: [RegExp, string][] = [
  [/^[^@]{65}/, 'more than 64 characters stand before the @'],
  [/^.{255}/, 'this one has more than 254 characters'],
  [/@.*[^.]{64}/, 'a part of its domain has more than 63 characters'],
]

const isAddress = (text: string) =>
  // An ending of another script, as DNS has it, is one of letters to everybody.
  isNangoEmail(text.replace(/\.xn--[a-z0-9-]{1,59}$/i, '.xn')) && !limits.some(([limit]) => limit.test(text))

/** Nothing that a parser of addresses would read as more than letters, and the signs that are dots in a domain (RFC 3490, 3.1). */
const foreignDomain = /^[^@]+@[\p{L}\p{M}\p{N}.。．｡-]+$/u

/** Words that stand behind an address without a space: no ending has letters of two scripts. */
const mixedEnding = /(?=[^.。．｡]*\p{Script=Latin})[^.。．｡]*[^\p{Script=Latin}\p{M}\d.。．｡-][^.。．｡]*$/u

/** A domain in letters of any script as DNS has it; unchanged where it is none. */
const withAsciiDomain = (text: string) => {
  if (isNangoEmail(text) || !foreignDomain.test(text) || mixedEnding.test(text)) return text
  const [local = '', domain = ''] = text.split('@')
  return URL.canParse(`http://${domain}`) ? `${local}@${new URL(`http://${domain}`).hostname}` : text
}

/** The one sign that NFC makes a letter of ASCII: what is written with it is no address of somebody with a K. */
const kelvin = '\u212A'

/** Nobody writes more around an address. */
const mostRead = 500

/**
 * The one address that a text is, as mail servers write it: without what nobody sees and quotes around it, its domain in
 * ASCII, whatever script it came in. Null for anything else: several, a name with an address, a line break, a sign beyond
 * ASCII before the @.
 */
export function toMailAddress(text: string): string | null {
  const isForeign = text.length > mostRead || text.includes(kelvin)
  const address = isForeign ? '' : withAsciiDomain(toPlainId(text))
  return isAddress(address) ? address : null
}

/** Letters of ASCII alone: `toLowerCase` makes a k of the Kelvin sign, which is another person's address. */
const toCompared = (text: string) =>
  (toMailAddress(text) ?? text.trim()).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Whether two texts are one address, in whatever case, and in whatever script its domain is written. */
export function isSameAddress(a: string, b: string): boolean {
  return toCompared(a) === toCompared(b)
}

/** An address as it is written in a text, with what stands before and behind it. */
type Found = { written: string; before: string; after: string }

const word = /[^\s<>()[\]{},;、，；："“”«»|\\]+@[^\s<>()[\]{},;、，；"“”«»|\\?/]+/g
const around = /^(?:mailto:|[.,;:'’]+)+|[.,;:!'’。．｡]+$/gi

const findInside = (plain: string): Found[] =>
  [...plain.matchAll(word)].flatMap(({ 0: whole, index }) => {
    const written = whole.replaceAll(around, '')
    const at = index + whole.indexOf(written)
    const found = { written, before: plain.slice(0, at), after: plain.slice(at + written.length) }
    return toMailAddress(written) === null ? [] : [found]
  })

/** Every address that stands in a text, each once, as it is written there. */
export function findEmails(text: string): string[] {
  return [...new Set(findInside(toPlainId(text)).map(({ written }) => written))]
}

/** A word right before an address, with spaces, a comma or another sign between them: it may be the beginning of its local part. */
const wordBefore = /(?:^|\s)[^\s@]*[\p{L}\p{M}\p{N}._+']-*[\s.,;、，；]+$|[\p{L}\p{N}][^\s@]*[^\s@:：]$/u
const opened = /[<([{"“«]$/
const closed = /^[^\s@]*[>)\]}"”»]/
/** A further part of a domain that a slip has cut off. */
const partBehind = /^(?:\s+\.\s*|\.\s+|[,;])(?:[a-z0-9-]+\.)*[a-z]{2,4}$/

/** Whether an address may be the rest of another one, which is somebody else's: `zoe,miller@…` is not meant for `miller@…`. */
const isRest = ({ before, after }: Found) =>
  partBehind.test(after) || (wordBefore.test(before) && !(opened.test(before) && closed.test(after)))

/** What somebody meant who wrote an address in other signs, or slipped. */
const repair = (plain: string): string =>
  toPlainDigits(toPlainSigns(plain).normalize('NFKC'))
    .replace(/^mailto:/i, '')
    .replaceAll(/\s*(?:@|[([{]\s*at\s*[)\]}]|\sat\s)\s*/gi, '@')
    .replaceAll(/\s*(?:[([{]\s*dot\s*[)\]}]|\sdot\s)\s*/gi, '.')
    .replaceAll(/(?<=@.*)(?:\s*[,;]\s*|\s+\.\s*|\s*\.\s+|\.{2,})(?=[^\s@]+$)/g, '.')

const example = 'Enter a full email address, such as name@example.com'

const strange = /[^A-Za-z0-9_'+\-.@]/u

/** What is wrong with a text that is no address, the first that applies. */
const faults: [RegExp, string | ((text: string) => string)][] = [
  [/^[^@]*$/, 'this one has no @'],
  [/@.*@/, 'this one has more than one @'],
  [/^@/, 'nothing stands before the @'],
  [/@$/, 'nothing stands after the @'],
  [/ /, 'this one has a space in it'],
  [strange, (text) => `“${strange.exec(text)?.[0] ?? ''}” cannot be part of one`],
  [/@[^.]*$/, 'after the @ an ending is missing, such as .com'],
  ...limits,
]

const faultOf = (text: string): string => {
  const say =
    faults.find(([pattern]) => pattern.test(text))?.[1] ?? 'the dots and hyphens of this one are not right'
  return `${example}: ${typeof say === 'string' ? say : say(text)}.`
}

/** `address` is as `toMailAddress` has it, or null, and then `fault` says why; `offers` were probably meant, at most three. */
type EmailReading = { address: string | null; fault: string | null; offers: string[] }

/** Reads what was given as an email address, wherever one is asked for. No offer is a part of what may be another address. */
export function readEmail(text: string): EmailReading {
  const read = text.slice(0, mostRead)
  const [plain, address] = [toPlainId(read), toMailAddress(read)]
  if (address !== null) return { address, fault: null, offers: [] }
  const refuse = (fault: string, offers: string[]) => ({ address, fault, offers: offers.slice(0, 3) })
  const inside = findInside(plain)
  const offers = [...new Set(inside.flatMap(({ written }) => toMailAddress(written) ?? []))]
  if (offers.length > 0 && !inside.some(isRest))
    return offers.length > 1
      ? refuse('Enter one email address: these are several.', offers)
      : refuse('Enter the email address alone, without anything around it.', offers)
  const meant = toMailAddress(repair(plain))
  return refuse(faultOf(withAsciiDomain(plain)), meant === null ? [] : [meant])
}
