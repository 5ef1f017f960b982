import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import { verifyChain } from '@/lib/audit/verify'
import { PlainError } from '@/lib/core/errors'
import { runCommand } from '@/lib/testing/run-command'
import { createTestDatabase, fillDataDir } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'
import { findPostgres } from '@/lib/testing/workshop/find-programs'

import { backUp } from './backup'
import { openPglite, openPostgres, type Database, type Db } from './open'
import { restore } from './restore'
import { linkIntegrations, links, sessions, staff } from './schema'
import { webhookDeliveries } from './schema-tools'

/** Somewhere a database can be: a new one on the PostgreSQL server, or a new directory for PGlite. */
type Place = { settings: Record<string, string>; open: () => Promise<Database> }

const folder = mkdtempSync(join(tmpdir(), 'desk-backup-'))
const file = join(folder, 'desk.backup')
let original: Place
let kept: Map<string, string[]>

const newPlace = async (): Promise<Place> => {
  const url = await createTestDatabase()
  if (url) return { settings: { DATABASE_URL: url }, open: () => openPostgres(url) }
  const dataDir = mkdtempSync(join(folder, 'data-'))
  return { settings: { DESK_DATA_DIR: dataDir }, open: () => openPglite(dataDir) }
}

const isOnServer = () => 'DATABASE_URL' in original.settings

/** What a backup or restore says to whoever ran it: nothing when it went well. */
const tell = async (place: Place, work: () => Promise<void>) => {
  useTestSettings(place.settings)
  return work().then(
    () => '',
    (error: unknown) =>
      error instanceof PlainError ? error.message : `not in plain words: ${String(error)}`,
  )
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute, 0, 123))

const fill = async (db: Db) => {
  await db.insert(staff).values({
    id: 'stf_1',
    identity: 'oidc:1',
    email: 'ada@example.com',
    name: 'Ada „Zoë“ 💡\t\\N',
    role: 'agent',
    createdAt: at(0),
  })
  await db.insert(sessions).values({ id: 'ses_1', staffId: 'stf_1', startedAt: at(0), lastSeenAt: at(1) })
  for (let number = 0; number < 50; number += 1) {
    const id = `lnk_${String(number).padStart(26, '0')}`
    const isLive = number % 2 === 0
    await db.insert(links).values({
      id,
      makerId: 'stf_1',
      intentKey: `intent-${number}`,
      inputHash: 'hash',
      state: isLive ? 'active' : 'revoked',
      customerId: `user ${number}; drop table "links"`,
      customerName: isLive ? null : 'Løvlie\n\r\\.',
      ownTags: { plan: 'gold', 'note ü': "it's" },
      configDefaults: {},
      sealedToken: isLive ? `k1.sealed.${number}` : null,
      expiresAt: at(30),
      createdAt: at(number),
      searchText: `user ${number}`,
    })
    await db
      .insert(linkIntegrations)
      .values({ linkId: id, position: 0, integrationKey: 'github', displayName: 'GitHub' })
    await recordEvent(db, {
      at: at(number),
      kind: 'link.created',
      actorId: 'stf_1',
      linkId: id,
      facts: { renews: `lnk_${number}` },
    })
    await db
      .insert(webhookDeliveries)
      .values({ receivedAt: at(number), bodyHash: 'hash', type: 'auth', outcome: 'noted' })
  }
}

/** A hash of every row, by table, wherever it stands in it. */
const hashRows = async (db: Db) => {
  const names = await db
    .select({ schema: sql<string>`table_schema`, name: sql<string>`table_name` })
    .from(sql`information_schema.tables`)
    .where(sql`table_type = 'BASE TABLE' and table_schema in ('public', 'drizzle')`)
  const hashes = new Map<string, string[]>()
  for (const { schema, name } of names) {
    const rows = await db
      .select({ hash: sql<string>`md5(t::text)` })
      .from(sql`${sql.identifier(schema)}.${sql.identifier(name)} t`)
    hashes.set(name, rows.map(({ hash }) => hash).toSorted())
  }
  return hashes
}

const onPlace = async <T>(place: Place, work: (db: Db) => Promise<T>): Promise<T> => {
  const { db, close } = await place.open()
  try {
    return await work(db)
  } finally {
    await close()
  }
}

