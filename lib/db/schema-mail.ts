import 'server-only'
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

import { instant, links } from './schema'

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
    check('mails_kind', sql`${t.kind} in ('link', 'reminder', 'code', 'receipt', 'renewed')`),
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
