import 'server-only'
import { desc, eq, lt, sql } from 'drizzle-orm'

import type { AttemptFailure } from '@/lib/core/failed-attempt'

import type { Db } from './open'
import { failedAttempts } from './schema-late'

type Attempt = { integrationKey: string; kind: AttemptFailure; at: Date }

/** Counts a failed attempt with an integration: one row for each of its kinds. */
export const countFailedAttempt = async (db: Db, { integrationKey, kind, at }: Attempt) => {
  await db
    .insert(failedAttempts)
    .values({ integrationKey, kind, lastAt: at, count: 1 })
    .onConflictDoUpdate({
      target: [failedAttempts.integrationKey, failedAttempts.kind],
      set: { lastAt: at, count: sql`${failedAttempts.count} + 1` },
    })
}

export type StoredAttempts = typeof failedAttempts.$inferSelect

const most = 50

/** Failed attempts since which nobody connected the integration, newest first. */
export const listFailedAttempts = (db: Db): Promise<StoredAttempts[]> =>
  db.select().from(failedAttempts).orderBy(desc(failedAttempts.lastAt)).limit(most)

/** Somebody connected the integration: it works. */
export const forgetFailedAttempts = async (db: Db, integrationKey: string) => {
  await db.delete(failedAttempts).where(eq(failedAttempts.integrationKey, integrationKey))
}

/** Forgets failed attempts whose last one is from before an instant. */
export const pruneFailedAttempts = async (db: Db, before: Date) => {
  await db.delete(failedAttempts).where(lt(failedAttempts.lastAt, before))
}
