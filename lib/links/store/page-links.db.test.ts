import { assert, asyncProperty, boolean, constantFrom, integer, option, record } from 'fast-check'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { toSearchText } from '@/lib/core/search/search-text'
import type { Database } from '@/lib/db/open'
import { linkIntegrations, links, staff } from '@/lib/db/schema'
import { countOf } from '@/lib/testing/evidence'
import { openTestDatabase } from '@/lib/testing/test-database'

import type { LinkCursor } from '../schema/lists'
import { countLinks, type LinkFilter, pageLinks } from './page'

const firstAt = Date.UTC(2026, 0, 1)
const stepMs = 3_600_000
const count = 900

const pick = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0]

const states = ['connected', 'expired', 'revoked', 'connected', 'failed', 'active', 'creating'] as const
const makers = ['stf_a', 'stf_b', 'stf_c'] as const
const keys = ['github', 'hubspot', 'slack'] as const
const names = [
  'Ada Lovelace',
  '100% Wool',
  'under_score',
  String.raw`back\slash`,
  'Ünïcode 山田太郎',
] as const

/** Rare words stand far back, where no short walk finds them. */
const made = Array.from({ length: count }, (_, n) => {
  const createdAt = new Date(firstAt + n * stepMs)
  const customer = {
    id: `user_${n % 40}`,
    email: `person${n % 40}@example.com`,
    displayName: n === 7 || n === 450 ? 'Rarebird' : pick(names, n * 7),
    organizationId: null,
    organizationName: n % 9 === 0 ? 'Acme' : null,
  }
  return {
    id: `lnk_${ulid(createdAt.getTime())}`,
    createdAt,
    customer,
    state: pick(states, n * 5),
    makerId: pick(makers, n * 11),
    integrations: [...(n % 4 === 0 ? keys.slice(0, 2) : [pick(keys, n)]), ...(n % 430 === 5 ? ['rare'] : [])],
    alarmedAt: n % 50 === 3 ? createdAt : null,
  }
})

/** Every sixth link took the place of the one five before it; some of these twins never came to be. */
const renewsOf = (n: number) => (n % 6 === 5 ? (made[n - 5]?.id ?? null) : null)
const renewed = new Set(
  made.flatMap(({ state }, n) => (state === 'creating' || state === 'failed' ? [] : [renewsOf(n)])),
)

const textOf = ({ id, customer }: (typeof made)[number]) => toSearchText(id, customer)

const is = <T>(wanted: T | null, value: T) => wanted === null || wanted === value

type Made = (typeof made)[number]

const tests: ((filter: LinkFilter, link: Made) => boolean)[] = [
  (_, { state }) => state !== 'creating',
  ({ status }, { state, alarmedAt }) => (status === 'alarm' ? alarmedAt !== null : is<string>(status, state)),
  ({ isRenewed }, { id }) => is(isRenewed, renewed.has(id)),
  ({ makerId }, link) => is<string>(makerId, link.makerId),
  ({ customerId }, { customer }) => is(customerId, customer.id),
  ({ integrationKey: key }, { integrations }) => key === null || integrations.some((one) => one === key),
  ({ from }, { createdAt }) => from === null || createdAt >= from,
  ({ to }, { createdAt }) => to === null || createdAt < to,
  ({ term }, link) => term === null || term.split(' ').every((word) => textOf(link).includes(word)),
]

/** The same question, answered by looking at every link. */
const expected = (filter: LinkFilter) =>
  made
    .filter((link) => tests.every((test) => test(filter, link)))
    .map(({ id }) => id)
    .toReversed()

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  const { db } = database
  await db
    .insert(staff)
    .values(
      makers.map((id) => ({ id, identity: id, email: id, name: id, role: 'agent', createdAt: new Date() })),
    )
  await db.insert(links).values(
    made.map(({ id, createdAt, state, makerId, alarmedAt, customer }, n) => ({
      id,
      createdAt,
      state,
      makerId,
      alarmedAt,
      renewsId: renewsOf(n),
      intentKey: String(n),
      inputHash: 'x',
      customerId: customer.id,
      customerEmail: customer.email,
      customerName: customer.displayName,
      organizationName: customer.organizationName,
      ownTags: [],
      configDefaults: {},
      searchText: toSearchText(id, customer),
    })),
  )
  await db.insert(linkIntegrations).values(
    made.flatMap(({ id, integrations }) =>
      integrations.map((integrationKey, position) => ({
        linkId: id,
        position,
        integrationKey,
        displayName: integrationKey,
      })),
    ),
  )
})
afterAll(() => database.close())

