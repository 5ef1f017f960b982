import { type ConnectedCustomer, customerFieldNames } from '../customer-fields'
import { foldText } from './fold'

/** A text with compatible forms as one (NFKC), small letters and single spaces, accents and all. */
export function lowerText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

export function isAscii(text: string) {
  return !/\P{ASCII}/u.test(text)
}

const wordScripts = /[\p{Ideographic}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Whether a search has enough to look through everything: three letters or digits in a row, or one sign that is a syllable or a word. */
export function isWideSearch(typed: string): boolean {
  const text = foldText(typed)
  return /[\p{L}\p{N}\p{M}]{3}/u.test(text) || wordScripts.test(text)
}

const letterCount = 26
const toLetter = (code: number) => String.fromCodePoint(65 + (Math.floor(code) % letterCount))

/**
 * Capital letters that stand for a folded word: what is part of a word has a sketch that is part of its sketch, and seldom
 * the other way round. PostgreSQL's trigrams know letters of other scripts under some locales only, and none of them holds
 * a word of two signs; a sign that is a word or a syllable has three letters.
 */
export function toSketch(word: string): string {
  return Array.from(word, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    if (wordScripts.test(sign))
      return toLetter(code) + toLetter(code / letterCount) + toLetter(code / letterCount ** 2)
    return /[a-z0-9]|\P{ASCII}/u.test(sign) ? toLetter(code) : sign
  }).join('')
}

/** Stands in a search text between what it was before it was folded and what it is since. */
export const foldMark = '\u001f'

const spelledOut: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }
const spellOut = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüåø]/g, (letter) => spelledOut[letter] ?? letter)

/**
 * What a search reads of some texts, of which the first is the id of what is found. Behind `foldMark`: folded, umlauts as
 * people spell them who have none, and sketches. Before it what a process of the release before looks for, for as long
 * as one may run beside this one.
 */
export function searchTextOf(texts: string[]): string {
  const plain = texts.map(lowerText).filter(Boolean).join(' ')
  if (isAscii(plain)) return plain
  const folded = foldText(texts.slice(1).join(' '))
  const words = folded.split(' ')
  const spelled = foldText(spellOut(texts.slice(1).join(' ')))
    .split(' ')
    .filter((word) => !words.includes(word))
  const sketches = words.filter((word) => !isAscii(word)).map(toSketch)
  return [plain, foldMark, folded, ...spelled, ...sketches].join(' ')
}

/** What a search for a link looks through. */
export function toSearchText(linkId: string, customer: ConnectedCustomer): string {
  return searchTextOf([linkId, ...customerFieldNames.map((field) => customer[field] ?? '')])
}

const shortest = 2

/** The term to find customers by; null while too little was typed. */
export function toCustomerTerm(typed: string): string | null {
  const term = foldText(typed)
  return Array.from(term).length < shortest ? null : term
}
