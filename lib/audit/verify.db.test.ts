import { eq, sql, type SQL } from 'drizzle-orm'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database, Db } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { countOf } from '@/lib/testing/evidence'
import { openTestDatabase, rollBack } from '@/lib/testing/test-database'

import { verifyChain } from './verify'

const count = 60
/** So that the walk takes several. */
const smallBatch = 7
const seed = Date.now() % 2 ** 31
let database: Database

const write = (db: Db, number: number) =>
  db.insert(events).values({
    at: new Date(1_767_000_000_000 + number * 1_001),
    kind: number % 3 ? 'link.revealed' : 'staff.signed_in',
    actorId: number % 5 ? `stf_${number % 4}` : null,
    linkId: number % 2 ? `lnk_${number}` : null,
    facts: { number, word: 'naïve “quoted” \\ \u{1f600}', nothing: null },
  })

beforeAll(async () => {
  process.stdout.write(`chain of events: seed ${seed}\n`)
  database = await openTestDatabase()
  for (let number = 1; number <= count; number += 1) await write(database.db, number)
})
afterAll(() => database.close())

/** What is found after some tampering, which is undone. */
const found = (...tampering: SQL[]) =>
  rollBack(database.db, async (tx) => {
    await tx.execute(sql`alter table events disable trigger events_chain`)
    for (const one of tampering) await tx.execute(one)
    return (await verifyChain(tx, smallBatch)).firstBroken
  })

const anId = fc.integer({ min: 1, max: count })
const aWord = fc.string({ unit: fc.constantFrom('a', 'b', '_', '.', 'é'), maxLength: 8 })
const flip = (bit: number, byte = 0) => sql`set_byte(hash, ${byte}, get_byte(hash, ${byte}) # ${1 << bit})`

/** Every way to rewrite one event without its number. */
const aChange = fc.oneof(
  fc
    .record({ byte: fc.integer({ min: 0, max: 31 }), bit: fc.integer({ min: 0, max: 7 }) })
    .map(({ byte, bit }) => sql`hash = ${flip(bit, byte)}`),
  fc.integer({ min: 1, max: 2 ** 40 }).map((ms) => sql`at = at + ${ms}::bigint * interval '1 millisecond'`),
  fc.constantFrom(sql`at = 'infinity'`, sql`at = '-infinity'`),
  aWord.map((word) => sql`kind = kind || ${`${word}.`}::text`),
  aWord.map((word) => sql`actor_id = coalesce(actor_id, '') || ${`${word}x`}::text`),
  aWord.map((word) => sql`link_id = coalesce(link_id, '') || ${`${word}x`}::text`),
  fc.constant(sql`actor_id = link_id, link_id = coalesce(actor_id, '.')`),
  aWord.map((word) => sql`facts = facts || jsonb_build_object('number', ${word}::text)`),
  fc.constantFrom(sql`facts = facts - 'nothing'`, sql`facts = '[]'`, sql`facts = 'null'`),
)

const check = <Args extends [unknown, ...unknown[]]>(property: fc.IAsyncProperty<Args>) =>
  fc.assert(property, { seed, numRuns: countOf(15, 1_000) })

describe('a chain of events', () => {
  it('is whole when nobody touched it', async () => {
    const report = await verifyChain(database.db)
    expect(report).toMatchObject({ checked: count, firstBroken: null, head: { id: count } })
    expect(report.head.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it(
    'is broken where anything of an event was changed',
    () =>
      check(
        fc.asyncProperty(anId, aChange, async (id, change) => {
          expect(await found(sql`update events set ${change} where id = ${id}`)).toEqual({
            id,
            fault: 'changed',
          })
        }),
      ),
    120_000,
  )

  it(
    'is broken where events are missing, the last ones too',
    () =>
      check(
        fc.asyncProperty(anId, fc.integer({ min: 1, max: 5 }), async (id, many) => {
          const gone = sql`delete from events where id >= ${id} and id < ${id + many}`
          expect(await found(gone)).toEqual({ id, fault: 'missing' })
        }),
      ),
    120_000,
  )

  it(
    'is broken behind an event that was put in, however well it was made up',
    () =>
      check(
        fc.asyncProperty(fc.integer({ min: 1, max: count - 1 }), fc.boolean(), async (id, isHashed) => {
          const copied = sql`insert into events select ${id}, at, kind, actor_id, link_id, '{}', hash from events where id = ${id + 1}`
          const hashed = sql`update events set hash = event_hash(coalesce((select hash from events where id = ${id - 1}), ''),
          id, at, kind, actor_id, link_id, facts) where id = ${id}`
          const broken = await found(
            sql`update events set id = -id - 1 where id >= ${id}`,
            sql`update events set id = -id where id < 0`,
            copied,
            ...(isHashed ? [hashed] : []),
          )
          expect(broken).toEqual({ id: isHashed ? id + 1 : id, fault: 'changed' })
        }),
      ),
    120_000,
  )

  it(
    'is broken where two events changed places',
    () =>
      check(
        fc.asyncProperty(fc.integer({ min: 1, max: count - 1 }), async (id) => {
          const broken = await found(
            sql`update events set id = -id where id in (${id}, ${id + 1})`,
            sql`update events set id = case when id = ${-id} then ${id + 1}::bigint else ${id}::bigint end where id < 0`,
          )
          expect(broken).toEqual({ id, fault: 'changed' })
        }),
      ),
    120_000,
  )

  it.each([
    [
      'an event before the first',
      sql`insert into events select 0, at, kind, actor_id, link_id, facts, hash from events where id = 1`,
      0,
      'before_first',
    ],
    [
      'an event after the last',
      sql`insert into events select 61, at, kind, actor_id, link_id, facts, event_hash(hash, 61, at, kind, actor_id, link_id, facts) from events where id = 60`,
      61,
      'after_last',
    ],
    ['a beginning that was moved up', sql`update event_chain set pruned_to_id = 7`, 1, 'before_first'],
    ['a beginning that was rewritten', sql`update event_chain set pruned_hash = '\\x00'`, 1, 'changed'],
    [
      'an end that was moved back',
      sql`update event_chain set last_id = 50, hash = (select hash from events where id = 50)`,
      51,
      'after_last',
    ],
    ['an end that was moved on', sql`update event_chain set last_id = 61`, 61, 'missing'],
    ['an end that was rewritten', sql`update event_chain set hash = ${flip(3)}`, 60, 'changed'],
    ['ends that are gone', sql`delete from event_chain`, 0, 'no_ends'],
  ])('is broken by %s', async (_, tampering, id, fault) => {
    expect(await found(tampering)).toEqual({ id, fault })
  })
})

it('200 events of parallel transactions, some of them cut off, make one chain without gaps', async () => {
  const before = (await verifyChain(database.db)).head.id
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, number) =>
      database.db.transaction(async (tx) => {
        await write(tx, number)
        await write(tx, number)
        if (number % 10 === 3) throw new Error('cut off')
      }),
    ),
  )
  const kept = 2 * outcomes.filter(({ status }) => status === 'fulfilled').length
  expect(kept).toBe(180)
  expect(await verifyChain(database.db)).toMatchObject({
    checked: before + kept,
    firstBroken: null,
    head: { id: before + kept },
  })
  const last = await database.db
    .select({ id: events.id })
    .from(events)
    .where(eq(events.id, before + kept))
  expect(last).toHaveLength(1)
})
