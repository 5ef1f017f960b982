import { searchDesk } from '@/lib/connections/search'
import { dayMs } from '@/lib/core/time'
import { StaffCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'
import type { LinkCursor } from '@/lib/links/schema/lists'
import { type LinkFilter, pageLinks } from '@/lib/links/store/page'
import { openTestNango } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'
import { startPostgres } from '@/lib/testing/workshop/postgres-server'

import type { Line } from './line'
import { seededPglite, seededPostgres } from './seeded-database'

export type LinksPageCase = { what: string; filter: LinkFilter }

export const noFilter: LinkFilter = {
  status: null,
  integrationKey: null,
  makerId: null,
  isRenewed: null,
  customerId: null,
  from: null,
  to: null,
  term: null,
}

const some = (what: string, filter: Partial<LinkFilter>): LinksPageCase => ({
  what,
  filter: { ...noFilter, ...filter },
})

const words = (what: string, term: string, filter: Partial<LinkFilter> = {}) =>
  some(what, { ...filter, term })

/** Pages of the seeded links, which end at an instant. */
export function filterCases(endsAt: Date): LinksPageCase[] {
  const span = thirtyDays(endsAt)
  return [
    some('no filter', {}),
    some('a status', { status: 'revoked' }),
    some('a status of few', { status: 'active' }),
    some('an alarm', { status: 'alarm' }),
    some('a staff member', { makerId: 'stf_7' }),
    some('an integration', { integrationKey: 'int-3' }),
    some('an integration of few', { integrationKey: 'int-few' }),
    some('thirty days', span),
    some('a status and a staff member that never meet', { status: 'failed', makerId: 'stf_3' }),
    some('everything at once', { status: 'connected', makerId: 'stf_3', integrationKey: 'int-3', ...span }),
  ]
}

/** Searches of the seeded links: for rare words and frequent ones, for none, and beside filters. */
export function searchCases(endsAt: Date): LinksPageCase[] {
  const span = thirtyDays(endsAt)
  return [
    words('a word of nobody', 'nobody-has-this'),
    words('a word of five', 'person4242@'),
    words('a word of a hundred', 'person4242'),
    words('a word of one in two hundred', 'org_77'),
    words('a word of every tenth', 'acme'),
    words('a word of all', 'example.com'),
    words('a word of ten in another script', 'щербаков'),
    words('a sign of nobody in another script', '偉'),
    words('a word of every fifth in another script', 'КОВАЛЁВА'),
    words('two words', 'acme person424'),
    words('few, of a status', 'person4242', { status: 'expired' }),
    words('all, of a status of few', 'example.com', { status: 'active' }),
    words('all, of a status and a staff member that never meet', 'example.com', {
      status: 'failed',
      makerId: 'stf_3',
    }),
    words('few, of an integration', 'person4242', { integrationKey: 'int-3' }),
    words('all, of an integration of few', 'example.com', { integrationKey: 'int-few' }),
    words('few, in thirty days', 'person4242', span),
    words('all, in thirty days', 'example.com', span),
  ]
}

const thirtyDays = (endsAt: Date) => ({
  from: new Date(endsAt.getTime() - 90 * dayMs),
  to: new Date(endsAt.getTime() - 60 * dayMs),
})

/** An instant with more links before and after it than any page reaches. */
export const deepInstant = (endsAt: Date) => new Date(endsAt.getTime() - 200 * dayMs)

const few = 1_000
const many = 1_000_000
const pageSize = 50
const rounds = 40

const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? Number.NaN

/** The best of three in a row: what other processes took from the machine is not the query's. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const from = performance.now()
    await run()
    times.push(performance.now() - from)
  }
  return Math.min(...times)
}

/** A cursor far from both ends. */
async function deepCursor(db: Db, endsAt: Date): Promise<LinkCursor> {
  const { rows: links } = await pageLinks(db, { ...noFilter, to: deepInstant(endsAt) }, null, 1)
  return links[0] ? { way: 'older', fromId: links[0].id } : null
}

type Slowest = { what: string; p50: number; p95: number }

type Case = { what: string; run: () => Promise<unknown> }

const pageCases = (db: Db, cases: LinksPageCase[], cursor: LinkCursor): Case[] =>
  cases.map(({ what, filter }) => ({ what, run: () => pageLinks(db, filter, cursor, pageSize) }))

/** What the command palette asks for by the words of those searches: customers, links and connections together. */
const paletteCases = (db: Db, cases: LinksPageCase[]): Case[] => {
  const actor = { id: 'stf_7', email: 'agent7@example.com', name: 'Agent 7', role: 'agent' } as const
  const nango = openTestNango('http://desk.invalid', 'http://desk.invalid')
  const ctx = new StaffCtx({ actor, db, nango, now: () => new Date() })
  const terms = [...new Set(cases.map(({ filter: { term } }) => term ?? ''))]
  return terms.map((term) => ({ what: `“${term}”`, run: () => searchDesk(ctx, term) }))
}

/** Each case once per round, so that a busy moment of the machine meets all of them alike. */
async function slowestOf(cases: Case[]): Promise<Slowest> {
  const times = cases.map((): number[] => [])
  for (const { run } of cases) await timed(run)
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { run }] of cases.entries()) times[index]?.push(await timed(run))
  return cases
    .map(({ what }, index) => ({ what, p50: at(times[index] ?? [], 0.5), p95: at(times[index] ?? [], 0.95) }))
    .reduce((worst, one) => (one.p95 > worst.p95 ? one : worst))
}

