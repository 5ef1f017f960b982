import 'server-only'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/** A column with an instant, in milliseconds. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
}

/** Bytes as they are. */
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

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
    /** What they chose for themselves: `StoredPreferences`. */
    preferences: jsonb().notNull().default({}),
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

/** Whether a row of links has a search text from before it was folded: see `searchTextOf`. Plain ASCII is the same before and after. */
export const isUnfolded = sql.raw(
  'octet_length(search_text) > char_length(search_text) and strpos(search_text, chr(31)) = 0',
)

/** Links; the id is a ULID, so its order is that of their creation. `sealedToken` is AES-256-GCM; it outlives `active` only until the connect session is retired. */
export const links = pgTable(
  'links',
  {
    id: text().primaryKey(),
    /** A row of `actors`: somebody of the staff, or an API key. */
    makerId: text('maker_id').notNull(),
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
    connectedAt: instant('connected_at'),
    endedAt: instant('ended_at'),
    renewsId: text('renews_id'),
    /** The connection that is to be connected anew; null for a link that creates a new one. */
    reconnectsId: text('reconnects_id'),
    /** What that connection was before, sealed like the token; erased when what Nango drops was put back. */
    sealedSnapshot: text('sealed_snapshot'),
    /** When Nango was asked last whether it was connected anew, and when it was found to be no more. */
    lookedAt: instant('looked_at'),
    connectionGoneAt: instant('connection_gone_at'),
    /** Somebody wants it revoked; the sweep goes on where the process that was asked has ended. */
    revokeAskedAt: instant('revoke_asked_at'),
    revokeAskedBy: text('revoke_asked_by'),
    attemptFailedAt: instant('attempt_failed_at'),
    attemptFailure: text('attempt_failure'),
    /** The first connection with this link's tag that nobody expected, or what may have come of it after its end. */
    alarmedAt: instant('alarmed_at'),
    /** What a search reads: `searchTextOf` the id and the customer. */
    searchText: text('search_text').notNull(),
    /** Hosts that preset values send the customer's credentials to. */
    hosts: jsonb().notNull().default([]),
    /** `30m` is Nango's own link; any other is a hand-off link, whose code `sealedToken` holds and which has a row of `handoffs`. */
    worksFor: text('works_for').notNull().default('30m'),
    /** When a mail about it was queued first: whoever reads links asks for mails of those alone. */
    mailedAt: instant('mailed_at'),
  },
  (t) => [
    uniqueIndex('links_intent').on(t.makerId, t.intentKey),
    index('links_maker').on(t.makerId, t.id),
    index('links_handoffs')
      .on(t.makerId, t.id)
      .where(sql`${t.worksFor} <> '30m'`),
    index('links_state').on(t.state, t.id),
    index('links_customer').on(t.customerId, t.id),
    index('links_renews').on(t.renewsId),
    // One live link in a link's place, whoever renews it at the same time.
    uniqueIndex('links_twin')
      .on(t.renewsId)
      .where(sql`${t.state} in ('creating', 'active') and ${t.revokeAskedAt} is null`),
    index('links_ends').on(t.endsAt),
    index('links_reconnects')
      .on(t.reconnectsId, t.id)
      .where(sql`${t.reconnectsId} is not null`),
    index('links_snapshots')
      .on(t.lookedAt)
      .where(sql`${t.sealedSnapshot} is not null`),
    index('links_sealed')
      .on(t.state, t.endsAt)
      .where(sql`${t.sealedToken} is not null`),
    // Whose customer may have to get a receipt.
    index('links_mailed')
      .on(t.connectedAt)
      .where(sql`${t.mailedAt} is not null`),
    index('links_alarmed')
      .on(t.id)
      .where(sql`${t.alarmedAt} is not null`),
    // What the sweep still has to fold; empty soon.
    index('links_unfolded').on(t.id).where(isUnfolded),
    index('links_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
    check(
      'links_state',
      sql`${t.state} in ('creating', 'active', 'connected', 'expired', 'revoked', 'failed')`,
    ),
    check('links_token', sql`${t.sealedToken} is null or ${t.state} in ('active', 'connected')`),
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
    /** When Nango was found to have this integration no more, while the link waited for it. */
    goneAt: instant('gone_at'),
    /** Of a hand-off link: the visit whose connect session it came of, and when that was found to be its customer's own. */
    visitId: text('visit_id'),
    confirmedAt: instant('confirmed_at'),
    /** When it was found that nobody did. */
    doubtedAt: instant('doubted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.linkId, t.integrationKey] }),
    index('link_integrations_key').on(t.integrationKey, t.linkId),
    index('link_integrations_connection').on(t.connectionId),
    // What may have to be doubted; nothing of a link that waits.
    index('link_integrations_unconfirmed')
      .on(t.connectedAt)
      .where(sql`${t.connectedAt} is not null and ${t.confirmedAt} is null and ${t.doubtedAt} is null`),
  ],
)

/** Connections that carry a link's tag and are one too many. */
export const linkAlarms = pgTable(
  'link_alarms',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.linkId, t.integrationKey, t.connectionId] }),
    index('link_alarms_connection').on(t.connectionId),
  ],
)

/**
 * The history of links and staff. Kinds are `noun.verb`; `facts` never holds a secret. A trigger numbers each row
 * without gaps and chains it to the one before: see the migration `event_chain`.
 */
export const events = pgTable(
  'events',
  {
    /** Number and hash are the trigger's; what is inserted here is overwritten. */
    id: bigint({ mode: 'number' })
      .primaryKey()
      .$default(() => 0),
    at: instant('at').notNull(),
    kind: text().notNull(),
    actorId: text('actor_id'),
    linkId: text('link_id'),
    facts: jsonb().notNull(),
    hash: bytea()
      .notNull()
      .$default(() => new Uint8Array()),
  },
  (t) => [
    index('events_link').on(t.linkId, t.id),
    index('events_kind').on(t.kind, t.id),
    index('events_actor').on(t.actorId, t.id),
    index('events_at').on(t.at),
  ],
)
