import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events, links } from '@/lib/db/schema'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { failAbandoned } from './finish'
import { renewLink } from './renew'
import { revokeLink } from './revoke'
import { findTwin } from './store/find'

const {
  desk,
  ada: agent,
  ...others
} = useTestDesk({
  ada: ['agent', 'ada'],
  bea: ['agent', 'bea'],
  cid: ['agent', 'cid'],
  dee: ['agent', 'dee'],
  eva: ['agent', 'eva'],
})
const people = [agent, ...Object.values(others)]

const make = async () => valueOf(await createLink(agent, linkInput())).link.id
const renew = (ctx: StaffCtx, id: string) => renewLink(ctx, id, randomUUID())
const twinsOf = (id: string) => agent.db.select().from(links).where(eq(links.renewsId, id))
const looksAt = async (linkId: string) =>
  (
    await agent.db
      .select({ actorId: events.actorId })
      .from(events)
      .where(and(eq(events.linkId, linkId), eq(events.kind, 'link.revealed')))
  ).map(({ actorId }) => actorId)

const rounds = countOf(4, 200)

it(
  `one link renewed by two to five people at once, ${rounds} times, has one twin each time, whose URL only its maker and admins get`,
  async () => {
    const admin = await desk.ctxFor('admin')
    for (let round = 0; round < rounds; round += 1) {
      const id = await make()
      if (round % 3 === 2) await revokeLink(agent, id)
      const crowd = [...people.slice(0, 1 + (round % 4)), admin]
      const views = (await Promise.all(crowd.map((ctx) => renew(ctx, id)))).map(valueOf)
      const rows = await twinsOf(id)
      expect(rows).toMatchObject([{ state: 'active' }])
      const [twin] = rows
      expect(new Set(views.map(({ link }) => link.id))).toEqual(new Set([twin?.id]))
      const shown = crowd.filter((_, index) => views[index]?.url !== null).map(({ actor }) => actor.id)
      expect(new Set(shown)).toEqual(new Set([twin?.makerId, admin.actor.id]))
      // Its making is the maker's own event; every other look is one more.
      const looks = shown.filter((actorId) => actorId !== twin?.makerId)
      expect(await looksAt(twin?.id ?? '')).toEqual(looks)
    }
    recordEvidence({
      attack: 'two to five people renew one link at once',
      tried: rounds,
      outcome: 'one live twin each, every look an event',
    })
  },
  rounds * 10_000,
)

it('a look at a twin that is there already is an event of whoever gets its URL, and of nobody else', async () => {
  const id = await make()
  const { link: twin } = valueOf(await renew(agent, id))
  const [, other] = people
  expect(valueOf(await renew(other ?? agent, id))).toMatchObject({ link: { id: twin.id }, url: null })
  expect(await looksAt(twin.id)).toEqual([])
  expect(valueOf(await renew(agent, id)).url).not.toBeNull()
  expect(await looksAt(twin.id)).toEqual([agent.actor.id])
})

it('a link whose twin has ended, or is to end, gets a new one', async () => {
  const id = await make()
  const first = valueOf(await renew(agent, id)).link.id
  await revokeLink(agent, first)
  const second = valueOf(await renew(agent, id)).link.id
  desk.faults.setFault({ method: 'DELETE', path: '/connect/session' }, { kind: 'status', status: 500 })
  await revokeLink(agent, second)
  const third = valueOf(await renew(agent, id)).link.id
  expect(new Set([first, second, third]).size).toBe(3)
})

it('a twin whose maker is gone stands in nobody’s way after a minute, whether the sweep was there or not', async () => {
  const creation = { method: 'POST', path: '/connect/sessions' }
  for (const isSwept of [false, true]) {
    const id = await make()
    desk.faults.setFault(creation, { kind: 'silent' })
    const before = desk.faults.calls().length
    const cutOff = renew(agent, id)
    await expect.poll(() => desk.faults.calls().length).toBe(before + 1)
    desk.faults.reset()
    desk.advance(61_000)
    if (isSwept) await failAbandoned(desk.deskCtx())
    const other = people[1] ?? agent
    expect(codeOf(await renew(other, id))).toBe('ok')
    const states = (await twinsOf(id)).map(({ state }) => state)
    expect(states.toSorted()).toEqual(['active', 'failed'])
    expect(codeOf(await cutOff)).not.toBe('ok')
    desk.reset()
  }
})

it('a database with several live twins is migrated: the newest that lives stays the twin', async () => {
  const { db } = agent
  await db.execute(sql`drop index links_twin`)
  await db.execute(sql`drop table connection_changes`)
  const id = await make()
  const ids = [await make(), await make(), await make()].toSorted()
  await db.update(links).set({ renewsId: id }).where(inArray(links.id, ids))
  await db
    .update(links)
    .set({ state: 'creating', sealedToken: null })
    .where(eq(links.id, ids[2] ?? ''))
  const file = join(import.meta.dirname, '../db/migrations/0008_one_twin.sql')
  for (const statement of readFileSync(file, 'utf8').split('--> statement-breakpoint'))
    await db.execute(sql.raw(statement))
  expect((await twinsOf(id)).map((row) => row.id)).toEqual([ids[1]])
  expect((await findTwin(db, id))?.id).toBe(ids[1])
})
