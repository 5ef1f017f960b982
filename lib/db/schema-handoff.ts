import 'server-only'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

import { instant, links } from './schema'

/** What a hand-off link has beside its row of `links`, where its code is sealed: how its customer is known, and how far they are. */
export const handoffs = pgTable(
  'handoffs',
  {
    linkId: text('link_id')
      .primaryKey()
      .references(() => links.id),
    /** SHA-256 of the code; kept after the end, so that its page can say what has become of it. */
    codeHash: text('code_hash').notNull(),
    checkKind: text('check_kind').notNull(),
    /** The two words, sealed like a token. */
    sealedWords: text('sealed_words'),
    wrongTries: integer('wrong_tries').notNull().default(0),
    lockedAt: instant('locked_at'),
    openedAt: instant('opened_at'),
    openedOn: text('opened_on'),
    step: text(),
    stepAt: instant('step_at'),
    stepIntegration: text('step_integration'),
    stepReason: text('step_reason'),
    reportedAt: instant('reported_at'),
    reportReason: text('report_reason'),
    reportText: text('report_text'),
    /** Whether whoever reported it had passed the check. */
    isReportProven: boolean('is_report_proven'),
    askedAt: instant('asked_at'),
    /** When a connection of it was found that nobody confirmed. */
    doubtedAt: instant('doubted_at'),
  },
  (t) => [
    uniqueIndex('handoffs_code').on(t.codeHash),
    // What admins have to see, whoever made the link; few.
    index('handoffs_alarming')
      .on(t.linkId)
      .where(sql`${t.reportedAt} is not null or ${t.doubtedAt} is not null`),
    check('handoffs_check', sql`${t.checkKind} in ('none', 'email', 'words')`),
  ],
)

/** Connect sessions of hand-off links: one at a time, made when the customer is there. The token is erased when it is retired. */
export const connectSessions = pgTable(
  'connect_sessions',
  {
    id: text().primaryKey(),
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    /** For whose page. */
    visitId: text('visit_id'),
    sealedToken: text('sealed_token'),
    endsAt: instant('ends_at').notNull(),
    createdAt: instant('created_at').notNull(),
    retiredAt: instant('retired_at'),
    retiredHow: text('retired_how'),
  },
  (t) => [
    index('connect_sessions_ends').on(t.endsAt),
    index('connect_sessions_live')
      .on(t.linkId)
      .where(sql`${t.retiredAt} is null`),
    check('connect_sessions_token', sql`(${t.retiredAt} is null) = (${t.sealedToken} is not null)`),
  ],
)

/** Browsers that pressed Continue on a hand-off link. Each has a secret in a cookie of its own. */
export const visits = pgTable(
  'visits',
  {
    id: text().primaryKey(),
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    secretHash: text('secret_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    passedAt: instant('passed_at'),
    /** Of a visit that is Nango's own page, which tells ours nothing: when somebody went on there. */
    wentOnAt: instant('went_on_at'),
  },
  (t) => [index('visits_link').on(t.linkId)],
)

/** Connections that the page of a visit said were made there. */
export const visitConnections = pgTable(
  'visit_connections',
  {
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    integrationKey: text('integration_key').notNull(),
    connectionId: text('connection_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.visitId, t.integrationKey, t.connectionId] })],
)
