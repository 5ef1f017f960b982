import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { ulid } from 'ulid'

import { recordEvent } from '@/lib/audit/record'
import type { Language } from '@/lib/core/language'
import type { Db } from '@/lib/db/open'
import { staff } from '@/lib/db/schema'
import { messageTemplates } from '@/lib/db/schema-tools'

import type { Channel } from './words'

/** Which text. */
export type TemplateName = { channel: Channel; language: Language }

/** One version as it is kept; without a body it is our own text. */
type Row = Pick<typeof messageTemplates.$inferSelect, 'version' | 'subject' | 'body'>

const isOf = ({ channel, language }: TemplateName) =>
  and(eq(messageTemplates.channel, channel), eq(messageTemplates.language, language))

const columns = {
  version: messageTemplates.version,
  subject: messageTemplates.subject,
  body: messageTemplates.body,
}

/** The newest version of a text; undefined where none was ever saved. */
export async function findTemplate(db: Db, name: TemplateName): Promise<Row | undefined> {
  const [row] = await db
    .select(columns)
    .from(messageTemplates)
    .where(isOf(name))
    .orderBy(desc(messageTemplates.version))
    .limit(1)
  return row
}

/** The newest versions of a text and who saved them, newest first. */
export function listTemplateVersions(db: Db, name: TemplateName, limit: number) {
  return db
    .select({ ...columns, savedBy: staff.name, savedAt: messageTemplates.savedAt })
    .from(messageTemplates)
    .innerJoin(staff, eq(staff.id, messageTemplates.savedBy))
    .where(isOf(name))
    .orderBy(desc(messageTemplates.version))
    .limit(limit)
}

/** Which texts are not our own now. */
export async function listChangedTemplates(db: Db): Promise<{ channel: string; language: string }[]> {
  const newest = await db
    .selectDistinctOn([messageTemplates.channel, messageTemplates.language], {
      channel: messageTemplates.channel,
      language: messageTemplates.language,
      body: messageTemplates.body,
    })
    .from(messageTemplates)
    .orderBy(messageTemplates.channel, messageTemplates.language, desc(messageTemplates.version))
  return newest.filter(({ body }) => body !== null)
}

type NewVersion = TemplateName &
  Omit<Row, 'version'> & {
    /** The version that it takes the place of, 0 for none. */
    replaces: number
    actorId: string
    at: Date
  }

/** Keeps a new version; false where another one has taken that place. */
export function insertTemplate(
  db: Db,
  { channel, language, subject, body, replaces, actorId, at }: NewVersion,
): Promise<boolean> {
  const version = replaces + 1
  return db.transaction(async (tx) => {
    const newest = await findTemplate(tx, { channel, language })
    if ((newest?.version ?? 0) !== replaces) return false
    const row = { id: `tpl_${ulid(at.getTime())}`, channel, language, version, subject, body }
    const kept = await tx
      .insert(messageTemplates)
      .values({ ...row, savedBy: actorId, savedAt: at })
      .onConflictDoNothing()
      .returning({ id: messageTemplates.id })
    // Somebody was a moment faster.
    if (kept.length === 0) return false
    const facts = { channel, language, version, ours: body === null }
    await recordEvent(tx, { at, kind: 'template.saved', actorId, linkId: null, facts })
    return true
  })
}
