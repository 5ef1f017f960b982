import { integer, sample } from 'fast-check'
import { expect, it } from 'vitest'

import { DeskCtx } from '@/lib/ctx'
import type { Database } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { nangoStates } from '@/lib/db/schema-tools'
import { isSessionAlive } from '@/lib/testing/customer-browser'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { runAndKill } from '@/lib/testing/run-and-kill'
import { openCrashDatabase } from '@/lib/testing/test-database'
import { openTestNango } from '@/lib/testing/test-desk'
import { useCrashSite } from '@/lib/testing/use-crash-site'

import { failAbandoned, finishRevocations, checkOpenLinks, retireLeftovers } from './finish'
import { readLinkSecret } from './store/find'

const site = useCrashSite('killed')
const whats = ['made', 'connected', 'revoked'] as const

/** What a process said was done, by what it was. */
type Said = Record<(typeof whats)[number], string[]>

/** What a new process does within 90 seconds of its start. */
const sweep = async ({ db }: Database) => {
  const nango = openTestNango(site.sandbox.origin, site.sandbox.publicOrigin)
  const ctx = new DeskCtx({ db, nango, now: () => new Date(Date.now() + 90_000) })
  await db.update(nangoStates).set({ askedAt: null })
  for (const job of [failAbandoned, finishRevocations, retireLeftovers, checkOpenLinks]) await job(ctx)
  return ctx
}

type Row = typeof links.$inferSelect

/** What may be in no row, whatever happened before. */
const wrongsOfRow = ({ id, state, sealedToken, revokeAskedAt }: Row): string[] => [
  ...(state === 'creating' ? [`${id} is stuck`] : []),
  ...(sealedToken !== null && state !== 'active' ? [`${id} is ${state} and has its token`] : []),
  ...(revokeAskedAt !== null && state === 'active' ? [`${id} was to be revoked`] : []),
]

/** What somebody was told is done, and is not. */
const brokenPromises = (rows: Row[], said: Said): string[] => {
  const states = new Map(rows.map((row) => [row.id, row.state]))
  const isLost = (id: string) => ['failed', 'creating', undefined].includes(states.get(id))
  return [
    ...said.made.filter(isLost).map((id) => `${id} was made and is lost`),
    ...said.revoked.filter((id) => states.get(id) !== 'revoked').map((id) => `${id} is not revoked`),
    ...said.connected.filter((id) => states.get(id) !== 'connected').map((id) => `${id} is not connected`),
  ]
}

/** Where the desk says something else than Nango. */
const untruths = async ({ db, nango }: DeskCtx, rows: Row[]): Promise<string[]> => {
  const answer = await nango.sdk.listConnections({ limit: 2000 })
  const connected = new Set(answer.connections.map(({ tags }) => tags['connect_link_id']))
  const wrong = rows.filter(({ id, state }) => connected.has(id) !== (state === 'connected'))
  const dead: string[] = []
  for (const { id } of rows.filter(({ state }) => state === 'active')) {
    const secret = await readLinkSecret(db, id)
    if (!secret || !(await isSessionAlive(site.sandbox.origin, secret.token)))
      dead.push(`${id} is active, and dead at Nango`)
  }
  return [...wrong.map(({ id, state }) => `${id} is ${state}, unlike at Nango`), ...dead]
}

/** Everything that is not as it should be after a kill and a sweep. */
const findWrongs = async (database: Database, said: Said): Promise<string[]> => {
  const ctx = await sweep(database)
  const rows = await ctx.db.select().from(links)
  return [...rows.flatMap(wrongsOfRow), ...brokenPromises(rows, said), ...(await untruths(ctx, rows))]
}

const kills = countOf(2, 50)
const seed = Date.now() % 2 ** 31
const moments = sample(integer({ min: 5, max: 700 }), { numRuns: kills, seed })

it(
  `loses nothing and leaves nothing behind at ${kills} kills (seed ${seed})`,
  async () => {
    const total: Said = { made: [], connected: [], revoked: [] }
    for (const [round, ms] of moments.entries()) {
      // At least once everything has been done before; else a kill may come at any moment.
      const isEnough = (said: Said) => round > 0 || (said.connected.length > 0 && said.revoked.length > 0)
      const args = [site.database, site.sandbox.origin, site.sandbox.publicOrigin]
      const said = await runAndKill({ script: 'busy-desk.ts', args, whats, ms, isEnough })
      for (const what of whats) total[what].push(...said[what])
      const database = await openCrashDatabase(site.database)
      const wrongs = await findWrongs(database, total)
      await database.close()
      expect(wrongs).toEqual([])
    }
    // A desk that did nothing would lose nothing.
    recordEvidence({
      attack: 'processes killed at any moment',
      tried: kills,
      outcome: 'nothing lost, nothing left behind',
    })
    expect(Math.min(total.made.length, total.connected.length, total.revoked.length)).toBeGreaterThan(0)
  },
  kills * 60_000,
)