beforeAll(async () => {
  useTestSettings()
  original = await newPlace()
  if (!isOnServer()) fillDataDir(original.settings['DESK_DATA_DIR'] ?? '')
  kept = await onPlace(original, async (db) => {
    await fill(db)
    return hashRows(db)
  })
})
beforeEach(() => {
  if (isOnServer()) vi.stubEnv('PATH', findPostgres())
})
afterEach(() => {
  vi.unstubAllEnvs()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (name: string, args: string[], place: Place) =>
  runCommand('lib/process/command.ts', [name, ...args], place.settings)

const drafts = () => readdirSync(folder).filter((name) => name.endsWith('.part'))

it('by one command each, a restored database has every row of the one that was backed up, and goes on where it ended', async () => {
  const backedUp = await run('db:backup', [file], original)
  expect(backedUp).toMatchObject({ code: 0, stderr: '' })
  expect(backedUp.stdout).toMatch(/^Backed up to .*desk\.backup \([\d,]+ bytes\)\.\n$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(drafts()).toEqual([])

  const copy = await newPlace()
  const restored = await run('db:restore', [file], copy)
  expect(restored).toEqual({ code: 0, stdout: `Restored from ${file}.\n`, stderr: '' })
  await onPlace(copy, async (db) => {
    expect(await hashRows(db)).toEqual(kept)
    expect(kept.get('links')).toHaveLength(50)
    expect(kept.get('event_chain')).toHaveLength(1)
    expect(await verifyChain(db)).toMatchObject({ checked: 50, firstBroken: null })
    await recordEvent(db, {
      at: at(59),
      kind: 'link.copied',
      actorId: 'stf_1',
      linkId: null,
      facts: { how: 'copied' },
    })
    expect(await verifyChain(db)).toMatchObject({ checked: 51, firstBroken: null })
    const delivery = { receivedAt: at(59), bodyHash: 'hash', type: 'auth', outcome: 'noted' }
    const [added] = await db
      .insert(webhookDeliveries)
      .values(delivery)
      .returning({ id: webhookDeliveries.id })
    expect(added).toEqual({ id: 51 })
  })

  expect(await onPlace(original, hashRows)).toEqual(kept)
  const unnamed = await run('db:restore', [], copy)
  expect(unnamed).toEqual({ code: 1, stdout: '', stderr: 'Usage: npm run db:restore -- <file>\n' })
}, 120_000)

it('never restores over a database', async () => {
  expect(await tell(original, () => restore(file))).toContain('already; nothing was changed.')
  expect(await onPlace(original, hashRows)).toEqual(kept)
})

it('refuses a file that was cut off, wherever, and leaves the place empty', async () => {
  const whole = readFileSync(file)
  const place = await newPlace()
  const cutFile = join(folder, 'cut.backup')
  for (const length of [3, 5_000, Math.floor(whole.length / 2), whole.length - 1]) {
    writeFileSync(cutFile, whole.subarray(0, length))
    const told = await tell(place, () => restore(cutFile))
    expect(told, `cut at ${length}`).toMatch(
      /^(\S+ is not a backup|\S+ is damaged or cut off; nothing|Nothing was restored\. pg_restore: error: )/,
    )
  }
  expect(await tell(place, () => restore(file))).toBe('')
  expect(await onPlace(place, hashRows)).toEqual(kept)
}, 60_000)

it('keeps the last good file when a backup fails', async () => {
  const before = readFileSync(file)
  const away: Record<string, string> = isOnServer()
    ? { DATABASE_URL: 'postgres://canary:password@127.0.0.1:1/none' }
    : { DESK_DATA_DIR: join(folder, 'nowhere') }
  const told = await tell({ ...original, settings: away }, () => backUp(file))
  expect(told).toMatch(/There is no database in|[Cc]onnection refused/)
  expect(told).not.toContain('password')
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(drafts()).toEqual([])
})

it('says what stands in the way', async () => {
  const text = join(folder, 'text')
  writeFileSync(text, 'hello, this is text')
  const none = join(folder, 'none')
  expect(await tell(original, () => restore(text))).toBe(`${text} is not a backup of Connect Desk.`)
  expect(await tell(original, () => restore(none))).toBe(`${none} cannot be read (ENOENT).`)
  expect(await tell(original, () => backUp(join(none, 'x')))).toBe(`${none}/x cannot be written (ENOENT).`)
  if (isOnServer()) {
    const away = { ...original, settings: { DATABASE_URL: 'postgres://u@127.0.0.1:1/d' } }
    expect(await tell(away, () => restore(file))).toMatch(/ECONNREFUSED.*\nIs the database up/)
    vi.stubEnv('PATH', folder)
    expect(await tell(original, () => backUp(text))).toBe(
      "pg_dump was not found. Install PostgreSQL's client programs: apt-get install postgresql-client",
    )
  } else
    await onPlace(original, async () => {
      expect(await tell(original, () => backUp(text))).toMatch(
        /^Another Connect Desk \(process \d+\) is using .*Stop it first/,
      )
    })
  expect(readFileSync(text, 'utf8')).toContain('hello')
})
