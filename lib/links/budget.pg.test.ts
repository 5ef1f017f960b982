import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import { nangoStates } from '@/lib/db/schema-tools'
import { listIntegrations } from '@/lib/integrations/list'
import { connectBy, exampleOf, createReconnect } from '@/lib/testing/connect-customer'
import { linkInput, openTestDesk, type TestDesk, valueOf } from '@/lib/testing/test-desk'

import { createLink } from './create'
import { finishReconnects, checkOpenLinks } from './finish'
import { readLink, readLinkStatuses } from './read'

const perMinute = 20
/** How often a card asks the desk. */
const cardMs = 1_500

let desk: TestDesk
let agent: StaffCtx
let sweep: DeskCtx
const watched: string[] = []

beforeAll(async () => {
  desk = await openTestDesk({ exampleConnections: 2_600 })
  agent = await desk.ctxFor('agent')
  sweep = desk.deskCtx()
})
afterAll(() => desk.close())

/** All links are watched, and the sweep goes on, for some time on the turns' clock; returns when each call was. */
const watch = async (forMs: number, until = async () => false) => {
  const times: number[] = []
  let passedMs = 0
  for (let card = 0; passedMs < forMs && !(await until()); card += 1) {
    const before = desk.faults.calls().length
    // Whoever comes first in an instant takes the turn: one after the other stands for all of them.
    await readLink(agent, watched[card % watched.length] ?? '')
    await checkOpenLinks(sweep)
    if (card % 4 === 0) {
      await readLinkStatuses(agent, watched.slice(-50))
      await finishReconnects(sweep)
    }
    const calls = desk.faults.calls().slice(before)
    times.push(...calls.filter(({ path }) => path !== '/connect/session').map(({ at }) => at + passedMs))
    passedMs += cardMs
    // The turns go by the database's clock: it is taken to be later.
    await agent.db
      .update(nangoStates)
      .set({ askedAt: sql`${nangoStates.askedAt} - ${cardMs}::int * interval '1 millisecond'` })
  }
  return { times, passedMs }
}

const mostInAMinute = (times: number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length))

/** Somebody uses the link of an OAuth reconnect; how long it takes until the desk knows. */
const noticeMs = async ({ link, url }: Awaited<ReturnType<typeof createReconnect>>) => {
  const isKnown = async () =>
    (await readLinkStatuses(agent, [link.id])).every(({ state }) => state === 'connected')
  await connectBy.github(url)
  return (await watch(60_000, isKnown)).passedMs
}

describe('calls to Nango', { timeout: 120_000 }, () => {
  it('are at most 20 a minute for one reconnect among thousands of connections, which is known within 8 s', async () => {
    const made = await createReconnect(agent, 'github', await exampleOf(agent, 'github', 'oldest'))
    watched.push(made.link.id)
    // Once a day a process asks how customers log in; pages do, and no turn.
    await listIntegrations(agent)
    const { times } = await watch(66_000)
    expect(mostInAMinute(times)).toBeLessThanOrEqual(perMinute)
    // It is really looked at all the time: at the news and at the one connection.
    expect(times.length).toBeGreaterThan(17)
    expect(await noticeMs(made)).toBeLessThanOrEqual(8_000)
  })

  it('are at most 20 a minute for 30 new links and 6 reconnects, which are known within 8 s', async () => {
    for (let count = 0; count < 30; count += 1)
      watched.push(valueOf(await createLink(agent, linkInput())).link.id)
    const id = await exampleOf(agent, 'github', 'newest')
    const made = []
    for (let count = 0; count < 6; count += 1) made.push(await createReconnect(agent, 'github', id))
    watched.push(...made.map(({ link }) => link.id))
    const { times } = await watch(66_000)
    expect(mostInAMinute(times)).toBeLessThanOrEqual(perMinute)
    expect(times.length).toBeGreaterThan(9)
    for (const one of made.slice(-2)) expect(await noticeMs(one)).toBeLessThanOrEqual(8_000)
  })

  it('are at most 20 a minute for 40 reconnects of old connections, and those that vanish are noticed', async () => {
    const key = 'private-api-bearer'
    const { connections } = await agent.nango.sdk.listConnections({ integrationId: key })
    const made = []
    for (const { connection_id: id } of connections.slice(-40))
      made.push(await createReconnect(agent, key, id))
    watched.push(...made.map(({ link }) => link.id))
    const [gone] = made.slice(4)
    await agent.nango.sdk.deleteConnection(key, gone?.link.reconnectsId ?? '')
    const { times } = await watch(66_000)
    expect(mostInAMinute(times)).toBeLessThanOrEqual(perMinute)
    const [{ connectionGoneAt } = {}] = await readLinkStatuses(agent, [gone?.link.id ?? ''])
    expect(connectionGoneAt).not.toBeNull()
  })

  it('are at most 20 a minute while Nango fails, where every call is tried twice', async () => {
    desk.faults.setFault({ method: '*', path: /.*/ }, { kind: 'status', status: 503 })
    const { times } = await watch(65_000)
    expect(mostInAMinute(times)).toBeLessThanOrEqual(perMinute)
    expect(times.length).toBeGreaterThan(4)
  })
})
