/** A text with its places filled; each value stands isolated, so that a name in another script disturbs nothing beside it. */
export function fillText(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? `\u2068${values[name]}\u2069` : place,
  )
}
