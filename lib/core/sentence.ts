/** Words as a list in a sentence: `a, b, and c`, or `a, b, or c`. */
export function listText(words: readonly string[], type: Intl.ListFormatType = 'conjunction'): string {
  return new Intl.ListFormat('en', { type }).format(words)
}

/** Of the scripts that are written from right to left. */
const rightToLeft =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u

/**
 * A name or an id within a sentence that is one text, where no element can be around it: what is written from right to left
 * stands between U+2068 and U+2069, so that what is beside it stays in its order (https://unicode.org/reports/tr9/). All
 * else is as it was.
 */
export function isolated(text: string) {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}
