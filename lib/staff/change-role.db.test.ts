import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import type { Role } from '@/lib/core/actor'
import type { StaffCtx } from '@/lib/ctx'
import { events, staff } from '@/lib/db/schema'
import { useFreshStaff } from '@/lib/testing/use-fresh-staff'

import { changeRole } from './change'
import { findStaffBySession, startSession } from './store/people'

const { desk, admin, agent, round } = useFreshStaff()

const change = (by: StaffCtx, of: StaffCtx, role: Role) => changeRole(by, { id: of.actor.id, role })
const roleOf = async ({ actor }: StaffCtx) =>
  (await admin.db.select({ role: staff.role }).from(staff).where(eq(staff.id, actor.id)))[0]?.role
const told = async () =>
  (await admin.db.select().from(events).where(eq(events.kind, 'staff.role_changed')))
    .filter(({ actorId }) => actorId === admin.actor.id)
    .map(({ facts }) => facts)

it('counts from the next request on, within the same session, and is told once', async () => {
  const arrival = { identity: `test:agent-${round()}`, email: agent.actor.email, name: agent.actor.name }
  const sessionId = await startSession(admin.db, { ...arrival, role: 'agent', at: new Date() })
  const seen = async () => (await findStaffBySession(admin.db, sessionId ?? '', new Date()))?.staff.role
  expect(await seen()).toBe('agent')
  expect(await change(admin, agent, 'viewer')).toEqual({ ok: true, value: null })
  expect(await seen()).toBe('viewer')
  expect(await change(admin, agent, 'viewer')).toMatchObject({ ok: true })
  const facts = { staff: agent.actor.email, staffId: agent.actor.id, from: 'agent', to: 'viewer' }
  expect(await told()).toEqual([facts])
})

it('is for admins, not of oneself, and of somebody who is known', async () => {
  expect(await change(agent, admin, 'viewer')).toMatchObject({ failure: { code: 'not_allowed' } })
  expect(await change(await desk.ctxFor('viewer'), agent, 'admin')).toMatchObject({
    failure: { code: 'not_allowed' },
  })
  expect(await change(admin, admin, 'agent')).toMatchObject({ failure: { code: 'staff_is_self' } })
  expect(await changeRole(admin, { id: 'stf_nobody', role: 'agent' })).toMatchObject({
    failure: { code: 'staff_not_found' },
  })
  expect([await roleOf(admin), await roleOf(agent), await told()]).toEqual(['admin', 'agent', []])
})

it('never leaves the desk without an admin, even when two take it from each other', async () => {
  const other = await desk.ctxFor('admin', `other-${round()}`)
  const both = await Promise.all([change(admin, other, 'agent'), change(other, admin, 'agent')])
  expect(both.map((one) => (one.ok ? 'ok' : one.failure.code)).toSorted()).toEqual([
    'ok',
    'staff_is_last_admin',
  ])
  expect(new Set([await roleOf(admin), await roleOf(other)])).toEqual(new Set(['admin', 'agent']))
})
