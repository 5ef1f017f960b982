/**
 * Letters that no Unicode form takes apart, each before what people type who do not have its key. Pairs of one text, so
 * that the browser loads little.
 */
const pairs =
  'ßss æae œoe øo łl đd ðd þth ħh ıi ȷj ŋn ĸk ŧt ƀb ɓb ɖd ɗd ƒf ǥg ɠg ɣg ɨi ƙk ƚl ɲn ɵo ɔo ɛe əe ǝe ʉu ʋv ƴy ƶz ʒz ' +
  'ςσ ґг ғг ӻг җж ҙз қк ҝк ҟк ҡк ңн ҥн өо ҫс ҭт үу ұу ҳх ҷч ҹч һх әа ӏі ' +
  'ךכ םמ ןנ ףפ ץצ ' +
  'ٱا ىي یي ېي ےي ةه ہه ھه ەه کك ګك'

const plainLetters = new Map(
  pairs.split(' ').map((pair) => {
    const [letter = '', ...plain] = pair
    return [letter, plain.join('')]
  }),
)

/**
 * Marks that people leave out: accents, points and vowel signs of Hebrew, Arabic and Syriac, the nukta. Vowels of Indic
 * scripts and the voicing of kana are marks too, but another word without them.
 */
const optionalMarks =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Cyrillic}]|\u0640|\u093c|\u09bc|\u0a3c|\u0abc|\u0b3c/gu

/** What the forms of Unicode would turn into a space and an accent, or into two signs. */
const signs: [RegExp, string][] = [
  [/[´ʹʻʼʽʾʿˈ՚‘’‚‛′‵׳ꞌ]/g, "'"],
  [/[˝“”„‟″‶«»״〃]/g, '"'],
  [/[‹›]/g, "'"],
  [/[\p{Pd}−⁃˗־]/gu, '-'],
  [/[〜∼]/g, '~'],
  [/l[·\u0387](?=l)/gi, 'l'],
  [/[·\u0387‧∙•・･⸱\u2800]/g, ' '],
]

const toPlainSigns = (text: string) => signs.reduce((so, [sign, plain]) => so.replaceAll(sign, plain), text)

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

/** A decimal digit of any script: Unicode keeps those of each in a row from 0 to 9. */
const toPlainDigit = (digit: string) => {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit(zero - 1)) zero -= 1
  return String((code - zero) % 10)
}

const toKatakana = (hiragana: string) => String.fromCodePoint((hiragana.codePointAt(0) ?? 0) + 0x60)

/**
 * How texts compare when somebody searches, on both sides: without accents, case, the form of letters and digits, the
 * kind of quotes and dashes, and what nobody sees; words are separated by single spaces. Plain ASCII only becomes small.
 */
export function foldText(text: string): string {
  const letters = toPlainSigns(text)
    .normalize('NFKD')
    .replaceAll(optionalMarks, '')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu, '')
    .toLowerCase()
    .replaceAll(/\P{ASCII}/gu, (letter) => plainLetters.get(letter) ?? letter)
    .replaceAll(/[^\P{Nd}0-9]/gu, toPlainDigit)
    .replaceAll(/[\u3041-\u3096\u309d\u309e]/g, toKatakana)
  // Again, for some signs stand in other ones.
  return toPlainSigns(letters)
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

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
