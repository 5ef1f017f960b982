import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import { verifyChain } from '@/lib/audit/verify'
import { openTestDatabase } from '@/lib/testing/test-database'

import type { Database } from './open'
import { events } from './schema'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const migrate = async (name: string) => {
  const text = readFileSync(join(import.meta.dirname, 'migrations', `${name}.sql`), 'utf8')
  for (const statement of text.split('--> statement-breakpoint'))
    await database.db.execute(sql.raw(statement))
}

it('events of a desk from before the chain are chained in their order, without gaps', async () => {
  const { db } = database
  await db.execute(sql`drop schema public cascade`)
  await db.execute(sql`create schema public`)
  await migrate('0000_first')
  // Numbers 1 to 9; a rolled-back sequence leaves such gaps.
  await db.execute(sql`insert into events (at, kind, actor_id, link_id, facts)
    select '2026-01-05T09:00:00.123Z', 'link.' || n, 'stf_1', null, jsonb_build_object('n', n) from generate_series(1, 9) n`)
  await db.execute(sql`delete from events where id in (1, 4, 5)`)
  await migrate('0001_life')
  await migrate('0002_event_chain')
  await recordEvent(db, {
    at: new Date(),
    kind: 'link.copied',
    actorId: null,
    linkId: null,
    facts: { how: 'copied' },
  })
  const rows = await db.select({ id: events.id, kind: events.kind }).from(events).orderBy(events.id)
  expect(rows.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    '1 link.2',
    '2 link.3',
    '3 link.6',
    '4 link.7',
    '5 link.8',
    '6 link.9',
    '7 link.copied',
  ])
  expect(await verifyChain(db)).toMatchObject({ checked: 7, firstBroken: null, head: { id: 7 } })
})
