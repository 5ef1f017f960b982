import 'server-only'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

import { instant, links } from './schema'

/**
 * What may have come of a link that had ended, each once: a connection without tags (`untagged`; `occurrence` is Nango's
 * number of its row), or a connection whose account was replaced (`replaced`; `occurrence` is the newest link that may
 * have done it).
 */
export const suspicions = pgTable(
  'suspicions',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    occurrence: text().notNull(),
    seenAt: instant('seen_at').notNull(),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by'),
    settledHow: text('settled_how'),
  },
  (t) => [
    uniqueIndex('suspicions_once').on(t.kind, t.integrationKey, t.connectionId, t.occurrence),
    index('suspicions_connection').on(t.connectionId),
    check('suspicions_kind', sql`${t.kind} in ('untagged', 'replaced')`),
  ],
)

/** The links that it may have come of; `isConfirmed` is the one of which somebody said so. */
export const suspicionLinks = pgTable(
  'suspicion_links',
  {
    suspicionId: text('suspicion_id')
      .notNull()
      .references(() => suspicions.id),
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    isConfirmed: boolean('is_confirmed').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.suspicionId, t.linkId] }), index('suspicion_links_link').on(t.linkId)],
)

/** How many webhooks came in an hour with no signature or one that does not fit; nothing else of them is kept. */
export const refusedWebhooks = pgTable('refused_webhooks', {
  hour: instant('hour').primaryKey(),
  count: integer().notNull(),
})

/** Failed attempts by integration and kind: how many, and the last one. */
export const failedAttempts = pgTable(
  'failed_attempts',
  {
    integrationKey: text('integration_key').notNull(),
    kind: text().notNull(),
    lastAt: instant('last_at').notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.integrationKey, t.kind] })],
)

/** Changes of a connection that Nango is being asked for: each is written before, and erased with the event of its outcome. */
export const connectionChanges = pgTable(
  'connection_changes',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    actorId: text('actor_id').notNull(),
    /** The link whose tags it gets, where a person said that it came of one. */
    linkId: text('link_id').references(() => links.id),
    /** Names of the tags that change, and fingerprints of all tags before and after; null where it is to be removed. */
    tagNames: text('tag_names'),
    tagsBefore: text('tags_before'),
    tagsAfter: text('tags_after'),
    at: instant('at').notNull(),
    /** From when on the sweep checks what became of it. */
    dueAt: instant('look_at').notNull(),
  },
  (t) => [
    index('connection_changes_look').on(t.dueAt),
    check('connection_changes_kind', sql`${t.kind} in ('retag', 'disconnect')`),
  ],
)
