import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events } from '@/lib/db/schema'
import { apiKeys } from '@/lib/db/schema-tools'
import { openTestDesk, type TestDesk } from '@/lib/testing/test-desk'

import { createApiKey } from './create'
import { listApiKeys } from './list'
import { revokeApiKey } from './revoke'
import { CreateApiKeyInput } from './schema'
import { findKeyInUse } from './store'

let desk: TestDesk
let admin: StaffCtx

beforeAll(async () => {
  desk = await openTestDesk()
  admin = await desk.ctxFor('admin')
})
afterAll(() => desk.close())

const input = { name: 'Back office', scopes: ['read', 'create'], lifeDays: 30 }

const make = async (changes: object = {}) => {
  const made = await createApiKey(admin, CreateApiKeyInput.parse({ ...input, ...changes }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const listed = async () => {
  const list = await listApiKeys(admin)
  return list.ok ? list.value : []
}

it('are made by admins: told once, kept as a hash, in the audit log without their text', async () => {
  const { key, view } = await make()
  expect(key).toMatch(/^cdk_[\w-]{43}$/)
  expect(view).toMatchObject({
    name: 'Back office',
    scopes: ['create', 'read'],
    ending: key.slice(-4),
    makerName: 'admin',
    lastUsedAt: null,
    state: 'active',
  })
  expect(Date.parse(view.expiresAt ?? '') - Date.parse(view.createdAt)).toBe(30 * 86_400_000)
  expect((await listed())[0]).toEqual(view)
  const stored = await admin.db.select().from(apiKeys)
  const told = await admin.db.select().from(events).where(eq(events.kind, 'key.created'))
  expect(told.at(-1)).toMatchObject({
    actorId: admin.actor.id,
    facts: { name: 'Back office', scopes: 'create, read', keyId: view.id },
  })
  expect(JSON.stringify([stored, told])).not.toContain(key)
})

it('end when they are revoked, once, and by themselves when their time is up', async () => {
  const { key, view } = await make()
  const forever = await make({ lifeDays: null })
  expect(await findKeyInUse(admin.db, key, admin.now())).toMatchObject({ id: view.id })
  expect(await revokeApiKey(admin, view.id)).toEqual({ ok: true, value: null })
  expect(await revokeApiKey(admin, view.id)).toEqual({ ok: true, value: null })
  expect(await findKeyInUse(admin.db, key, admin.now())).toBeNull()
  const told = await admin.db.select().from(events).where(eq(events.kind, 'key.revoked'))
  expect(told.map(({ facts }) => facts)).toEqual([{ name: 'Back office', keyId: view.id }])
  const brief = await make()
  desk.advance(30 * 86_400_000)
  expect(await findKeyInUse(admin.db, brief.key, admin.now())).toBeNull()
  expect(await findKeyInUse(admin.db, forever.key, admin.now())).not.toBeNull()
  const states = new Map((await listed()).map(({ id, state }) => [id, state]))
  desk.reset()
  expect([view, brief.view, forever.view].map(({ id }) => states.get(id))).toEqual([
    'revoked',
    'expired',
    'active',
  ])
  expect(await revokeApiKey(admin, 'key_01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({
    failure: { code: 'key_not_found' },
  })
})

it('are nobody else’s business', async () => {
  const { view } = await make()
  for (const role of ['viewer', 'agent'] as const) {
    const ctx = await desk.ctxFor(role)
    const refused = { ok: false, failure: { code: 'not_allowed' } }
    expect(await createApiKey(ctx, CreateApiKeyInput.parse(input))).toEqual(refused)
    expect(await revokeApiKey(ctx, view.id)).toEqual(refused)
    expect(await listApiKeys(ctx)).toEqual(refused)
  }
  expect((await listed()).find(({ id }) => id === view.id)?.state).toBe('active')
})

it.each([
  ['no name', { name: ' ' }],
  ['a long name', { name: 'x'.repeat(61) }],
  ['no scope', { scopes: [] }],
  ['a strange scope', { scopes: ['admin'] }],
  ['a strange life', { lifeDays: 3650 }],
  ['more than is asked', { role: 'admin' }],
])('are not made with %s', (_, changes) => {
  expect(CreateApiKeyInput.safeParse({ ...input, ...changes }).success).toBe(false)
})
