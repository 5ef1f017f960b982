import 'server-only'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

import { bytea, instant, staff } from './schema'

/** The settings of the last start: public ones as they were, secret ones as a fingerprint. */
export const lastSettings = pgTable('last_settings', { name: text().primaryKey(), value: text().notNull() })

/** Where the links of each Nango host lead: learned from its first answer. */
export const linkOrigins = pgTable('link_origins', {
  nangoHost: text('nango_host').primaryKey(),
  origin: text().notNull(),
  pinnedAt: instant('pinned_at').notNull(),
})

/** What all processes know of a Nango: when it was asked last, up to when its connections are known, its rate limit. */
export const nangoStates = pgTable('nango_states', {
  host: text().primaryKey(),
  /** On the database's clock. */
  askedAt: instant('asked_at'),
  /** On Nango's clock. */
  caughtUpAt: instant('caught_up_at'),
  rateLimit: integer('rate_limit'),
  rateRemaining: integer('rate_remaining'),
  /** These three on the desk's clock; the last one is null while Nango can be asked. */
  rateResetsAt: instant('rate_resets_at'),
  blockedUntil: instant('blocked_until'),
  silentSince: instant('silent_since'),
})

/** Connections whose credentials Nango said to be dead, until they are connected anew: so that it is recorded once. */
export const brokenConnections = pgTable(
  'broken_connections',
  {
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.integrationKey, t.connectionId] })],
)

/** Leases that one process of several holds, until an instant on the database's clock. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  until: instant('until').notNull(),
})

/** Keys of internal tools. Only the SHA-256 of a key is kept: it has 256 random bits, so nothing slower is needed. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    hash: text().notNull(),
    /** The key's last characters, by which people tell it from others. */
    ending: text().notNull(),
    scopes: jsonb().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => staff.id),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.hash)],
)

/** Whoever can create links: staff and API keys, by id. */
export const actors = pgView('actors', { id: text().notNull(), name: text().notNull(), email: text() }).as(
  sql`select id, name, email from staff union all select id, name, null from api_keys`,
)

/** What values of an integration may reach: an exact host, all hosts below one (it begins with a dot), or an exact value. */
export const integrationHosts = pgTable(
  'integration_hosts',
  {
    integrationKey: text('integration_key').notNull(),
    entry: text().notNull(),
    addedAt: instant('added_at').notNull(),
    addedBy: text('added_by')
      .notNull()
      .references(() => staff.id),
  },
  (t) => [primaryKey({ columns: [t.integrationKey, t.entry] })],
)

/** Named fillings of the New link form; without an owner it is everybody's. */
export const presets = pgTable(
  'presets',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').references(() => staff.id),
    name: text().notNull(),
    content: jsonb().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => staff.id),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [uniqueIndex('presets_name').on(sql`coalesce(${t.ownerId}, '')`, sql`lower(${t.name})`)],
)

/** How often a person, a key or an address did something in its present window, on the database's clock. */
export const rateCounts = pgTable(
  'rate_counts',
  {
    subject: text().primaryKey(),
    count: integer().notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [index('rate_counts_ends').on(t.endsAt)],
)

/** Webhooks of Nango that bore a good signature. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    receivedAt: instant('received_at').notNull(),
    bodyHash: text('body_hash').notNull(),
    type: text().notNull(),
    operation: text(),
    success: boolean(),
    integrationKey: text('integration_key'),
    connectionId: text('connection_id'),
    linkId: text('link_id'),
    outcome: text().notNull(),
  },
  (t) => [index('deliveries_received').on(t.receivedAt), index('deliveries_body').on(t.bodyHash)],
)

/** Webhooks that the desk sends: the outbox, and what became of each. */
export const outgoingWebhooks = pgTable(
  'outgoing_webhooks',
  {
    id: text().primaryKey(),
    /** The event that it reports. */
    eventId: bigint('event_id', { mode: 'number' }).notNull(),
    linkId: text('link_id').notNull(),
    type: text().notNull(),
    body: jsonb().notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: integer().notNull(),
    /** Null when it was delivered or given up. */
    nextAttemptAt: instant('next_attempt_at'),
    deliveredAt: instant('delivered_at'),
    lastAttemptAt: instant('last_attempt_at'),
    /** The receiver's last status; null when none came. */
    lastStatus: integer('last_status'),
    lastFault: text('last_fault'),
  },
  (t) => [
    uniqueIndex('outgoing_webhooks_event').on(t.eventId),
    index('outgoing_webhooks_due')
      .on(t.nextAttemptAt)
      .where(sql`${t.nextAttemptAt} is not null`),
  ],
)

/** One row: up to which event the outbox was filled. */
export const outboxCursor = pgTable(
  'outbox_cursor',
  {
    id: integer().primaryKey(),
    lastEventId: bigint('last_event_id', { mode: 'number' }).notNull(),
  },
  (t) => [check('outbox_cursor_single', sql`${t.id} = 1`)],
)

/** One row: the end of the chain of events, and where its kept part begins. */
export const eventChain = pgTable(
  'event_chain',
  {
    id: integer().primaryKey(),
    lastId: bigint('last_id', { mode: 'number' }).notNull(),
    hash: bytea().notNull(),
    prunedToId: bigint('pruned_to_id', { mode: 'number' }).notNull(),
    prunedHash: bytea('pruned_hash').notNull(),
  },
  (t) => [check('event_chain_single', sql`${t.id} = 1`)],
)

/** What admins have messages say, each version of it; the newest counts. Without a body it is our own text again. */
export const messageTemplates = pgTable(
  'message_templates',
  {
    id: text().primaryKey(),
    channel: text().notNull(),
    language: text().notNull(),
    version: integer().notNull(),
    subject: text(),
    body: text(),
    savedBy: text('saved_by')
      .notNull()
      .references(() => staff.id),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [uniqueIndex('message_templates_version').on(t.channel, t.language, t.version)],
)
