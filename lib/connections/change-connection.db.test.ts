import { randomUUID } from 'node:crypto'

import { desc, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { toFailureView } from '@/lib/core/failure'
import { reservedTagKeys } from '@/lib/core/tags'
import type { StaffCtx } from '@/lib/ctx'
import { events } from '@/lib/db/schema'
import { readLink } from '@/lib/links/read'
import { reconnectLink } from '@/lib/links/reconnect'
import { readConnection } from '@/lib/nango/read-connection'
import { connectCustomer, integration } from '@/lib/testing/connect-customer'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { disconnectConnection } from './disconnect'
import { retagConnection } from './retag'

const { desk, agent, admin, viewer } = useTestDesk({ agent: 'agent', admin: 'admin', viewer: 'viewer' })

const connected = () => connectCustomer(desk, agent)
const reconnect = async (connectionId: string) =>
  valueOf(await reconnectLink(agent, { intentKey: randomUUID(), integration, connectionId, language: null }))
const atNango = (id: string) => readConnection(agent.nango, integration, id)
const tagsOf = async (id: string) => valueOf(await atNango(id)).tags
const retag = (ctx: StaffCtx, connectionId: string, set: Record<string, string>, remove: string[] = []) =>
  retagConnection(ctx, {
    integration,
    connectionId,
    set: Object.entries(set).map(([key, value]) => ({ key, value })),
    remove,
  })
const disconnect = (ctx: StaffCtx, connectionId: string, confirmation = 'user_42') =>
  disconnectConnection(ctx, { integration, connectionId, confirmation })
/** What connections' histories tell, newest first. */
const readEvents = async () =>
  (
    await agent.db
      .select()
      .from(events)
      .where(inArray(events.kind, ['connection.retagged', 'connection.disconnected']))
      .orderBy(desc(events.id))
  ).map(({ kind, actorId, facts }) => ({ kind, actorId, facts }))
const lacks = (method: string, scope: string) =>
  desk.faults.setFault(
    { method, path: /^\/connections\/./ },
    {
      kind: 'status',
      status: 403,
      json: { error: { code: 'forbidden', message: `Insufficient scope. Required: ${scope}` } },
    },
  )

describe('changing tags', () => {
  it('keeps what others have written since the form was opened', async () => {
    const { id, linkId } = await connected()
    const before = await tagsOf(id)
    const { sdk } = agent.nango
    const key = { connectionId: id, provider_config_key: integration }
    await sdk.patchConnection(key, { tags: { ...before, billing: 'paid', plan: 'trial' } })
    expect(codeOf(await retag(agent, id, { region: 'eu' }, ['end_user_email']))).toBe('ok')
    expect(await tagsOf(id)).toEqual({
      connect_link_id: linkId,
      end_user_id: 'user_42',
      end_user_display_name: 'Ada',
      plan: 'trial',
      billing: 'paid',
      region: 'eu',
    })
    expect((await readEvents())[0]).toEqual({
      kind: 'connection.retagged',
      actorId: agent.actor.id,
      facts: { connection: id, integration, tags: 'end_user_email, region' },
    })
  })

  it('takes ten tags and no more, and says how many are too many', async () => {
    const { id } = await connected()
    const five = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, '1']))
    expect(codeOf(await retag(agent, id, five))).toBe('ok')
    expect(Object.keys(await tagsOf(id))).toHaveLength(10)
    const count = (await readEvents()).length
    expect(await retag(agent, id, { f: '1', g: '1' }, ['a'])).toEqual({
      ok: false,
      failure: {
        code: 'invalid_input',
        fieldErrors: { tags: 'Nango takes 10 tags, and this connection would have 11. Remove 1 of them.' },
      },
    })
    expect(codeOf(await retag(agent, id, { f: '1', g: '1' }, ['a', 'b']))).toBe('ok')
    expect(await readEvents()).toHaveLength(count + 1)
  })

  it('writes nothing when nothing changes', async () => {
    const { id } = await connected()
    const count = (await readEvents()).length
    expect(codeOf(await retag(agent, id, { plan: 'pro' }, ['never_there']))).toBe('ok')
    expect(desk.faults.calls().filter(({ method }) => method === 'PATCH')).toEqual([])
    expect(await readEvents()).toHaveLength(count)
  })

  it('names the scope that the key lacks, and tells no history of what was not done', async () => {
    const { id } = await connected()
    const count = (await readEvents()).length
    lacks('PATCH', 'environment:connections:update')
    const refused = await retag(agent, id, { plan: 'free' })
    expect(refused.ok ? '' : toFailureView(refused.failure, 'connection').message).toMatch(
      /lacks the scope environment:connections:update/,
    )
    expect(await tagsOf(id)).toMatchObject({ plan: 'pro' })
    expect(await readEvents()).toHaveLength(count)
  })

  it('works on ids of any form, and fails where there is no such connection', async () => {
    expect(codeOf(await retag(agent, 'no/such=one', { plan: 'free' }))).toBe('connection_gone')
    expect(desk.faults.calls().map(({ path }) => path)).toEqual(['/connections/no%2Fsuch%3Done'])
  })

  it('is not for viewers', async () => {
    expect(codeOf(await retag(viewer, 'any', { plan: 'free' }))).toBe('not_allowed')
    expect(desk.faults.calls()).toEqual([])
  })
})