/** How much longer the same page takes among many links than among few; both take turns. */
async function growth(small: Db, large: Db, endsAt: Date): Promise<{ small: number; large: number }> {
  const cursors = { small: await deepCursor(small, endsAt), large: await deepCursor(large, endsAt) }
  const times = { small: [0], large: [0] }
  for (let round = -10; round < 2 * rounds; round += 1) {
    const ofSmall = await timed(() => pageLinks(small, noFilter, cursors.small, pageSize))
    const ofLarge = await timed(() => pageLinks(large, noFilter, cursors.large, pageSize))
    if (round < 0) continue
    times.small.push(ofSmall)
    times.large.push(ofLarge)
  }
  return { small: at(times.small, 0.5), large: at(times.large, 0.5) }
}

const toFigure = (beside: string, { what, p50, p95 }: Slowest) => ({
  ours: `slowest is ${what}: p50 ${p50.toFixed(1)} ms`,
  beside,
  figure: p95,
  unit: 'ms p95',
})

async function benchOn(
  engine: string,
  budgetMs: number,
  small: Db,
  large: Db,
  endsAt: Date,
): Promise<Line[]> {
  const cursor = await deepCursor(large, endsAt)
  const grown = await growth(small, large, endsAt)
  const page = await slowestOf(pageCases(large, filterCases(endsAt), cursor))
  const search = await slowestOf(pageCases(large, searchCases(endsAt), null))
  const palette = await slowestOf(paletteCases(large, searchCases(endsAt)))
  return [
    {
      what: `Links page, deep cursor, 1,000,000 links against 1,000, p50 (${engine})`,
      ours: `${grown.large.toFixed(2)} ms`,
      beside: `${grown.small.toFixed(2)} ms`,
      figure: grown.large / grown.small,
      budget: 1.5,
      unit: '×',
    },
    {
      what: `Links page, deep cursor, 1,000,000 links, any filter (${engine})`,
      ...toFigure(engine, page),
      budget: budgetMs,
    },
    { what: `search, 1,000,000 links (${engine})`, ...toFigure(engine, search), budget: 50 },
    { what: `command palette, 1,000,000 links (${engine})`, ...toFigure(engine, palette), budget: 50 },
  ]
}

/** The Links page through the desk's own queries, on both databases. */
export async function benchLinksPage(): Promise<Line[]> {
  useTestSettings()
  const endsAt = new Date()
  const lines: Line[] = []
  const pglites = [await seededPglite(few, endsAt), await seededPglite(many, endsAt)] as const
  lines.push(...(await benchOn('PGlite', 25, pglites[0].db, pglites[1].db, endsAt)))
  for (const { close } of pglites) await close()
  const server = await startPostgres()
  const databases = [
    await seededPostgres(server.url, few, endsAt),
    await seededPostgres(server.url, many, endsAt),
  ] as const
  lines.push(...(await benchOn('PostgreSQL', 15, databases[0].db, databases[1].db, endsAt)))
  for (const { close } of databases) await close()
  server.stop()
  return lines
}
