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

/** Quotes, apostrophes and dashes of any kind as the plain ones, points between words as spaces. */
export function toPlainSigns(text: string): string {
  return signs.reduce((so, [sign, plain]) => so.replaceAll(sign, plain), text)
}

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

/** A decimal digit of any script: Unicode keeps those of each in a row from 0 to 9. */
const toPlainDigit = (digit: string) => {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit(zero - 1)) zero -= 1
  return String((code - zero) % 10)
}

/** Digits of any script as those from 0 to 9. */
export function toPlainDigits(text: string): string {
  return text.replaceAll(/[^\P{Nd}0-9]/gu, toPlainDigit)
}

const toKatakana = (hiragana: string) => String.fromCodePoint((hiragana.codePointAt(0) ?? 0) + 0x60)

/** More than any row or search has. Putting marks into their order (NFKD) takes time by the square of how many there are. */
const mostFolded = 8_000

/**
 * How texts compare when somebody searches, on both sides: without accents, case, the form of letters and digits, the
 * kind of quotes and dashes, and what nobody sees; words are separated by single spaces. Plain ASCII only becomes small. Reads
 * 8,000 characters at most.
 */
export function foldText(text: string): string {
  const plain = toPlainSigns(text.slice(0, mostFolded))
    .normalize('NFKD')
    .replaceAll(optionalMarks, '')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu, '')
    .toLowerCase()
    .replaceAll(/\P{ASCII}/gu, (letter) => plainLetters.get(letter) ?? letter)
  const letters = toPlainDigits(plain).replaceAll(/[\u3041-\u3096\u309d\u309e]/g, toKatakana)
  // Again, for some signs stand in other ones.
  return toPlainSigns(letters)
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

const collator = new Intl.Collator('en', { numeric: true })

/** Whether a name stands before another one in a list (below 0) or behind it: by letters, whatever their case or accents. */
export function compareNames(one: string, other: string): number {
  return collator.compare(one, other)
}
