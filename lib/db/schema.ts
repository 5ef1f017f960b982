import 'server-only'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Employees. `identity` is the provider's own immutable id of the person, never an e-mail alone. */
export const staff = pgTable(
  'staff',
  {
    id: text().primaryKey(),
    identity: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    role: text().notNull(),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('staff_identity').on(t.identity),
    check('staff_role', sql`${t.role} in ('viewer', 'agent', 'admin')`),
  ],
)

/** Sign-ins. The cookie names one; idle and absolute ends are judged here. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    startedAt: instant('started_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('sessions_staff').on(t.staffId)],
)

/** Links. `sealedToken` is AES-256-GCM and null as soon as the link has ended. */
export const links = pgTable(
  'links',
  {
    id: text().primaryKey(),
    makerId: text('maker_id')
      .notNull()
      .references(() => staff.id),
    intentKey: text('intent_key').notNull(),
    inputHash: text('input_hash').notNull(),
    state: text().notNull(),
    failureCode: text('failure_code'),
    customerId: text('customer_id').notNull(),
    customerEmail: text('customer_email'),
    customerName: text('customer_name'),
    organizationId: text('organization_id'),
    organizationName: text('organization_name'),
    ownTags: jsonb('own_tags').notNull(),
    language: text(),
    configDefaults: jsonb('config_defaults').notNull(),
    linkBase: text('link_base'),
    sealedToken: text('sealed_token'),
    /** Nango's own word. */
    expiresAt: instant('expires_at'),
    /** The same instant on the desk's clock. */
    endsAt: instant('ends_at'),
    createdAt: instant('created_at').notNull(),
    checkedAt: instant('checked_at'),
    connectedAt: instant('connected_at'),
    endedAt: instant('ended_at'),
    renewsId: text('renews_id'),
  },
  (t) => [
    uniqueIndex('links_intent').on(t.makerId, t.intentKey),
    index('links_maker_created').on(t.makerId, t.createdAt, t.id),
    index('links_renews').on(t.renewsId),
    check(
      'links_state',
      sql`${t.state} in ('creating', 'active', 'connected', 'expired', 'revoked', 'failed')`,
    ),
    check('links_token', sql`${t.sealedToken} is null or ${t.state} = 'active'`),
  ],
)

/** One row per integration that a link allows, with the connection that came of it. */
export const linkIntegrations = pgTable(
  'link_integrations',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    position: bigint({ mode: 'number' }).notNull(),
    integrationKey: text('integration_key').notNull(),
    displayName: text('display_name').notNull(),
    provider: text(),
    connectionId: text('connection_id'),
    connectedAt: instant('connected_at'),
  },
  (t) => [primaryKey({ columns: [t.linkId, t.integrationKey] })],
)

/** The history of links and staff. Kinds are `noun.verb`; `facts` never holds a secret. */
export const events = pgTable(
  'events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    kind: text().notNull(),
    actorId: text('actor_id'),
    linkId: text('link_id'),
    facts: jsonb().notNull(),
  },
  (t) => [index('events_link').on(t.linkId, t.id)],
)

/** Where the links of each Nango host lead: learned from its first answer. */
export const linkOrigins = pgTable('link_origins', {
  nangoHost: text('nango_host').primaryKey(),
  origin: text().notNull(),
  pinnedAt: instant('pinned_at').notNull(),
})
