import { z } from 'zod'

import { isolated } from '@/lib/core/sentence'

import { connectionEvents } from './events/connection'
import { deskEvents, exportedLinks } from './events/desk'
import { type EventGroup, type NameOf, StoredFacts } from './events/entry'
import { handoffEvents } from './events/handoff'
import { linkEvents } from './events/link'
import { mailEvents } from './events/mail'
import { staffEvents } from './events/staff'

/** Every kind of event, `noun.verb`, in the order of a choice: what it is called, its group, its facts and its sentence. */
export const eventCatalogue = {
  ...linkEvents,
  ...handoffEvents,
  ...mailEvents,
  ...exportedLinks,
  ...staffEvents,
  ...connectionEvents,
  ...deskEvents,
}

type Catalogue = typeof eventCatalogue
export type EventKind = keyof Catalogue
/** The facts of one kind of event, as they are written. */
export type EventFacts<Kind extends EventKind> = z.infer<Catalogue[Kind]['facts']>

const isEventKind = (text: string): text is EventKind => Object.hasOwn(eventCatalogue, text)

const eventKinds = Object.keys(eventCatalogue).filter(isEventKind)

export const EventKind = z.enum(eventKinds)

/** One line of a history, as it crosses to the browser. `actorName` is null for what the desk did by itself. */
export type EventView = {
  id: number
  at: string
  kind: EventKind
  actorName: string | null
  linkId: string | null
  facts: StoredFacts
}

/** The kinds of a group. */
export function kindsOfGroup(group: EventGroup): EventKind[] {
  return eventKinds.filter((kind) => eventCatalogue[kind].group === group)
}

type KindAndFacts<Kind> = { kind: Kind; facts: StoredFacts }

/** The facts of an event as people may see them. Events stay as they were written, also by an older version. */
export function shownFacts({ kind, facts }: KindAndFacts<string>): StoredFacts {
  const known = EventKind.safeParse(kind).data
  return known ? eventCatalogue[known].shown(facts) : facts
}

/** What happened, as a sentence that leaves open who did it. Integrations are called by `nameOf`, else by their key. */
export function eventText(event: KindAndFacts<EventKind>, nameOf: NameOf = (key) => key): string {
  const facts = Object.entries(shownFacts(event)).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? isolated(fact) : fact,
  ])
  return eventCatalogue[event.kind].sentence(StoredFacts.parse(Object.fromEntries(facts)), (key) =>
    isolated(nameOf(key)),
  )
}
