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
    /** Of an attempt that failed: its kind, as Connect UI calls it, and what the provider said, without secrets. */
    stepErrorType: text('step_error_type'),
    stepText: text('step_text'),
    /** The `stepAt` that both are of; else the release before, which leaves all three as they are, wrote a newer step. */
    stepSaidAt: instant('step_said_at'),
    reportedAt: instant('reported_at'),
    reportReason: text('report_reason'),
    reportText: text('report_text'),
    /** Whether whoever reported it had passed the check. */
    isReportProven: boolean('is_report_proven'),
    /** When somebody of the staff said that it was expected; from before `reportedAt`: of an older report. */
    reportAnsweredAt: instant('report_answered_at'),
    askedAt: instant('asked_at'),
    /** When a connection of it was found last that nobody confirmed. */
    doubtedAt: instant('doubted_at'),
  },
  (t) => [
    uniqueIndex('handoffs_code').on(t.codeHash),
    // What somebody has to see: few.
    index('handoffs_alarming')
      .on(t.linkId)
      .where(sql`${t.reportedAt} is not null or ${t.doubtedAt} is not null`),
    index('handoffs_asked')
      .on(t.askedAt)
      .where(sql`${t.askedAt} is not null`),
    index('handoffs_locked')
      .on(t.lockedAt)
      .where(sql`${t.lockedAt} is not null`),
    check('handoffs_check', sql`${t.checkKind} in ('none', 'email', 'digits', 'words')`),
  ],
)

/** Whether somebody of the staff said of the last report of a link that it was expected. */
export const isReportAnswered = sql`coalesce(${handoffs.reportAnsweredAt} >= ${handoffs.reportedAt}, false)`

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
    /** The six digits that were mailed for it, sealed like a token: the newest, and before them older ones. Null when they were used. */
    sealedDigits: text('sealed_digits'),
    /** When the newest were. */
    digitsAt: instant('digits_at'),
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

/** Mails that the desk sends: the outbox, and what became of each. The content is there only while it waits. */
export const mails = pgTable(
  'mails',
  {
    /** `mail_` and a ULID; with the host of MAIL_FROM it is the Message-ID, the same at each attempt. */
    id: text().primaryKey(),
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    kind: text().notNull(),
    recipient: text().notNull(),
    /** What it is written in; null where that is not known. */
    language: text(),
    /** Subject, text and HTML, sealed like a token: they hold the link. */
    sealedContent: text('sealed_content'),
    /** Who had it sent; null for the desk itself. */
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    /** After this, on the desk's clock, it says nothing true any more and is not sent. */
    notAfter: instant('not_after').notNull(),
    /** Attempts that were begun. */
    attempts: integer().notNull().default(0),
    /** How often the server put it off. */
    refusals: integer().notNull().default(0),
    /** Attempts of which nobody knows whether the server took it: with one it may have gone out twice. */
    unknowns: integer().notNull().default(0),
    /** Null when it was sent or given up. */
    nextAttemptAt: instant('next_attempt_at'),
    lastAttemptAt: instant('last_attempt_at'),
    /** The server's last status and sentence; null when none came. */
    lastCode: integer('last_code'),
    lastAnswer: text('last_answer'),
    lastFault: text('last_fault'),
    /** Since when the server may have it, of an attempt whose end is not recorded. */
    sendingSince: instant('sending_since'),
    sentAt: instant('sent_at'),
    stoppedAt: instant('stopped_at'),
    stoppedWhy: text('stopped_why'),
  },
  (t) => [
    index('mails_link').on(t.linkId, t.id),
    index('mails_due')
      .on(t.nextAttemptAt)
      .where(sql`${t.nextAttemptAt} is not null`),
    index('mails_stopped')
      .on(t.stoppedAt)
      .where(sql`${t.stoppedAt} is not null`),
    check('mails_kind', sql`${t.kind} in ('link', 'reminder', 'digits', 'receipt')`),
    check('mails_content', sql`(${t.nextAttemptAt} is null) = (${t.sealedContent} is null)`),
    check('mails_end', sql`num_nonnulls(${t.nextAttemptAt}, ${t.sentAt}, ${t.stoppedAt}) = 1`),
  ],
)

/** What all processes know of a mail server: whether it takes mails, and since when it does not. */
export const mailServers = pgTable('mail_servers', {
  /** Host and port. */
  server: text().primaryKey(),
  /** In a row; 0 while all is well. */
  failures: integer().notNull().default(0),
  /** These on the database's clock; until the last one nobody asks it. */
  failingSince: instant('failing_since'),
  failedAt: instant('failed_at'),
  blockedUntil: instant('blocked_until'),
  fault: text(),
  answer: text(),
})

/** Reminders that are planned, without content: what they say is written when they are due. */
export const mailReminders = pgTable(
  'mail_reminders',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id),
    number: integer().notNull(),
    recipient: text().notNull(),
    createdBy: text('created_by').notNull(),
    dueAt: instant('due_at').notNull(),
    settledAt: instant('settled_at'),
    /** Why it was not sent; null for one that became a mail. */
    settledWhy: text('settled_why'),
    /** Whoever gets them wants no more of them. */
    unsubscribedAt: instant('unsubscribed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.linkId, t.number] }),
    index('mail_reminders_due')
      .on(t.dueAt)
      .where(sql`${t.settledAt} is null`),
  ],
)
