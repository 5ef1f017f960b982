/**
 * Characters that nobody sees: what Unicode has every renderer ignore (Default_Ignorable_Code_Point: zero-width ones, marks of
 * direction, soft hyphen, byte order mark, variation selectors), controls, annotations, an object's place and the empty
 * Braille cell. NUL is none of them: nothing can keep it, and it is refused.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Control}\uFFF9-\uFFFC\u2800]/gu
const nul = '\u0000'

/**
 * Those that a name needs, where they do nothing: joiners (Persian, Hindi, emoji), selectors of variants (emoji, Mongolian,
 * Japanese names) and the letters of flags that stand first, last, beside a space, or behind a letter whose script has no use
 * for them.
 */
const idle =
  /(?<=^|\s|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])(?:\u034F|[\u180B-\u180D]|\u180F|\u200C|\u200D|[\uFE00-\uFE0F]|[\u{E0020}-\u{E007F}]|[\u{E0100}-\u{E01EF}])+|(?<!\u200C|\u200D)(?:\u200C|\u200D)+(?=\s|$)/gu

/** Whether a name may need a character: all of these do nothing behind a space. */
const isJoining = (one: string) => ` ${one}`.replaceAll(idle, '') === ' '

// A byte order mark counts as a space in JavaScript, and is one nowhere else.
const withOneSpace = (text: string) => text.replaceAll(/[^\S\uFEFF]+/g, ' ').trim()

/** A text without what nobody sees, in one Unicode form (NFC), each run of spaces, tabs and line breaks as one space. */
export function toSeenText(text: string): string {
  const seen = withOneSpace(text).replaceAll(unseen, (one) => (one === nul ? one : ''))
  return withOneSpace(seen).normalize('NFC')
}

/** What opens and closes, wherever it stands at an end. */
const typographicQuote = /[“”„‟‘’‚‛«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂＇❛❜❝❞\s]/
/** These may end an id by themselves, as a prime does: one counts with another of its kind at the other end only. */
const pairedQuotes = [`'\`´′‵ʹ׳｀`, `"″‶ʺ˝״`]

/** A loop, as a pattern that ends in `+$` begins anew at each quote of a long text. */
const withoutTypographic = (text: string) => {
  let [from, to] = [0, text.length]
  while (from < to && typographicQuote.test(text.charAt(from))) from += 1
  while (to > from && typographicQuote.test(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

const isPair = (text: string) =>
  text.length > 1 &&
  pairedQuotes.some((kind) => kind.includes(text.charAt(0)) && kind.includes(text.charAt(text.length - 1)))

/** Nobody quotes more often than this, one around the other. */
const mostQuotes = 4

/** A text without the quotes around it: typographic ones wherever they stand at an end; plain ones, accents and primes as a pair. */
export function withoutQuotes(text: string): string {
  let bare = withoutTypographic(text)
  for (let round = 0; round < mostQuotes && isPair(bare); round += 1)
    bare = withoutTypographic(bare.slice(1, -1))
  return bare
}

/** An id as it is kept: what is seen of it, without quotes around it. Two that differ in nothing else are the same. */
export function toPlainId(text: string): string {
  return withoutQuotes(toSeenText(text)).trim()
}

/** An id that is asked for as it may be kept: links of before, and connections of others, have it as it was written. */
export function idsMeantBy(text: string): string[] {
  return [...new Set([text, toPlainId(text)])]
}

/** A name without what nobody sees, but with what its script needs between its letters. */
export function toPlainName(text: string): string {
  const kept = withOneSpace(text).replaceAll(unseen, (one) => (one === nul || isJoining(one) ? one : ''))
  return withOneSpace(kept.replaceAll(idle, '')).normalize('NFC')
}

const toPlainLine = (line: string) =>
  line
    .replaceAll('\t', ' ')
    .replaceAll(unseen, (one) => (one === nul || isJoining(one) ? one : ''))
    .replaceAll(idle, '')
    .trimEnd()

/** A text of several lines without what nobody sees; spaces stay as they are, and a tab is one. */
export function toPlainLines(text: string): string {
  const lines = text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
  return lines.map(toPlainLine).join('\n').trim().normalize('NFC')
}
