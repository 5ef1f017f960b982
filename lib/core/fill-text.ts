import { isolated } from './sentence'

/** A text with its places, such as `{name}`, filled; a name in a script from right to left disturbs nothing beside it. */
export function fillText(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? isolated(values[name] ?? '') : place,
  )
}
