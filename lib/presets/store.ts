import 'server-only'
import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { ulid } from 'ulid'

import { recordEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { presets } from '@/lib/db/schema-tools'

import { PresetContent } from './schema'

/** Without an owner it is everybody's. */
export type Preset = { id: string; ownerId: string | null; name: string; content: PresetContent }

/** As many as one person, or everybody together, can have. */
export const mostPresets = 50

const columns = { id: presets.id, ownerId: presets.ownerId, name: presets.name, content: presets.content }

/** What this version cannot read any more is left out. */
const toPreset = (row: Omit<Preset, 'content'> & { content: unknown }): Preset[] => {
  const content = PresetContent.safeParse(row.content)
  return content.success ? [{ ...row, content: content.data }] : []
}

/** A person's own presets and everybody's, by name. */
export async function listPresetsFor(db: Db, staffId: string): Promise<Preset[]> {
  const rows = await db
    .select(columns)
    .from(presets)
    .where(or(eq(presets.ownerId, staffId), isNull(presets.ownerId)))
    .orderBy(asc(sql`lower(${presets.name})`), asc(presets.id))
  return rows.flatMap(toPreset)
}

/** Whose a preset is; undefined where there is none. */
export async function findPresetOwner(db: Db, id: string): Promise<{ ownerId: string | null } | undefined> {
  const [found] = await db.select({ ownerId: presets.ownerId }).from(presets).where(eq(presets.id, id))
  return found
}

type By = { actorId: string; at: Date }
type NewPreset = Omit<Preset, 'id'> & { replaces: boolean } & By

const isOf = (ownerId: string | null) =>
  ownerId === null ? isNull(presets.ownerId) : eq(presets.ownerId, ownerId)
const isNamed = (name: string) => sql`lower(${presets.name}) = lower(${name})`

/** Keeps a preset; over the one of that name where it may. `taken`: it may not. `full`: there are as many as there can be. */
export function savePresetRow(
  db: Db,
  { ownerId, name, content, replaces, actorId, at }: NewPreset,
): Promise<'saved' | 'taken' | 'full'> {
  return db.transaction(async (tx) => {
    const known = await tx
      .select({ id: presets.id, isSame: sql<boolean>`${isNamed(name)}` })
      .from(presets)
      .where(isOf(ownerId))
      .for('update')
    const same = known.find(({ isSame }) => isSame)
    if (same && !replaces) return 'taken'
    if (!same && known.length >= mostPresets) return 'full'
    const id = same?.id ?? `pst_${ulid(at.getTime())}`
    if (same) await tx.update(presets).set({ name, content, changedAt: at }).where(eq(presets.id, id))
    else {
      const row = { id, ownerId, name, content, createdAt: at, createdBy: actorId, changedAt: at }
      const [kept] = await tx.insert(presets).values(row).onConflictDoNothing().returning({ id: presets.id })
      // Somebody was a moment faster.
      if (!kept) return 'taken'
    }
    const facts = { name, presetId: id, shared: ownerId === null, replaced: same !== undefined }
    await recordEvent(tx, { at, kind: 'preset.saved', actorId, linkId: null, facts })
    return 'saved'
  })
}

type Renaming = { id: string; name: string } & By

/** Gives a preset another name; `gone` where it is no more. */
export function renamePresetRow(
  db: Db,
  { id, name, actorId, at }: Renaming,
): Promise<'renamed' | 'taken' | 'gone'> {
  return db.transaction(async (tx) => {
    const [preset] = await tx.select(columns).from(presets).where(eq(presets.id, id)).for('update')
    if (!preset) return 'gone'
    const [same] = await tx
      .select({ id: presets.id })
      .from(presets)
      .where(and(isOf(preset.ownerId), isNamed(name), ne(presets.id, id)))
    if (same) return 'taken'
    await tx.update(presets).set({ name, changedAt: at }).where(eq(presets.id, id))
    const facts = { name, from: preset.name, presetId: id, shared: preset.ownerId === null }
    await recordEvent(tx, { at, kind: 'preset.renamed', actorId, linkId: null, facts })
    return 'renamed'
  })
}

/** Removes a preset, if it is still there. */
export function removePresetRow(db: Db, { id, actorId, at }: { id: string } & By): Promise<void> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(presets)
      .where(eq(presets.id, id))
      .returning({ name: presets.name, ownerId: presets.ownerId })
    if (!gone) return
    const facts = { name: gone.name, presetId: id, shared: gone.ownerId === null }
    await recordEvent(tx, { at, kind: 'preset.removed', actorId, linkId: null, facts })
  })
}
