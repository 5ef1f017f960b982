import { afterAll, beforeAll, expect, it } from 'vitest'

import { recordDelivery } from '@/lib/db/deliveries'
import { shareRateLimit } from '@/lib/db/nango-states'
import { openTestDesk, type TestDesk } from '@/lib/testing/test-desk'

import { listStaffMembers } from './list-staff-members'
import { readDeskStatus } from './read-desk-status'
import type { StaffCtx } from './staff-ctx'

let desk: TestDesk
let admin: StaffCtx

beforeAll(async () => {
  desk = await openTestDesk()
  admin = await desk.ctxFor('admin')
})
afterAll(() => desk.close())

const inSeconds = (seconds: number) => new Date(admin.now().getTime() + seconds * 1_000)
const rateOf = async () => {
  const status = await readDeskStatus(admin)
  return status.ok ? status.value.rate : status.failure
}

it('is for admins', async () => {
  for (const role of ['viewer', 'agent'] as const) {
    const ctx = await desk.ctxFor(role)
    expect(await readDeskStatus(ctx)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await listStaffMembers(ctx)).toMatchObject({ failure: { code: 'not_allowed' } })
  }
})

it('says what is left of the rate limit, and when background work rests for it', async () => {
  expect(await rateOf()).toBeNull()
  const share = (remaining: number, seconds: number, blockedUntil: Date | null = null) =>
    shareRateLimit(admin.db, admin.nango.host, {
      limit: 200,
      remaining,
      resetsAt: inSeconds(seconds),
      blockedUntil,
    })
  await share(150, 40)
  expect(await rateOf()).toMatchObject({ limit: 200, remaining: 150, isResting: false })
  await share(20, 40)
  expect(await rateOf()).toMatchObject({ remaining: 20, resetsAt: expect.any(String), isResting: true })
  await share(20, -1)
  expect(await rateOf()).toEqual({ limit: 200, remaining: 200, resetsAt: null, isResting: false })
  await share(200, -1, inSeconds(30))
  expect(await rateOf()).toMatchObject({ isResting: true })
})

it('lists the last webhooks in words, the newest first', async () => {
  const webhook = {
    type: 'auth',
    operation: 'creation',
    success: true,
    providerConfigKey: 'github',
    tags: {},
  }
  const bodyHash = 'hash'
  await recordDelivery(admin.db, {
    receivedAt: inSeconds(0),
    bodyHash,
    webhook,
    linkId: null,
    outcome: 'applied',
  })
  await recordDelivery(admin.db, {
    receivedAt: inSeconds(1),
    bodyHash,
    webhook: null,
    linkId: null,
    outcome: 'ignored',
  })
  const status = await readDeskStatus(admin)
  expect(status.ok ? status.value.deliveries : status.failure).toMatchObject([
    { type: 'unknown', integrationKey: null, outcome: 'Not about a connection' },
    { type: 'auth', operation: 'creation', integrationKey: 'github', outcome: 'A connection was noted' },
  ])
})

it('knows everybody who ever signed in', async () => {
  const staff = await listStaffMembers(admin)
  expect(staff.ok ? staff.value : []).toMatchObject([
    {
      name: 'admin',
      role: 'admin',
      isSelf: true,
      isDisabled: false,
      lastSignInAt: expect.any(String),
      liveLinks: 0,
    },
    { name: 'agent', isSelf: false },
    { name: 'viewer', isSelf: false },
  ])
})