describe('disconnecting', () => {
  it('revokes live reconnect links first, then removes the connection', async () => {
    const { id } = await connected()
    const { link } = await reconnect(id)
    desk.faults.reset()
    expect(codeOf(await disconnect(admin, id))).toBe('ok')
    expect(valueOf(await readLink(agent, link.id)).link.state).toBe('revoked')
    expect(codeOf(await atNango(id))).toBe('connection_gone')
    const deletions = desk.faults.calls().filter(({ method }) => method === 'DELETE')
    expect(deletions.map(({ path }) => path)).toEqual(['/connect/session', `/connections/${id}`])
    expect((await readEvents())[0]).toEqual({
      kind: 'connection.disconnected',
      actorId: admin.actor.id,
      facts: { connection: id, integration },
    })
  })

  it('leaves the connection where a link cannot be revoked now', async () => {
    const { id } = await connected()
    await reconnect(id)
    desk.faults.setFault({ method: 'DELETE', path: '/connect/session' }, { kind: 'status', status: 500 })
    expect(codeOf(await disconnect(admin, id))).toBe('nango_failed')
    expect(codeOf(await atNango(id))).toBe('ok')
  })

  it('asks for the customer ID, or for its own where it names no customer', async () => {
    const { id } = await connected()
    const count = (await readEvents()).length
    expect(await disconnect(admin, id, 'user_4')).toMatchObject({
      failure: { code: 'invalid_input', fieldErrors: { confirmation: expect.stringContaining('user_42') } },
    })
    expect(codeOf(await disconnect(admin, id, id))).toBe('invalid_input')
    expect(codeOf(await retag(agent, id, {}, reservedTagKeys.slice(1)))).toBe('ok')
    expect(codeOf(await disconnect(admin, id))).toBe('invalid_input')
    expect(codeOf(await disconnect(admin, id, id))).toBe('ok')
    expect(await readEvents()).toHaveLength(count + 2)
  })

  it('is told once, also when the answer of Nango was lost', async () => {
    const { id } = await connected()
    const count = (await readEvents()).length
    desk.faults.setFault({ method: 'DELETE', path: `/connections/${id}` }, { kind: 'lost', times: 1 })
    expect(codeOf(await disconnect(admin, id))).toBe('ok')
    expect(codeOf(await disconnect(admin, id))).toBe('connection_gone')
    expect(await readEvents()).toHaveLength(count + 1)
  })

  it('names the scope that the key lacks', async () => {
    const { id } = await connected()
    lacks('DELETE', 'environment:connections:delete')
    expect(await disconnect(admin, id)).toMatchObject({
      failure: { code: 'nango_scope_missing', detail: 'environment:connections:delete' },
    })
    expect(codeOf(await atNango(id))).toBe('ok')
  })

  it('is for admins only', async () => {
    for (const ctx of [agent, viewer]) expect(codeOf(await disconnect(ctx, 'any'))).toBe('not_allowed')
    expect(desk.faults.calls()).toEqual([])
  })
})
