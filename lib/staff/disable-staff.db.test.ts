import { asc, eq, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { findKeyInUse, insertKey } from '@/lib/api-keys/store'
import { StaffCtx } from '@/lib/ctx'
import { events, links, sessions, staff } from '@/lib/db/schema'
import { createLink } from '@/lib/links/create'
import { revokeOrphans } from '@/lib/links/finish'
import { readDeskStatus } from '@/lib/status/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useFreshStaff } from '@/lib/testing/use-fresh-staff'

import { disableStaff, enableStaff } from './change'
import { listStaffMembers } from './list'
import { listStaff } from './store/list'
import { findStaffBySession, startSession } from './store/people'

const { desk, admin, agent, round } = useFreshStaff()

const make = async (ctx = agent) => {
  const made = await createLink(ctx, linkInput({ integrations: ['private-api-bearer'] }))
  if (!made.ok) throw new Error(made.failure.code)
  return { id: made.value.link.id, url: made.value.url ?? '' }
}
const disable = (by: StaffCtx, of: StaffCtx, revokesKeys = true) =>
  disableStaff(by, { id: of.actor.id, revokesKeys })
const members = async () => {
  const list = await listStaffMembers(admin)
  return list.ok ? list.value : []
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
    const done = await disable(admin, agent)
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
    expect(await disable(admin, agent)).toMatchObject({
      ok: true,
      value: [{ id, state: 'connected' }],
    })
  })

  it('stands when Nango cannot be told; the request for each link is kept', async () => {
    const { id } = await make()
    desk.faults.setFault(deletion, { kind: 'status', status: 500, json: {} })
    const done = await disable(admin, agent)
    expect(done).toMatchObject({ ok: true, value: [{ id, state: 'active', isRevoking: true }] })
    expect((await personOf(agent))?.disabledAt).not.toBeNull()
    desk.reset()
    expect(await disable(admin, agent)).toMatchObject({
      ok: true,
      value: [{ id, state: 'revoked' }],
    })
    expect((await aboutAgent()).filter(([kind]) => kind === 'staff.disabled')).toHaveLength(1)
  })

  it('is for admins, not of oneself', async () => {
    expect(await disable(agent, admin)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await enableStaff(agent, admin.actor.id)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await disable(admin, admin)).toMatchObject({ failure: { code: 'staff_is_self' } })
    expect(await disableStaff(admin, { id: 'stf_nobody', revokesKeys: true })).toMatchObject({
      failure: { code: 'staff_not_found' },
    })
    expect(await enableStaff(admin, 'stf_nobody')).toMatchObject({ failure: { code: 'staff_not_found' } })
  })

  it('never leaves the desk without an admin, even when two shut each other out', async () => {
    const other = await desk.ctxFor('admin', `other-${round()}`)
    const both = await Promise.all([disable(admin, other), disable(other, admin)])
    expect(both.map((one) => (one.ok ? 'ok' : one.failure.code)).toSorted()).toEqual([
      'ok',
      'staff_is_last_admin',
    ])
  })

  it('goes for every identity of that e-mail, and so does the way back', async () => {
    const { email, name } = agent.actor
    const twin = { identity: `twin:${round()}`, email, name, role: 'agent', at: new Date() } as const
    const sessionId = (await startSession(admin.db, twin)) ?? ''
    const [row] = await admin.db.select().from(staff).where(eq(staff.identity, twin.identity))
    if (!row) throw new Error('no twin')
    expect(await disable(admin, agent)).toMatchObject({ ok: true })
    expect(await findStaffBySession(admin.db, sessionId, new Date())).toBeNull()
    const told = (await aboutAgent()).filter(([kind]) => kind === 'staff.disabled')
    expect(told.map(([, facts]) => facts)).toEqual(
      [agent.actor.id, row.id].toSorted().map((staffId) => ({ staff: email, staffId })),
    )
    const areOut = async () =>
      (await members()).filter((one) => one.email === email).map(({ isDisabled }) => isDisabled)
    expect(await areOut()).toEqual([true, true])
    await enableStaff(admin, row.id)
    expect(await areOut()).toEqual([false, false])
    expect(await startSession(admin.db, twin)).not.toBeNull()
  })

  it('is never of oneself, by whatever identity, nor of the last admin who is in', async () => {
    const { email, name } = admin.actor
    const twin = { identity: `self:${round()}`, email, name, role: 'agent', at: new Date() } as const
    await startSession(admin.db, twin)
    const [row] = await admin.db.select().from(staff).where(eq(staff.identity, twin.identity))
    const self = await disableStaff(admin, { id: row?.id ?? '', revokesKeys: true })
    expect(self).toMatchObject({ failure: { code: 'staff_is_self' } })
    const selves = (await members()).filter(({ isSelf }) => isSelf).map(({ id }) => id)
    expect(selves.toSorted()).toEqual([admin.actor.id, row?.id ?? ''].toSorted())
    // An admin who is shut out by another row of theirs cannot undo anything.
    const other = await desk.ctxFor('admin', `shut-${round()}`)
    await admin.db.insert(staff).values({
      ...twin,
      id: `stf_x${round()}`,
      identity: `x:${round()}`,
      email: other.actor.email,
      createdAt: twin.at,
      disabledAt: twin.at,
    })
    expect(await disable(other, admin)).toMatchObject({ failure: { code: 'staff_is_last_admin' } })
  })

  it('can be undone, once', async () => {
    await disable(admin, agent)
    await Promise.all([enableStaff(admin, agent.actor.id), enableStaff(admin, agent.actor.id)])
    expect(await desk.ctxFor('agent', `agent-${round()}`)).toBeDefined()
    expect((await aboutAgent()).map(([kind]) => kind)).toEqual(['staff.disabled', 'staff.enabled'])
  })
})

