import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { events } from '@/lib/db/schema'
import { connectionChanges } from '@/lib/db/schema-late'
import { readConnection } from '@/lib/nango/read-connection'
import { connectCustomer, integration } from '@/lib/testing/connect-customer'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { finishChanges } from './change'
import { disconnectConnection } from './disconnect'
import { retagConnection } from './retag'

// Changes of a connection of which the desk does not know at once what became.

const { desk, agent, admin } = useTestDesk({ agent: 'agent', admin: 'admin' })

const connected = () => connectCustomer(desk, agent)
const tagsOf = async (id: string) => valueOf(await readConnection(agent.nango, integration, id)).tags
const retag = (id: string) =>
  retagConnection(agent, { integration, connectionId: id, set: [{ key: 'plan', value: 'free' }], remove: [] })
const lacks = (method: string, scope: string) =>
  desk.faults.setFault(
    { method, path: /^\/connections\/./ },
    {
      kind: 'status',
      status: 403,
      json: { error: { code: 'forbidden', message: `Insufficient scope. Required: ${scope}` } },
    },
  )
const outcomes = async (id: string) =>
  (
    await agent.db
      .select()
      .from(events)
      .where(sql`${events.facts} ->> 'connection' = ${id} and ${events.kind} like 'connection.%'`)
      .orderBy(events.id)
  ).map(({ kind, actorId, facts }) => {
    expect(actorId).toBe(agent.actor.id)
    return `${kind} ${Object(facts).code ?? ''}`.trim()
  })
const open = () => agent.db.select().from(connectionChanges)
const sweep = async (afterMs: number) => {
  desk.advance(afterMs)
  await finishChanges(desk.deskCtx())
}
const patch = (id: string) => ({ method: 'PATCH', path: `/connections/${id}` })

it('is done where only the answer was lost', async () => {
  const { id } = await connected()
  desk.faults.setFault(patch(id), { kind: 'lost' })
  expect(codeOf(await retag(id))).toBe('ok')
  expect(await outcomes(id)).toEqual(['connection.retag_asked', 'connection.retagged'])
  expect(await open()).toEqual([])
})

it('is refused where Nango says so, and left to the sweep where it says nothing', async () => {
  const { id } = await connected()
  lacks('PATCH', 'environment:connections:update')
  expect(codeOf(await retag(id))).toBe('nango_scope_missing')
  const refused = ['connection.retag_asked', 'connection.change_failed nango_scope_missing']
  expect(await outcomes(id)).toEqual(refused)
  desk.faults.setFault(patch(id), { kind: 'status', status: 500 })
  desk.faults.setFault({ method: 'PATCH', path: /^\/connections\/./ }, null)
  expect(codeOf(await retag(id))).toBe('nango_failed')
  await sweep(10_000)
  expect(await outcomes(id)).toEqual([...refused, 'connection.retag_asked'])
  await sweep(15_000)
  expect(await outcomes(id)).toEqual([
    ...refused,
    'connection.retag_asked',
    'connection.change_failed cut_off',
  ])
})

it('is unknown where others changed the tags since, or Nango cannot be asked for a day', async () => {
  const [one, two] = [await connected(), await connected()]
  for (const { id } of [one, two]) {
    desk.faults.setFault(patch(id), { kind: 'status', status: 500 })
    await retag(id)
    desk.faults.setFault(patch(id), null)
  }
  const { sdk } = agent.nango
  const key = { connectionId: one.id, provider_config_key: integration }
  await sdk.patchConnection(key, { tags: { end_user_id: 'user_43' } })
  lacks('GET', 'environment:connections:read')
  await sweep(25_000)
  expect(await open()).toHaveLength(2)
  desk.faults.setFault({ method: 'GET', path: /^\/connections\/./ }, null)
  desk.faults.setFault({ method: 'GET', path: `/connections/${two.id}` }, { kind: 'status', status: 401 })
  await sweep(61_000)
  const unknown = ['connection.retag_asked', 'connection.change_unknown']
  expect(await outcomes(one.id)).toEqual(unknown)
  expect(await outcomes(two.id)).toEqual(unknown.slice(0, 1))
  await sweep(24 * 3_600_000)
  expect(await outcomes(two.id)).toEqual(unknown)
  expect(await open()).toEqual([])
})

it('asks nothing of Nango where the database cannot take the intent', async () => {
  const { id } = await connected()
  await agent.db.execute(sql`alter table connection_changes rename to elsewhere`)
  desk.faults.reset()
  await expect(retag(id)).rejects.toThrow(/connection_changes/)
  await expect(
    disconnectConnection(admin, { integration, connectionId: id, confirmation: 'user_42' }),
  ).rejects.toThrow(/connection_changes/)
  await agent.db.execute(sql`alter table elsewhere rename to connection_changes`)
  expect(desk.faults.calls().filter(({ method }) => method !== 'GET')).toEqual([])
  expect(await outcomes(id)).toEqual([])
})

it('loses nothing where the database fails after Nango has done it', async () => {
  const { id } = await connected()
  // The outcome cannot be written: the chain refuses that kind.
  await agent.db.execute(
    sql`alter table events add constraint refuses check (kind <> 'connection.retagged') not valid`,
  )
  await expect(retag(id)).rejects.toThrow()
  await agent.db.execute(sql`alter table events drop constraint refuses`)
  expect(await tagsOf(id)).toMatchObject({ plan: 'free' })
  await sweep(25_000)
  expect(await outcomes(id)).toEqual(['connection.retag_asked', 'connection.retagged'])
})
