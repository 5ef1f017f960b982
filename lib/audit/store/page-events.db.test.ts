import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { events, staff } from '@/lib/db/schema'
import { countOf } from '@/lib/testing/evidence'
import { openTestDatabase } from '@/lib/testing/test-database'

import type { EventKind } from '../events'
import { deskItself } from '../schema'
import { type EventFilter, pageEvents, type StoredEvent } from './page'

const kinds: EventKind[] = [
  'link.created',
  'link.connected',
  'staff.signed_in',
  'staff.refused',
  'audit.exported',
]
const people = ['stf_a', 'stf_b', 'stf_rare']
const start = Date.parse('2026-01-05T00:00:00Z')
const seed = Date.now() % 2 ** 31

let database: Database
const all: Pick<StoredEvent, 'id' | 'at' | 'kind' | 'linkId'>[] = []
const actors = new Map<number, string | null>()

/** Every filter meets events in lumps, and instants that are not in the order of the numbers. */
const anEvent = (number: number) => ({
  at: new Date(start + number * 60_000 - (number % 7) * 90_000),
  kind: kinds[number < 100 ? number % 2 : (number * 7) % 5] ?? 'link.created',
  actorId: number % 4 === 0 ? null : (people[number > 60 ? number % 2 : 2] ?? null),
  linkId: number % 3 === 0 ? `lnk_${number % 5}` : null,
  facts: { number },
})

beforeAll(async () => {
  process.stdout.write(`pages of events: seed ${seed}\n`)
  database = await openTestDatabase()
  const { db } = database
  const createdAt = new Date(start)
  await db.insert(staff).values(
    people.map((id) => ({
      id,
      identity: id,
      email: `${id}@example.com`,
      name: id,
      role: 'agent',
      createdAt,
    })),
  )
  for (let number = 1; number <= 240; number += 1) {
    const event = anEvent(number)
    await db.insert(events).values(event)
    all.push({ id: number, ...event })
    actors.set(number, event.actorId)
  }
})
afterAll(() => database.close())

const anInstant = fc.option(
  fc.integer({ min: -5, max: 245 }).map((number) => new Date(start + number * 60_000)),
)
const aFilter: fc.Arbitrary<EventFilter> = fc.record({
  kinds: fc.option(fc.subarray(kinds, { minLength: 1 })),
  actorId: fc.option(fc.constantFrom(...people, 'stf_nobody', deskItself)),
  linkId: fc.option(fc.constantFrom('lnk_0', 'lnk_1', 'lnk_nope')),
  from: anInstant,
  to: anInstant,
})

const isOpen = <T>(wanted: T | null, value: T) => wanted === null || wanted === value

const fits = ({ kinds: some, actorId, linkId, from, to }: EventFilter, event: (typeof all)[number]) =>
  [
    some === null || some.some((one) => one === event.kind),
    isOpen(actorId, actors.get(event.id) ?? deskItself),
    isOpen(linkId, event.linkId),
    from === null || event.at >= from,
    to === null || event.at < to,
  ].every(Boolean)

/** The pages from the newest to the oldest, as ids, and the same on the way back. */
const walk = async (filter: EventFilter, size: number) => {
  const down: number[][] = []
  const up: number[][] = []
  let page = await pageEvents(database.db, filter, null, size)
  expect(page.newer).toBeNull()
  down.push(page.rows.map(({ id }) => id))
  while (page.older !== null) {
    page = await pageEvents(database.db, filter, { way: 'older', fromId: page.older }, size)
    down.push(page.rows.map(({ id }) => id))
  }
  while (page.newer !== null) {
    page = await pageEvents(database.db, filter, { way: 'newer', fromId: page.newer }, size)
    up.unshift(page.rows.map(({ id }) => id))
  }
  return { down: down.flat(), up: up.flat(), last: down.at(-1) ?? [] }
}

it(
  'pages lead through exactly the events of a filter, there and back, each once',
  () =>
    fc.assert(
      fc.asyncProperty(aFilter, fc.integer({ min: 1, max: 60 }), async (filter, size) => {
        const wanted = all.filter((one) => fits(filter, one)).map(({ id }) => id)
        const { down, up, last } = await walk(filter, size)
        expect(down.toSorted((a, b) => a - b)).toEqual(wanted)
        expect([...up, ...last]).toEqual(down)
        const isDated = filter.from !== null || filter.to !== null
        if (!isDated) expect(down).toEqual(wanted.toReversed())
      }),
      { seed, numRuns: countOf(20, 600) },
    ),
  180_000,
)

it('an event says who, what and its hash', async () => {
  const filter = { kinds: null, actorId: 'stf_a', linkId: 'lnk_2', from: null, to: null }
  const { rows: found } = await pageEvents(database.db, filter, null, 1)
  expect(found).toEqual([
    {
      id: expect.any(Number),
      at: expect.any(Date),
      kind: expect.any(String),
      actorName: 'stf_a',
      actorEmail: 'stf_a@example.com',
      linkId: 'lnk_2',
      customer: null,
      facts: { number: found[0]?.id },
      factsJson: `{"number": ${found[0]?.id}}`,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
})
