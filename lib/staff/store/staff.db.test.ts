import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import type { Database } from '@/lib/db/open'
import { events, staff } from '@/lib/db/schema'
import { openTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { defaultPreferences } from '../view'
import { changePreferences, endSession, findStaffBySession, startSession, touchSession } from './people'

let database: Database
let sessionId: string
const start = new Date('2026-01-05T09:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const arrival = {
  identity: 'oidc:1',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'agent',
  at: start,
} as const

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
})
beforeEach(async () => {
  sessionId = (await startSession(database.db, arrival)) ?? ''
})
afterAll(() => database.close())

const told = () => database.db.select().from(events).orderBy(events.id)
const find = (minutes: number, id = sessionId) => findStaffBySession(database.db, id, after(minutes))

describe('a sign-in', () => {
  it('names its person, and nobody for an unknown id', async () => {
    expect((await find(1))?.staff).toMatchObject({ email: 'ada@example.com', role: 'agent' })
    expect(await find(1, 'ses_nobody')).toBeNull()
  })
  it('ends after an hour without use', async () => {
    expect(await find(59)).not.toBeNull()
    expect(await find(60)).toBeNull()
  })
  it('lives on while it is used, but no longer than twelve hours', async () => {
    let seen = start
    for (let minutes = 50; minutes < 720; minutes += 50) {
      expect(await find(minutes)).not.toBeNull()
      await touchSession(database.db, sessionId, seen, after(minutes))
      seen = after(minutes)
    }
    expect(await find(719)).not.toBeNull()
    expect(await find(720)).toBeNull()
  })
  it('writes at most once a minute', async () => {
    await touchSession(database.db, sessionId, start, new Date(start.getTime() + 59_000))
    expect((await find(2))?.lastSeenAt).toEqual(start)
  })
  it('is over for good once ended', async () => {
    await endSession(database.db, sessionId, after(1))
    expect(await find(2)).toBeNull()
  })
  it('and its end are told, the end once', async () => {
    const before = (await told()).length
    await endSession(database.db, sessionId, after(1))
    await endSession(database.db, sessionId, after(2))
    expect((await told()).slice(before - 1)).toMatchObject([
      { kind: 'staff.signed_in', at: start },
      { kind: 'staff.signed_out', at: after(1) },
    ])
  })
})

describe('a person', () => {
  it('is one row, however often they come, with the newest name', async () => {
    await startSession(database.db, { ...arrival, name: 'Ada L', at: after(1) })
    const rows = await database.db.select().from(staff).where(eq(staff.identity, 'oidc:1'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ name: 'Ada L' })
  })
  it('has a changed role at the next request', async () => {
    await database.db.update(staff).set({ role: 'viewer' }).where(eq(staff.identity, 'oidc:1'))
    expect((await find(1))?.staff.role).toBe('viewer')
    await startSession(database.db, arrival)
    expect((await find(1))?.staff.role).toBe('viewer')
    await startSession(database.db, { ...arrival, role: 'admin' })
    expect((await find(1))?.staff.role).toBe('admin')
    await startSession(database.db, { ...arrival, role: 'admin' })
    const changes = (await told()).filter(({ kind }) => kind === 'staff.role_changed')
    expect(changes.map(({ facts }) => facts)).toMatchObject([
      { staff: 'ada@example.com', from: 'viewer', to: 'admin' },
    ])
  })
  it('who is disabled is out at once, and does not get in again', async () => {
    await database.db.update(staff).set({ disabledAt: start }).where(eq(staff.identity, 'oidc:1'))
    expect(await find(1)).toBeNull()
    expect(await startSession(database.db, arrival)).toBeNull()
    await database.db.update(staff).set({ disabledAt: null }).where(eq(staff.identity, 'oidc:1'))
  })
})

const disable = (email: string, disabledAt: Date | null = start) =>
  database.db.update(staff).set({ disabledAt }).where(eq(staff.email, email))

