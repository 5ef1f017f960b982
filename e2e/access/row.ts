/** Who asks. Tools bring an API key, people a session; whoever is signed out brings nothing. */
export const people = ['viewer', 'agent', 'admin', 'disabled'] as const
export const tools = ['key create', 'key read', 'key revoke', 'key revoked', 'key expired'] as const
export const subjects = [...people, ...tools, 'signed out'] as const

export type Person = (typeof people)[number]
export type Tool = (typeof tools)[number]
export type Subject = (typeof subjects)[number]

export const isPerson = (subject: Subject): subject is Person => people.some((person) => person === subject)

/** What is asked for; `own` and `other` are about who made it, or who it is. */
export type Which = 'own' | 'other' | 'missing' | 'malformed' | 'none'

/** What a row's request is about: ids by name, such as `id` of a link or `integration` of a connection. */
export type Thing = Record<string, string>

export type ThingKind = 'link' | 'hand-off link' | 'staff' | 'connection' | 'api key' | 'webhook' | 'nothing'

/** The arguments of an action; a form stands for the FormData of a posted form. */
export type Form = { form: Record<string, string> }

export type Ask = {
  path: string
  headers?: Record<string, string>
  /** What is sent: JSON, or the fields of a plain form. */
  body?: unknown
  form?: Record<string, string>
}

/** One outcome for whatever is asked for, or one for each. */
type Outcomes = string | Partial<Record<Which, string>>

type RowOf<Kind extends string, Request> = {
  kind: Kind
  name: string
  about: ThingKind
  ask: (thing: Thing) => Request
  /**
   * What each subject gets; `else` is for all that are not named. An outcome is a word of `run-case.ts`, then `+ changed`
   * where something changes, were it only an event, `+ link` and `+ key` where the answer tells a link or an API key.
   */
  gets: Partial<Record<Subject, Outcomes>> & { else: Outcomes }
}

export type PageRow = RowOf<'page', string>
export type RouteRow = RowOf<'route', Ask>
export type ActionRow = RowOf<'action', unknown[]>
export type Row = PageRow | RouteRow | ActionRow

const whichOf: Record<ThingKind, readonly Which[]> = {
  link: ['own', 'other', 'missing', 'malformed'],
  staff: ['own', 'other', 'missing', 'malformed'],
  connection: ['other', 'missing', 'malformed'],
  'hand-off link': ['other', 'missing', 'malformed'],
  'api key': ['other', 'missing', 'malformed'],
  webhook: ['other', 'missing', 'malformed'],
  nothing: ['none'],
}

export type Case = { subject: Subject; which: Which; outcome: string }

/** The same for everybody who is signed in and not disabled. */
export const everyRole = (outcomes: Outcomes) => ({ viewer: outcomes, agent: outcomes, admin: outcomes })

/** Every case of a row: each subject with each thing. Throws where the row says nothing of one. */
export const casesOf = (row: Row): Case[] =>
  subjects.flatMap((subject) =>
    whichOf[row.about].map((which) => {
      const outcomes = row.gets[subject] ?? row.gets.else
      const outcome = typeof outcomes === 'string' ? outcomes : outcomes[which]
      if (outcome === undefined) throw new Error(`${row.name} says nothing of ${subject}, ${which}.`)
      return { subject, which, outcome }
    }),
  )

export const changesSomething = ({ outcome }: Case) => outcome.includes(' + changed')
