import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { verifyChain } from '@/lib/audit/verify'
import { openTestDatabase } from '@/lib/testing/test-database'

import type { Database } from './open'
import { events, links } from './schema'

const folder = join(import.meta.dirname, 'migrations')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => file.replace('.sql', ''))
const textOf = (name: string) => readFileSync(join(folder, `${name}.sql`), 'utf8')

/** The last migration of 1.0.0: what comes after it runs beside processes of the release before. */
const lastOfFirstRelease = '0008_one_twin'

/**
 * What a process of the release before could not live with: something gone, renamed or of another type, or a rule that
 * it does not know. A statement may say `-- unused since <version>`: then that release has stopped using it already.
 */
const findContractions = (text: string): string[] => {
  const made = [...text.matchAll(/\bcreate table "?(?<table>\w+)/gi)].map((found) => found.groups?.['table'])
  return text.split('--> statement-breakpoint').filter((statement) => {
    const says = statement.replaceAll(/^--.*$/gm, ' ')
    const about = /\b(?:create|alter) table "?(?<of>\w+)|\bindex\b[^;]*? on "?(?<on>\w+)/i.exec(says)?.groups
    const isNewTable = made.includes(about?.['of'] ?? about?.['on'] ?? '')
    const contracts =
      /\bdrop (table|column|constraint|type|view|schema|default)\b|\brename\b|\bset not null\b|\bset data type\b|\badd constraint\b[^;]*\b(check|unique|primary key)\b/i
    const addsNeed = /\badd column\b(?![^;,]*\bdefault\b)[^;,]*\bnot null\b/i
    const isTighter = contracts.test(says) || addsNeed.test(says) || /\bcreate unique index\b/i.test(says)
    return isTighter && !isNewTable && !/^-- unused since \d+\.\d+\.\d+$/m.test(statement)
  })
}

describe('a release only adds to the database, so that the one before runs beside it', () => {
  it.each(names.slice(names.indexOf(lastOfFirstRelease) + 1).concat('nothing yet'))('%s', (name) => {
    if (name !== 'nothing yet') expect(findContractions(textOf(name))).toEqual([])
  })
  it.each([
    ['alter table links drop column hosts', 1],
    ['ALTER TABLE "links" RENAME COLUMN "hosts" TO "targets"', 1],
    ['ALTER TABLE "links" ALTER COLUMN "language" SET NOT NULL;', 1],
    ['ALTER TABLE "links" ALTER COLUMN "language" SET DATA TYPE integer', 1],
    ['alter table links add column worth integer not null', 1],
    ['alter table links add constraint c check (worth > 0)', 1],
    ['create unique index u on links (customer_id)', 1],
    ['drop table events--> statement-breakpoint\ndrop table links', 2],
    ['-- unused since 1.4.0\nalter table links drop column hosts', 0],
    ['alter table links add column worth integer', 0],
    ["alter table links add column hosts jsonb default '[]' not null", 0],
    ['create index i on links (customer_id)', 0],
    ['create table t (id text primary key not null, constraint c check (id > 0))', 0],
    ['create table t (id text)--> statement-breakpoint\ncreate unique index i on t (id)', 0],
    ['create table t (id text)--> statement-breakpoint\ncreate unique index i on links (id)', 1],
  ])('%s', (text, count) => expect(findContractions(text)).toHaveLength(count))
})

const list = (parts: string[]) => sql.raw(parts.join(', '))
const byType = (type: string) =>
  ({ jsonb: '{}', boolean: 'false', text: 'x', bigint: '1', integer: '1' })[type] ?? '2026-01-05T09:00:00Z'

describe('a database with data from any state of the desk comes up to now', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  const migrate = async (some: string[]) => {
    for (const name of some)
      for (const statement of textOf(name).split('--> statement-breakpoint'))
        await database.db.execute(sql.raw(statement))
  }
  const Columns = z.array(z.object({ column_name: z.string(), data_type: z.string() }))
  /** The rows of an answer, as PGlite and as PostgreSQL's driver say them. */
  const Answer = z.union([z.object({ rows: Columns }).transform(({ rows }) => rows), Columns])

  /** A row with a value in each column that must have one, by the columns that the table has just then. */
  const seed = async (table: string, values: Record<string, string>) => {
    const needed = Answer.parse(
      await database.db.execute(
        sql`select column_name, data_type from information_schema.columns where table_schema = 'public'
          and table_name = ${table} and is_nullable = 'NO' and column_default is null`,
      ),
    )
    const row = {
      ...Object.fromEntries(needed.map(({ column_name, data_type }) => [column_name, byType(data_type)])),
      ...values,
    }
    await database.db.execute(
      sql`insert into ${sql.raw(table)} (${list(Object.keys(row))}) values (${list(Object.values(row).map((value) => `'${value}'`))})`,
    )
  }

  it.each(names)('from %s', async (name) => {
    const { db } = database
    await db.execute(sql`drop schema public cascade`)
    await db.execute(sql`create schema public`)
    const at = names.indexOf(name) + 1
    await migrate(names.slice(0, at))
    await seed('staff', { id: 'stf_1', role: 'agent', email: 'agent@example.com' })
    for (const id of ['lnk_1', 'lnk_2'])
      await seed('links', { id, maker_id: 'stf_1', intent_key: id, state: 'expired', own_tags: '[]' })
    await seed('link_integrations', { link_id: 'lnk_1', integration_key: 'github' })
    if (at < 3) await seed('events', { kind: 'link.created', facts: '{}' })
    await migrate(names.slice(at))
    expect((await db.select().from(links)).map(({ id, state }) => [id, state])).toEqual([
      ['lnk_1', 'expired'],
      ['lnk_2', 'expired'],
    ])
    expect(await db.select().from(events)).toHaveLength(at < 3 ? 1 : 0)
    expect((await verifyChain(db)).firstBroken).toBeNull()
  })
})
