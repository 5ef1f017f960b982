import { asc, eq, inArray } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { listStaff } from '@/lib/db/list-staff'
import { events, links, sessions, staff } from '@/lib/db/schema'
import { connectByApiKey } from '@/lib/testing/connect-by-api-key'
import { aWish, openTestDesk, type TestDesk } from '@/lib/testing/test-desk'

import { createLink } from './create-link'
import { disableStaff } from './disable-staff'
import { enableStaff } from './enable-staff'
import { revokeOrphans } from './revoke-orphans'
import type { StaffCtx } from './staff-ctx'

let desk: TestDesk
let admin: StaffCtx
let agent: StaffCtx
let round = 0

beforeAll(async () => {
  desk = await openTestDesk()
})
beforeEach(async () => {
  round += 1
  await desk.database.db.update(staff).set({ disabledAt: new Date() })
  admin = await desk.ctxFor('admin', `admin-${round}`)
  agent = await desk.ctxFor('agent', `agent-${round}`)
})
afterEach(() => desk.reset())
afterAll(() => desk.close())

const make = async (ctx = agent) => {
  const made = await createLink(ctx, aWish({ integrations: ['private-api-bearer'] }))
  if (!made.ok) throw new Error(made.failure.code)
  return { id: made.value.link.id, url: made.value.url ?? '' }
}
const personOf = async (ctx: StaffCtx) => (await listStaff(ctx.db)).find(({ id }) => id === ctx.actor.id)
const statesOf = async (ids: string[]) =>
  (await admin.db.select({ state: links.state }).from(links).where(inArray(links.id, ids))).map(
    ({ state }) => state,
  )
const aboutAgent = async () => {
  const rows = await admin.db
    .select()
    .from(events)
    .where(eq(events.actorId, admin.actor.id))
    .orderBy(asc(events.id))
  return rows.filter(({ kind }) => kind !== 'staff.signed_in').map(({ kind, facts }) => [kind, facts])
}
const deletion = { method: 'DELETE', path: '/connect/session' }

describe('disabling a person', () => {
  it('ends their sessions and revokes their live links at Nango, each told', async () => {
    const [one, two] = [await make(), await make()]
    const foreign = await make(admin)
    expect(await personOf(agent)).toMatchObject({ liveLinks: 2, disabledAt: null })
    const done = await disableStaff(admin, agent.actor.id)
    const result = done.ok ? done.value.map(({ id, state }) => [id, state]) : done
    expect(result).toEqual([
      [two.id, 'revoked'],
      [one.id, 'revoked'],
    ])
    await expect(connectByApiKey(one.url)).rejects.toThrow('401')
    expect(await statesOf([foreign.id])).toEqual(['active'])
    expect(await personOf(agent)).toMatchObject({ liveLinks: 0, disabledAt: expect.any(Date) })
    const open = await admin.db.select().from(sessions).where(eq(sessions.staffId, agent.actor.id))
    expect(open.map(({ endedAt }) => endedAt)).toEqual([expect.any(Date)])
    const [disabled, ...more] = (await aboutAgent()).filter(([kind]) => kind !== 'link.created')
    expect(disabled).toEqual(['staff.disabled', { staff: agent.actor.email, staffId: agent.actor.id }])
    const kinds = more.map(([kind]) => String(kind)).toSorted()
    expect(kinds).toEqual(['link.revoke_asked', 'link.revoke_asked', 'link.revoked', 'link.revoked'])
  })

  it('lets a customer win who was just done', async () => {
    const { id, url } = await make()
    await connectByApiKey(url)
    expect(await disableStaff(admin, agent.actor.id)).toMatchObject({
      ok: true,
      value: [{ id, state: 'connected' }],
    })
  })

  it('stands when Nango cannot be told; the wish for each link is kept', async () => {
    const { id } = await make()
    desk.faults.setFault(deletion, { kind: 'status', status: 500, json: {} })
    const done = await disableStaff(admin, agent.actor.id)
    expect(done).toMatchObject({ ok: true, value: [{ id, state: 'active', isRevoking: true }] })
    expect((await personOf(agent))?.disabledAt).not.toBeNull()
    desk.reset()
    expect(await disableStaff(admin, agent.actor.id)).toMatchObject({
      ok: true,
      value: [{ id, state: 'revoked' }],
    })
    expect((await aboutAgent()).filter(([kind]) => kind === 'staff.disabled')).toHaveLength(1)
  })

  it('is for admins, not of oneself', async () => {
    expect(await disableStaff(agent, admin.actor.id)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await enableStaff(agent, admin.actor.id)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await disableStaff(admin, admin.actor.id)).toMatchObject({ failure: { code: 'staff_is_self' } })
    expect(await disableStaff(admin, 'stf_nobody')).toMatchObject({ failure: { code: 'staff_not_found' } })
    expect(await enableStaff(admin, 'stf_nobody')).toMatchObject({ failure: { code: 'staff_not_found' } })
  })

  it('never leaves the desk without an admin, even when two shut each other out', async () => {
    const other = await desk.ctxFor('admin', `other-${round}`)
    const both = await Promise.all([disableStaff(admin, other.actor.id), disableStaff(other, admin.actor.id)])
    expect(both.map((one) => (one.ok ? 'ok' : one.failure.code)).toSorted()).toEqual([
      'ok',
      'staff_is_last_admin',
    ])
  })

  it('can be undone, once', async () => {
    await disableStaff(admin, agent.actor.id)
    await Promise.all([enableStaff(admin, agent.actor.id), enableStaff(admin, agent.actor.id)])
    expect(await desk.ctxFor('agent', `agent-${round}`)).toBeDefined()
    expect((await aboutAgent()).map(([kind]) => kind)).toEqual(['staff.disabled', 'staff.enabled'])
  })
})

it('live links of a person who was disabled in the database are asked to be revoked, once', async () => {
  const { id } = await make()
  const kept = await make(admin)
  await admin.db.update(staff).set({ disabledAt: new Date() }).where(eq(staff.id, agent.actor.id))
  await revokeOrphans(desk.deskCtx())
  await revokeOrphans(desk.deskCtx())
  const rows = await admin.db
    .select()
    .from(events)
    .where(inArray(events.linkId, [id, kept.id]))
  const asked = rows.filter(({ kind }) => kind === 'link.revoke_asked')
  expect(asked.map(({ linkId, actorId }) => [linkId, actorId])).toEqual([[id, null]])
  const ended = rows.filter(({ kind }) => kind === 'link.revoked')
  expect(ended.map(({ linkId }) => linkId)).toEqual([id])
})