const key = async (maker: StaffCtx, changes: object = {}) => {
  const row = {
    name: `Tool ${round()}`,
    scopes: ['read' as const],
    expiresAt: null,
    at: new Date(),
    ...changes,
  }
  return insertKey(admin.db, { ...row, actorId: maker.actor.id })
}
const usable = async ({ key: text }: { key: string }) =>
  (await findKeyInUse(admin.db, text, new Date())) !== null
const orphans = async () => {
  const status = await readDeskStatus(admin)
  return status.ok ? status.value.orphanKeys.filter(({ name }) => name.endsWith(` ${round()}`)) : []
}

describe('API keys of a disabled person', () => {
  it('are listed beforehand and end with the person, each told, in one go', async () => {
    const maker = await desk.ctxFor('admin', `maker-${round()}`)
    const [one, two, foreign] = [await key(maker), await key(maker), await key(admin)]
    await key(maker, { expiresAt: new Date(Date.now() - 1) })
    const person = (await members()).find(({ id }) => id === maker.actor.id)
    expect(person?.liveKeys.map(({ id }) => id).toSorted()).toEqual([one.id, two.id].toSorted())
    expect(await disable(admin, maker)).toMatchObject({ ok: true })
    expect(await Promise.all([one, two, foreign].map(usable))).toEqual([false, false, true])
    const told = (await aboutAgent()).filter(([kind]) => kind === 'key.revoked')
    expect(told.map(([, facts]) => facts)).toEqual(
      [one.id, two.id].toSorted().map((keyId) => ({ name: `Tool ${round()}`, keyId })),
    )
    expect(await orphans()).toEqual([])
  })

  it('stay when that is asked for, and the status names them until they end', async () => {
    const maker = await desk.ctxFor('admin', `maker-${round()}`)
    const kept = await key(maker)
    await disable(admin, maker, false)
    expect(await usable(kept)).toBe(true)
    expect(await orphans()).toEqual([{ name: `Tool ${round()}`, makerName: maker.actor.name }])
    expect(await disable(admin, maker)).toMatchObject({ ok: true })
    expect(await usable(kept)).toBe(false)
    expect(await orphans()).toEqual([])
  })

  it('stay, and the person too, when the change cannot be told', async () => {
    const maker = await desk.ctxFor('admin', `maker-${round()}`)
    const kept = await key(maker)
    const { db, nango, now, actor } = admin
    const nobody = new StaffCtx({ db, nango, now, actor: { ...actor, id: 'x\u0000' } })
    await expect(disable(nobody, maker)).rejects.toThrow()
    expect([await usable(kept), (await personOf(maker))?.disabledAt]).toEqual([true, null])
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
