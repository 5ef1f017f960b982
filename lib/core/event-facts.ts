export type EventFacts = Record<string, string | number | boolean | null>

/** A fact as text, or null where there is none. */
export const fact = (facts: EventFacts, name: string): string | null => {
  const value = facts[name]
  return value === null || value === undefined ? null : String(value)
}