const none: LinkFilter = {
  status: null,
  integrationKey: null,
  makerId: null,
  isRenewed: null,
  customerId: null,
  from: null,
  to: null,
  term: null,
}

/** All pages in one direction, as ids, newest page first. */
const walk = async (filter: LinkFilter, size: number, start: LinkCursor, way: 'older' | 'newer') => {
  const pages: string[][] = []
  let cursor = start
  for (let turn = 0; turn <= count; turn += 1) {
    const page = await pageLinks(database.db, filter, cursor, size)
    pages.push(page.rows.map(({ id }) => id))
    const next = page[way]
    if (next === null) break
    cursor = { way, fromId: next }
  }
  return (way === 'older' ? pages : pages.toReversed()).flat()
}

const dates = integer({ min: -10, max: count + 10 }).map((n) => new Date(firstAt + n * stepMs))
const filters = record({
  status: option(constantFrom('active', 'connected', 'expired', 'revoked', 'failed', 'alarm' as const)),
  isRenewed: option(boolean(), { freq: 3 }),
  integrationKey: option(constantFrom(...keys, 'rare', 'none')),
  makerId: option(constantFrom(...makers, 'stf_none')),
  customerId: option(constantFrom('user_1', 'user_39', 'nobody'), { freq: 9 }),
  from: option(dates),
  to: option(dates),
  term: option(
    constantFrom(
      'example.com',
      'ada',
      'lace ada',
      'acme',
      '100%',
      'r_s',
      '_score',
      String.raw`k\s`,
      '山田太',
      'zzz',
      'rarebird',
    ),
  ),
})

describe('paging', () => {
  it('yields every link of a filter once, there and back', async () => {
    await assert(
      asyncProperty(filters, integer({ min: 20, max: 120 }), async (filter, size) => {
        const all = expected(filter)
        expect(await walk(filter, size, null, 'older')).toEqual(all)
        expect(await countLinks(database.db, filter)).toBe(all.length)
        const last = all.at(-1)
        if (last === undefined) return
        const back = await walk(filter, size, { way: 'newer', fromId: last }, 'newer')
        expect(back).toEqual(all.slice(0, -1))
      }),
      { numRuns: countOf(20, 500) },
    )
  })

  it('goes on from any link, as far as it takes', async () => {
    const cursors = record({
      way: constantFrom('older', 'newer' as const),
      fromId: constantFrom(...made.map(({ id }) => id)),
    })
    await assert(
      asyncProperty(filters, option(cursors), integer({ min: 1, max: 3 }), async (filter, cursor, size) => {
        const all = expected(filter)
        const page = await pageLinks(database.db, filter, cursor, size)
        const wanted =
          cursor?.way === 'newer'
            ? all.filter((id) => id > cursor.fromId).slice(-size)
            : all.filter((id) => cursor === null || id < cursor.fromId).slice(0, size)
        expect(page.rows.map(({ id }) => id)).toEqual(wanted)
      }),
      { numRuns: countOf(100, 3_000) },
    )
  })

  it('finds what is rare beyond the walk, in both directions', async () => {
    const rare = { ...none, term: 'rarebird' }
    const [newer, older] = expected(rare)
    if (!newer || !older) throw new Error('the rare links are missing')
    // A page of one walks fewer than 400 links; the rare ones lie further away.
    expect(await walk(rare, 1, null, 'older')).toEqual([newer, older])
    expect(await walk(rare, 1, { way: 'newer', fromId: made[0]?.id ?? '' }, 'newer')).toEqual([newer, older])
    expect(await walk({ ...rare, status: 'revoked' }, 1, null, 'older')).toEqual(
      expected({ ...rare, status: 'revoked' }),
    )
  })

  it('finds frequent words of a rare integration beyond the walk', async () => {
    const filter = { ...none, term: 'example.com', integrationKey: 'rare' }
    expect(expected(filter)).toHaveLength(2)
    expect(await walk(filter, 1, null, 'older')).toEqual(expected(filter))
    expect(await walk(filter, 1, { way: 'newer', fromId: made[0]?.id ?? '' }, 'newer')).toEqual(
      expected(filter),
    )
  })

  it('says where the neighbours are', async () => {
    const all = expected(none)
    const top = await pageLinks(database.db, none, null, 50)
    expect([top.newer, top.older]).toEqual([null, all[49]])
    const fromId = all[49] ?? ''
    const next = await pageLinks(database.db, none, { way: 'older', fromId }, 50)
    expect([next.newer, next.older]).toEqual([all[50], all[99]])
    const back = await pageLinks(database.db, none, { way: 'newer', fromId: all[50] ?? '' }, 50)
    expect(back).toEqual(top)
  })
})
