import { z } from 'zod'

/** What people search together in the audit log. */
export const eventGroups = {
  links: 'Links',
  connections: 'Connections',
  'sign-ins': 'Sign-ins',
  refusals: 'Refusals',
  staff: 'Staff',
  settings: 'Settings',
  tools: 'Internal tools',
  exports: 'Exports',
}
export type EventGroup = keyof typeof eventGroups

/** The facts of a stored event, whichever version wrote it; empty where somebody changed them into something else. */
export const StoredFacts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .catch({})
export type StoredFacts = z.infer<typeof StoredFacts>

/** What an integration is called, by its key. */
export type NameOf = (integrationKey: string) => string

/** Small facts for the history. Never a token, link or key. */
type FactSchemas = Record<string, z.ZodType<string | number | boolean | null | undefined>>

/** The facts as a sentence gets them: null for one that is missing, or is not of the kind that is written today. */
type KnownFacts<S extends FactSchemas> = { [Name in keyof S]: Exclude<z.output<S[Name]>, undefined> | null }

type Entry<S extends FactSchemas> = {
  /** In a few words, for a choice. */
  title: string
  group: EventGroup
  facts: S
  /** What happened, as a sentence that leaves open who did it. */
  sentence: (facts: KnownFacts<S>, nameOf: NameOf) => string
  /** The facts as people may see them, where a stored one may hold a secret. */
  shown?: (facts: StoredFacts) => StoredFacts
}

/** One kind of event: strict about the facts that are written, lenient about those that are read. */
export function defineEvent<S extends FactSchemas>({ title, group, facts, sentence, shown }: Entry<S>) {
  return {
    title,
    group,
    facts: z.strictObject(facts),
    shown: shown ?? ((stored: StoredFacts) => stored),
    sentence: (stored: StoredFacts, nameOf: NameOf) => sentence(readFacts(facts, stored), nameOf),
  }
}

const readFacts = <S extends FactSchemas>(schemas: S, stored: StoredFacts) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of each name has read its fact
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, schema.safeParse(stored[name]).data ?? null]),
  ) as KnownFacts<S>

export function integrationOf(key: string | null, nameOf: NameOf): string {
  return key === null ? 'an integration' : nameOf(key)
}

export function inBrackets(text: string | null): string {
  return text === null ? '' : ` (${text})`
}

export function inWords(code: string): string {
  return code.replaceAll('_', ' ')
}
