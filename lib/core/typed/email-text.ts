import { toPlainId } from './plain-text'

/** What the desk takes as an address: plain ASCII, with a domain that has an ending. */
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/

const around = /^(?:mailto:|[.,;:'’]+)|[.,;:!'’]+$/gi

/** Every address that stands in a text, each once, as it is written there. */
export function findEmails(text: string): string[] {
  const words = toPlainId(text).match(/[^\s<>()[\]{},;"“”«»|\\]+@[^\s<>()[\]{},;"“”«»|\\?/]+/g) ?? []
  const found = words.map((word) => word.replace(/^mailto:/i, '').replaceAll(around, ''))
  return [...new Set(found.filter((one) => emailPattern.test(one)))]
}

/** A domain in letters of any script as DNS has it; unchanged where it is none. */
const toAsciiDomain = (text: string) => {
  const [local = '', domain = ''] = text.split('@')
  return URL.canParse(`http://${domain}`) ? `${local}@${new URL(`http://${domain}`).hostname}` : text
}

const mostAddress = 254
const mostLocal = 64

/** Nothing that a parser of addresses would read as more than letters. */
const foreignDomain = /^[^@]+@[\p{L}\p{M}\p{N}.-]+$/u

/**
 * The one address that a text is, as mail servers write it: its domain in ASCII, whatever script it came in. Null for
 * anything else: several, a name with an address, a line break, a sign beyond ASCII before the @.
 */
export function toMailAddress(text: string): string | null {
  const given = text.length > mostAddress ? '' : text.trim()
  const address = !emailPattern.test(given) && foreignDomain.test(given) ? toAsciiDomain(given) : given
  // An ending of another script, as DNS has it, is one of letters to everybody.
  const isOne =
    emailPattern.test(address.replace(/\.xn--[a-z0-9-]{1,59}$/i, '.xn')) && address.length <= mostAddress
  return isOne && address.indexOf('@') <= mostLocal ? address : null
}

/** Letters of ASCII alone: `toLowerCase` makes a k of the Kelvin sign, which is another person's address. */
const toCompared = (text: string) =>
  (toMailAddress(text) ?? text.trim()).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Whether two texts are one address, in whatever case, and in whatever script its domain is written. */
export function isSameAddress(a: string, b: string): boolean {
  return toCompared(a) === toCompared(b)
}

/** What somebody meant who wrote an address in other signs, or slipped. */
const repair = (text: string): string => {
  const plain = toPlainId(text)
    .normalize('NFKC')
    .replace(/^mailto:/i, '')
    .replaceAll(/\s*(?:@|[([{]\s*at\s*[)\]}]|\sat\s)\s*/gi, '@')
    .replaceAll(/\s*(?:[([{]\s*dot\s*[)\]}]|\sdot\s)\s*/gi, '.')
    .replaceAll(/(?<=@.*)(?:\s*[,;]\s*|\s+\.\s*|\s*\.\s+|\.{2,})(?=[^\s@]+$)/g, '.')
  return /[^\x20-\x7E]/.test(plain.split('@')[1] ?? '') ? toAsciiDomain(plain) : plain
}

/** Nobody writes more around an address. */
const mostRead = 500

const example = 'Enter a full email address, such as name@example.com'

const strange = /[^A-Za-z0-9_'+\-.@]/u

/** What is wrong with a text that is no address, the first that applies. */
const faults: [RegExp, (text: string) => string][] = [
  [/^[^@]*$/, () => 'this one has no @'],
  [/@.*@/, () => 'this one has more than one @'],
  [/^@/, () => 'nothing stands before the @'],
  [/@$/, () => 'nothing stands after the @'],
  [/ /, () => 'this one has a space in it'],
  [strange, (text) => `“${strange.exec(text)?.[0] ?? ''}” cannot be part of one`],
  [/@[^.]*$/, () => 'after the @ an ending is missing, such as .com'],
]

const faultOf = (text: string): string => {
  const say = faults.find(([pattern]) => pattern.test(text))?.[1]
  return `${example}: ${say?.(text) ?? 'the dots and hyphens of this one are not right'}.`
}

/**
 * Reads what was given as an email address. `fault` says what is wrong, null where nothing is; `offers` are the addresses
 * that were probably meant, at most three.
 */
export function readEmail(text: string): { fault: string | null; offers: string[] } {
  const plain = toPlainId(text.slice(0, mostRead))
  if (emailPattern.test(plain)) return { fault: null, offers: [] }
  const inside = findEmails(plain)
  if (inside.length > 1)
    return { fault: 'Enter one email address: these are several.', offers: inside.slice(0, 3) }
  if (inside.length === 1)
    return { fault: 'Enter the email address alone, without anything around it.', offers: inside }
  const meant = repair(plain)
  return { fault: faultOf(plain), offers: emailPattern.test(meant) ? [meant] : [] }
}
