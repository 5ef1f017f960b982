import 'server-only'
import { and, eq, inArray, isNull, lt, not, or, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import { minuteMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { handoffs, isReportAnswered } from '@/lib/db/schema-handoff'
import { openIfPossible, sealToken } from '@/lib/db/token-cipher'

import { CheckKind, ReportReason, Step, StuckReason } from '../schema'
import type { ProviderSaid } from '../view'

/** What is stored of a new hand-off link beside its row of links. */
export type HandoffInput = { codeHash: string; check: CheckKind; words: string | null }

/** A row of `handoffs`, parsed. */
export type Handoff = {
  linkId: string
  check: CheckKind
  sealedWords: string | null
  wrongTries: number
  lockedAt: Date | null
  openedAt: Date | null
  openedOn: string | null
  step: { kind: Step; at: Date; integrationKey: string | null; reason: StuckReason | null } | null
  /** Of an attempt that failed last. */
  said: ProviderSaid | null
  report: {
    at: Date
    reason: ReportReason
    text: string
    isProven: boolean
    answeredAt: Date | null
  } | null
  askedAt: Date | null
}

type Row = typeof handoffs.$inferSelect

/** A newer report takes the place of one that was answered. */
const answerOf = ({ reportedAt, reportAnsweredAt }: Row) =>
  reportedAt && reportAnsweredAt && reportAnsweredAt >= reportedAt ? reportAnsweredAt : null

/** Of the step that stands there, and not of one before it. */
const saidOf = ({ stepAt, stepSaidAt, stepErrorType: errorType, stepText: text }: Row) => {
  const isOfStep = stepAt !== null && stepSaidAt?.getTime() === stepAt.getTime()
  return isOfStep && (errorType !== null || text !== null) ? { errorType, text } : null
}

const toHandoff = (row: Row): Handoff => ({
  linkId: row.linkId,
  // One that a newer release made, beside which this process runs, is one that nobody passes here.
  check: CheckKind.catch('words').parse(row.checkKind),
  sealedWords: row.sealedWords,
  wrongTries: row.wrongTries,
  lockedAt: row.lockedAt,
  openedAt: row.openedAt,
  openedOn: row.openedOn,
  step:
    row.step === null || row.stepAt === null
      ? null
      : {
          kind: Step.parse(row.step),
          at: row.stepAt,
          integrationKey: row.stepIntegration,
          reason: StuckReason.nullable().catch('unknown').parse(row.stepReason),
        },
  said: saidOf(row),
  report:
    row.reportedAt === null
      ? null
      : {
          at: row.reportedAt,
          reason: ReportReason.catch('other').parse(row.reportReason),
          text: row.reportText ?? '',
          isProven: row.isReportProven ?? false,
          answeredAt: answerOf(row),
        },
  askedAt: row.askedAt,
})

const labelOf = (linkId: string) => `${linkId} words`

/** The two words of a link, as its customer is to say them; null where there are none, or their key is gone. */
export function openWords({ sealedWords, linkId }: Pick<Handoff, 'sealedWords' | 'linkId'>): string | null {
  return openIfPossible(sealedWords, labelOf(linkId))
}

export async function insertHandoff(tx: Db, linkId: string, { codeHash, check, words }: HandoffInput) {
  const sealedWords = words === null ? null : sealToken(words, labelOf(linkId))
  await tx.insert(handoffs).values({ linkId, codeHash, checkKind: check, sealedWords })
}

export async function selectHandoffs(db: Db, linkIds: string[]): Promise<Handoff[]> {
  if (linkIds.length === 0) return []
  return (await db.select().from(handoffs).where(inArray(handoffs.linkId, linkIds))).map(toHandoff)
}

export async function findByCodeHash(db: Db, codeHash: string): Promise<Handoff | null> {
  const [row] = await db.select().from(handoffs).where(eq(handoffs.codeHash, codeHash))
  return row ? toHandoff(row) : null
}

/** The first time that a link is opened is an event. */
export function setOpened(db: Db, { linkId, on, at }: { linkId: string; on: string; at: Date }) {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(handoffs).where(eq(handoffs.linkId, linkId)).for('update')
    if (!row) return
    const first = row.openedAt === null
    await tx
      .update(handoffs)
      .set({ openedAt: at, openedOn: on, ...stepOf({ kind: 'opened', at }) })
      .where(eq(handoffs.linkId, linkId))
    if (first || row.openedOn !== on)
      await recordEvent(tx, { at, kind: 'link.opened', actorId: null, linkId, facts: { on } })
  })
}

export type StepMove = {
  kind: Step
  at: Date
  integrationKey?: string | null
  reason?: StuckReason | null
  said?: ProviderSaid | null
  /** Whether it may be an event. */
  isNews: boolean
}

