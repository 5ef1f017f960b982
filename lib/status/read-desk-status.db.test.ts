import { expect, it } from 'vitest'

import { shareRateLimit } from '@/lib/db/nango-states'
import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { listStaffMembers } from '@/lib/staff/list'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'
import { recordDelivery } from '@/lib/webhooks/store/incoming'

import { readDeskStatus } from './read'
import { readRate } from './read-nango'

const { desk, admin } = useTestDesk({ admin: 'admin' })

const inSeconds = (seconds: number) => new Date(admin.now().getTime() + seconds * 1_000)
const originOf = async () => {
  const status = await readDeskStatus(admin)
  return status.ok ? status.value.linkOrigin : status.failure
}
const rateOf = () => readRate(admin)

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
  expect(await rateOf()).toMatchObject({ limit: 200, remaining: 150, isBackingOff: false })
  await share(20, 40)
  expect(await rateOf()).toMatchObject({ remaining: 20, resetsAt: expect.any(String), isBackingOff: true })
  await share(20, -1)
  expect(await rateOf()).toEqual({ limit: 200, remaining: 200, resetsAt: null, isBackingOff: false })
  await share(200, -1, inSeconds(30))
  expect(await rateOf()).toMatchObject({ isBackingOff: true })
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

it('knows where links lead, and when the last one led elsewhere', async () => {
  expect(await originOf()).toEqual({ pinned: null, wasLastRefused: false })
  const agent = await desk.ctxFor('agent')
  await createLink(agent, linkInput())
  expect(await originOf()).toEqual({ pinned: desk.sandbox.publicOrigin, wasLastRefused: false })
  desk.faults.setFault(
    { method: 'POST', path: '/connect/sessions' },
    {
      kind: 'rewrite',
      rewrite: () => ({
        data: {
          token: 'nango_connect_session_of_elsewhere',
          connect_link: 'https://elsewhere.example.com/?session_token=x',
          expires_at: new Date(Date.now() + 1_800_000).toISOString(),
        },
      }),
    },
  )
  expect(await createLink(agent, linkInput())).toMatchObject({ failure: { code: 'nango_foreign_link' } })
  expect(await originOf()).toEqual({ pinned: desk.sandbox.publicOrigin, wasLastRefused: true })
  desk.faults.reset()
  await createLink(agent, linkInput())
  expect(await originOf()).toMatchObject({ wasLastRefused: false })
})

it('knows the database', async () => {
  const status = await readDeskStatus(admin)
  const database = status.ok ? status.value.database : null
  expect(database?.version).toMatch(/^\d+\.\d+/)
  expect(database?.appliedMigrations).toBeGreaterThan(0)
  expect(database?.appliedMigrations).toBe(database?.knownMigrations)
  expect(database?.sizeBytes).toBeGreaterThan(1_000_000)
})

it('says in words how the webhooks stand that the desk sends', async () => {
  const now = new Date()
  const row = { linkId: 'lnk_1', type: 'link.expired', body: {}, createdAt: now, attempts: 1 }
  await admin.db.insert(outgoingWebhooks).values([
    { ...row, id: 'msg_1', eventId: 1, nextAttemptAt: now, lastFault: 'timeout' },
    { ...row, id: 'msg_2', eventId: 2, deliveredAt: now, lastStatus: 204 },
    { ...row, id: 'msg_3', eventId: 3, lastStatus: 410 },
    { ...row, id: 'msg_4', eventId: 4, attempts: 0, nextAttemptAt: now },
  ])
  const status = await readDeskStatus(admin)
  const outgoing = status.ok ? status.value.outgoing : null
  expect(outgoing).toMatchObject({ waiting: 2, givenUp: 1 })
  expect(outgoing?.webhooks.map(({ id, state, lastAnswer }) => [id, state, lastAnswer])).toEqual([
    ['msg_4', 'waiting', null],
    ['msg_3', 'given_up', 'Answered 410'],
    ['msg_2', 'delivered', 'Answered 204'],
    ['msg_1', 'waiting', 'No answer within 10 seconds'],
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
