import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events, links } from '@/lib/db/schema'
import { answerExport } from '@/lib/guards/export-answer'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { seedDatabase } from '@/lib/testing/seed-links'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { exportLinks, linkExportColumns, listLinkChoices, listLiveLinks, pageLinks } from './list'
import { readLinkStatuses } from './read'
import { revokeLink } from './revoke'

const seeded = 2_600
const seededUntil = new Date('2026-06-30T00:00:00Z')

const { desk, agent, viewer } = useTestDesk({ agent: 'agent', viewer: 'viewer' })

beforeAll(() => seedDatabase(agent.db, seeded, seededUntil))

const make = async (customerId: string, changes: Parameters<typeof linkInput>[0] = {}) => {
  const input = linkInput({ integrations: ['private-api-bearer'], ...changes })
  const made = await createLink(agent, { ...input, customer: { ...input.customer, id: customerId } })
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const search = async (text: string) =>
  (await pageLinks(agent, { ...noLinksFilter, search: text }, null)).links.map(({ id }) => id)
const madeOn = async (day: string, zone: string | null) =>
  (await pageLinks(agent, { ...noLinksFilter, from: day, to: day, zone }, null)).links.map(
    ({ createdAt }) => createdAt,
  )
const liveOf = async (customer: string) =>
  valueOf(await listLiveLinks(agent, { by: 'customer', value: customer })).map(({ id }) => id)
const questions = () => desk.faults.calls().filter(({ path }) => path === '/connections').length

it('the links of an id that was kept as it came are found by it, and those that have it without what nobody sees', async () => {
  const old = (await make('old_id')).link.id
  await agent.db.update(links).set({ customerId: 'old\u200B_id' }).where(eq(links.id, old))
  const young = (await make('old_id')).link.id
  expect(await liveOf('old\u200B_id')).toEqual([young, old])
  expect(await liveOf('old_id')).toEqual([young])
})

describe('a page of links', () => {
  it('is there for every role, newest first, without what is still being made and without secrets', async () => {
    const { link } = await make('user_page')
    const page = await pageLinks(viewer, noLinksFilter, null)
    expect(page.links).toHaveLength(50)
    expect(page.links[0]).toMatchObject({ id: link.id, canEnd: false })
    expect(page.links.some(({ state }) => state === 'creating')).toBe(false)
    expect(JSON.stringify(page)).not.toMatch(/session_token|nango_connect_session/)
  })

  it('is searched by words of three letters, else by whole customer IDs', async () => {
    const { link } = await make('u7')
    expect(await search('u7')).toEqual([link.id])
    expect(await search('u')).toEqual([])
    expect(await search(`ADA  ${link.id.toLowerCase()}`)).toEqual([link.id])
  })

  it('takes days in the zone of whoever asks', async () => {
    const instants = await madeOn('2026-06-20', 'Asia/Tokyo')
    expect(instants.length).toBeGreaterThan(5)
    expect(instants.every((at) => at >= '2026-06-19T15:00' && at < '2026-06-20T15:00')).toBe(true)
    const inUtc = await madeOn('2026-06-20', null)
    expect(new Set(inUtc.map((at) => at.slice(0, 10)))).toEqual(new Set(['2026-06-20']))
  })

  it('begins anew when its cursor leads nowhere', async () => {
    const first = await pageLinks(agent, noLinksFilter, null)
    const [top] = first.links
    expect(await pageLinks(agent, noLinksFilter, { way: 'newer', fromId: top?.id ?? '' })).toEqual(first)
    const below = { way: 'older', fromId: 'lnk_00000000000000000000000000' } as const
    expect(await pageLinks(agent, noLinksFilter, below)).toEqual(first)
  })

  it('can be narrowed to whoever made links, and to what they were made for', async () => {
    const { staff, integrations } = await listLinkChoices(viewer)
    expect(staff).toContainEqual({ value: agent.actor.id, label: 'agent' })
    expect(staff.some(({ value }) => value === viewer.actor.id)).toBe(false)
    expect(integrations.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['int-3', 'int-few', 'private-api-bearer']),
    )
    expect(new Set(integrations.map(({ label }) => label)).size).toBe(integrations.length)
  })
})

describe('the rows that somebody watches', () => {
  it('learn together, by one question to Nango', async () => {
    const [one, two] = [await make('user_one'), await make('user_two')]
    await connectByApiKey(one.url)
    const before = questions()
    const found = await readLinkStatuses(viewer, [two.link.id, one.link.id, 'lnk_00000000000000000000000000'])
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      [two.link.id, 'active'],
      [one.link.id, 'connected'],
    ])
    expect(questions() - before).toBe(1)
  })

  it('ask nothing when nothing can happen to them any more', async () => {
    const ended = await agent.db
      .select({ id: links.id })
      .from(links)
      .where(eq(links.state, 'connected'))
      .orderBy(desc(links.id))
      .limit(50)
    const before = questions()
    const ids = ended.map(({ id }) => id)
    expect((await readLinkStatuses(agent, ids)).map(({ id }) => id)).toEqual(ids)
    expect(questions()).toBe(before)
  })
})

const csvOf = async (ctx: StaffCtx, filter = noLinksFilter) => {
  const rows = await exportLinks(ctx, filter)
  if (!rows.ok) throw new Error(rows.failure.code)
  return answerExport({ name: 'links', format: 'csv', columns: linkExportColumns, rows: rows.value }).text()
}

describe('the export', () => {
  it('holds every link of the filter once, by batches, and is an event with its count', async () => {
    const filter = { ...noLinksFilter, status: 'expired' as const, to: '2026-06-30' }
    const rows = await exportLinks(viewer, { ...noLinksFilter, to: '2026-06-30' })
    if (!rows.ok) throw new Error(rows.failure.code)
    const batches: string[][] = []
    for await (const batch of rows.value) batches.push(batch.map(({ id }) => id))
    const [recorded] = await agent.db.select().from(events).orderBy(desc(events.id)).limit(1)
    expect(recorded).toMatchObject({
      kind: 'links.exported',
      actorId: viewer.actor.id,
      facts: { rows: batches.flat().length, to: '2026-06-30' },
    })
    expect(batches.flat().length).toBeGreaterThan(2_500)
    expect(new Set(batches.flat()).size).toBe(batches.flat().length)
    expect(Math.max(...batches.map(({ length }) => length))).toBe(100)
    const lines = (await csvOf(viewer, filter)).trim().split('\r\n')
    expect(lines.slice(1).every((line) => line.split(',')[1] === 'expired')).toBe(true)
  })

  it('never carries a link, its token, its address or an own tag', async () => {
    const { url } = await make('=HYPERLINK("http://evil")', {
      tags: [{ key: 'plan', value: 'a-tag-of-ours' }],
    })
    const gone = await make('@gone')
    await revokeLink(agent, gone.link.id)
    const text = await csvOf(viewer, { ...noLinksFilter, staff: agent.actor.id })
    expect(text).toContain(`"=HYPERLINK(""http://evil"")"`)
    expect(text).toContain(',@gone,')
    const { origin, searchParams } = new URL(url ?? '')
    for (const secret of [
      'session_token',
      searchParams.get('session_token') ?? 'none',
      origin,
      'a-tag-of-ours',
    ])
      expect(text).not.toContain(secret)
  })
})