const stepOf = ({ kind, at, integrationKey = null, reason = null, said }: Omit<StepMove, 'isNews'>) => ({
  step: kind,
  stepAt: at,
  stepIntegration: integrationKey,
  stepReason: reason,
  stepErrorType: said?.errorType ?? null,
  stepText: said?.text ?? null,
  stepSaidAt: said ? at : null,
})

/** Where the customer is now; being stuck is an event, once until something else happens. */
export function setStep(db: Db, linkId: string, move: StepMove) {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(handoffs).where(eq(handoffs.linkId, linkId)).for('update')
    if (!row) return
    await tx.update(handoffs).set(stepOf(move)).where(eq(handoffs.linkId, linkId))
    const { kind, reason = null, at, isNews, said } = move
    const errorType = said?.errorType ?? null
    if (isNews && kind === 'stuck' && reason !== null && (row.step !== 'stuck' || row.stepReason !== reason))
      await recordEvent(tx, { at, kind: 'link.stuck', actorId: null, linkId, facts: { reason, errorType } })
  })
}

/** Counts a wrong answer to the check; with the last one that is allowed the link is locked. Returns what is left. */
export function countWrongTry(db: Db, linkId: string, most: number, at: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(handoffs)
      .set({ wrongTries: sql`${handoffs.wrongTries} + 1` })
      .where(and(eq(handoffs.linkId, linkId), isNull(handoffs.lockedAt)))
      .returning({ tries: handoffs.wrongTries })
    if (!row) return 0
    if (row.tries < most) return most - row.tries
    await tx.update(handoffs).set({ lockedAt: at }).where(eq(handoffs.linkId, linkId))
    await recordEvent(tx, { at, kind: 'link.locked', actorId: null, linkId, facts: { tries: row.tries } })
    return 0
  })
}

export type ReportAnswer = { linkId: string; reportedAt: Date; actorId: string; at: Date }

export type ReportMove = { linkId: string; at: Date; reason: ReportReason; text: string; isProven: boolean }

/** Keeps that somebody of the staff answered a report that proved nothing, as they saw it, once. */
export function setReportAnswered(db: Db, { linkId, reportedAt, actorId, at }: ReportAnswer): Promise<void> {
  return db.transaction(async (tx) => {
    const moved = await tx
      .update(handoffs)
      // The clock of the process that kept the report may be ahead.
      .set({ reportAnsweredAt: at < reportedAt ? reportedAt : at })
      .where(
        and(
          eq(handoffs.linkId, linkId),
          eq(handoffs.reportedAt, reportedAt),
          eq(handoffs.isReportProven, false),
          not(isReportAnswered),
        ),
      )
      .returning({ linkId: handoffs.linkId })
    if (moved.length > 0)
      await recordEvent(tx, { at, kind: 'link.report_answered', actorId, linkId, facts: {} })
  })
}

/** What a machine said does not stand in the way of what a person says after it. */
const newReportMs = 10 * minuteMs

/** Keeps that somebody did not expect a link. Who passed the check counts for more than who did not; of these the newest stands. */
export function setReported(db: Db, { linkId, at, reason, text, isProven }: ReportMove): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isOld = isProven
      ? undefined
      : or(lt(handoffs.reportedAt, new Date(at.getTime() - newReportMs)), isReportAnswered)
    const isNews = or(isNull(handoffs.reportedAt), and(eq(handoffs.isReportProven, false), isOld))
    const moved = await tx
      .update(handoffs)
      .set({
        reportedAt: at,
        reportReason: reason,
        reportText: text,
        isReportProven: isProven,
        // An answer to the report before may be from a clock that is ahead of this one.
        reportAnsweredAt: null,
      })
      .where(and(eq(handoffs.linkId, linkId), isNews))
      .returning({ linkId: handoffs.linkId })
    if (moved.length === 0) return false
    await recordEvent(tx, {
      at,
      kind: 'link.reported',
      actorId: null,
      linkId,
      facts: { reason, isProven },
    })
    return true
  })
}

/** Keeps that somebody wants a new link, once in `everyMs`. False when they asked a short while ago. */
export function setAsked(db: Db, linkId: string, at: Date, everyMs: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const before = new Date(at.getTime() - everyMs)
    const moved = await tx
      .update(handoffs)
      .set({ askedAt: at })
      .where(and(eq(handoffs.linkId, linkId), or(isNull(handoffs.askedAt), lt(handoffs.askedAt, before))))
      .returning({ linkId: handoffs.linkId })
    if (moved.length === 0) return false
    await recordEvent(tx, { at, kind: 'link.asked_anew', actorId: null, linkId, facts: {} })
    return true
  })
}
