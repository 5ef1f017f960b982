const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u

/** Isolated where it runs from right to left, so that it disturbs nothing beside it. */
const isolate = (value: string) => (rightToLeft.test(value) ? `\u2068${value}\u2069` : value)

/** A text with its places filled. */
export function fillText(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? isolate(values[name] ?? '') : place,
  )
}