describe('a disabled person who comes back', () => {
  const bea = { ...arrival, identity: 'oidc:bea', email: 'bea@example.com', name: 'Bea' }
  const twin = { ...bea, identity: 'google:bea' }
  const rowOf = async ({ identity }: typeof bea) =>
    (await database.db.select().from(staff).where(eq(staff.identity, identity)))[0]
  afterEach(() => disable('bea@example.com', null))

  it('is refused with every identity of that e-mail, whatever its case, and leaves no row', async () => {
    await startSession(database.db, bea)
    await disable(bea.email)
    for (const email of ['bea@example.com', 'Bea@Example.COM'])
      expect(await startSession(database.db, { ...twin, email })).toBeNull()
    expect(await rowOf(twin)).toBeUndefined()
    await database.db.update(staff).set({ email: 'BEA@example.com' }).where(eq(staff.identity, bea.identity))
    expect(await startSession(database.db, twin)).toBeNull()
    await database.db.update(staff).set({ email: bea.email }).where(eq(staff.identity, bea.identity))
  })
  it('is not made an admin, nor called otherwise, by the refused try', async () => {
    await disable(bea.email)
    const renamed = { ...bea, email: 'new@example.com', role: 'admin' } as const
    const before = (await told()).length
    expect(await startSession(database.db, renamed)).toBeNull()
    expect(await rowOf(bea)).toMatchObject({ email: bea.email, role: 'agent' })
    expect(await told()).toHaveLength(before)
    expect(await startSession(database.db, twin)).toBeNull()
  })
  it('is out at once under the other identity too, also when only the database says so', async () => {
    const open = (await startSession(database.db, twin)) ?? ''
    expect(await find(1, open)).not.toBeNull()
    await database.db.update(staff).set({ disabledAt: start }).where(eq(staff.identity, bea.identity))
    expect(await find(1, open)).toBeNull()
    const renamed = { ...twin, email: 'bea.2@example.com' }
    expect(await startSession(database.db, renamed)).toBeNull()
  })
  it('is in again once nobody of that e-mail is disabled', async () => {
    await disable(bea.email)
    expect(await startSession(database.db, twin)).toBeNull()
    await disable(bea.email, null)
    expect(await startSession(database.db, twin)).not.toBeNull()
    expect(await startSession(database.db, bea)).not.toBeNull()
  })
  it('does not shut out whose e-mail is alike only', async () => {
    await disable(bea.email)
    for (const email of ['abea@example.com', 'bea@example.com.au', 'be_@example.com', 'b%@example.com'])
      expect(await startSession(database.db, { ...twin, identity: email, email })).not.toBeNull()
  })
})

it('an event is written with the change or not at all', async () => {
  const before = (await database.db.select().from(events)).length
  const work = database.db.transaction(async (tx) => {
    await recordEvent(tx, { at: start, kind: 'staff.signed_in', actorId: null, linkId: null, facts: {} })
    throw new Error('cut off')
  })
  await expect(work).rejects.toThrow('cut off')
  expect(await database.db.select().from(events)).toHaveLength(before)
})

const stored = async () => (await find(1))?.preferences
const put = async (preferences: unknown) => {
  await database.db.update(staff).set({ preferences })
}
const change = async (chosen: Parameters<typeof changePreferences>[2]) =>
  changePreferences(database.db, (await find(1))?.staff.id ?? '', chosen)

describe('preferences', () => {
  it('are the defaults until somebody chooses, and survive the next sign-in', async () => {
    await put({})
    expect(await stored()).toEqual(defaultPreferences)
    await change({ hasSound: true })
    await startSession(database.db, { ...arrival, at: after(1) })
    expect(await stored()).toEqual({ ...defaultPreferences, hasSound: true })
  })
  it('change one by one, and leave alone what another release has put there', async () => {
    await put({ hasKeys: false, ofTomorrow: [1] })
    await change({ copiesAtOnce: true })
    expect(await stored()).toEqual({ ...defaultPreferences, hasKeys: false, copiesAtOnce: true })
    const [row] = await database.db.select({ preferences: staff.preferences }).from(staff)
    expect(row?.preferences).toEqual({ hasKeys: false, copiesAtOnce: true, ofTomorrow: [1] })
  })
  it.each([null, 'on', [true], 7, { hasSound: 'yes', hasKeys: null }])(
    'read as the defaults where %j stands, which the next change mends',
    async (broken) => {
      await put(broken === null ? sql`'null'::jsonb` : broken)
      expect(await stored()).toEqual(defaultPreferences)
      await change({ hasKeys: false, hasSound: true })
      expect(await stored()).toEqual({ ...defaultPreferences, hasKeys: false, hasSound: true })
    },
  )
})
