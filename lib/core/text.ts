import { z } from 'zod'

import { toPlainId, toPlainLines, toPlainName } from './typed/plain-text'

const loneSurrogate = /\p{Surrogate}/u

/** Whether PostgreSQL can keep a text: it takes neither NUL nor half a character. */
export function isStorable(text: string) {
  return !text.includes('\u0000') && !loneSurrogate.test(text)
}

/** A text as PostgreSQL can keep it: what it does not take is replaced by the sign for what nobody can read. */
export function toStorable(text: string) {
  return text.replaceAll('\u0000', '\uFFFD').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}

const unstorable = 'This text contains a character that cannot be kept. Type it anew.'

/** Text as somebody typed it, trimmed; what cannot be kept is refused where it stands. */
export const TypedText = z.string().trim().refine(isStorable, unstorable)

/** Far more than any field takes. Putting marks into their order (NFC) takes time by the square of how many there are. */
const mostTyped = 4_000
const Typed = z.string().max(mostTyped, { error: 'This text is far too long.', abort: true })

/** An id as somebody typed, pasted or sent it: as `toPlainId` has it, wherever ids are kept. */
export const IdText = Typed.overwrite(toPlainId).refine(isStorable, unstorable)

/** The same for a name: see `toPlainName`. */
export const NameText = Typed.overwrite(toPlainName).refine(isStorable, unstorable)

/** The same for a text of several lines: see `toPlainLines`. */
export const LinesText = Typed.overwrite(toPlainLines).refine(isStorable, unstorable)

const comparable = /^[a-z0-9_'&~-]+(?:[.+][a-z0-9_'&~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/
const mostLocal = 64
const mostEmail = 254

/**
 * An e-mail address as it may be compared: plain ASCII to begin with, then in lower case; null for anything else. It is
 * never folded (NFKC): a full-width letter, the Kelvin sign or a dotless i would become another person's address.
 * Quoted, routed and commented local parts are no address of ours.
 */
export function toComparableEmail(email: string | undefined): string | null {
  if (email === undefined || email.length > mostEmail || !/^[!-~]+$/.test(email)) return null
  const text = email.toLowerCase()
  return comparable.test(text) && text.indexOf('@') <= mostLocal ? text : null
}
