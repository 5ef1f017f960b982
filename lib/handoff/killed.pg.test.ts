import { integer, sample } from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { DeskCtx } from '@/lib/ctx'
import type { Database } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { connectSessions } from '@/lib/db/schema-handoff'
import { nangoStates } from '@/lib/db/schema-tools'
import {
  checkOpenLinks,
  failAbandoned,
  finishRevocations,
  retireLeftovers,
  revokeOrphans,
} from '@/lib/links/finish'
import { askRevocation } from '@/lib/links/store/move'
import { isSessionAlive } from '@/lib/testing/customer-browser'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { runAndKill } from '@/lib/testing/run-and-kill'
import { openCrashDatabase } from '@/lib/testing/test-database'
import { openTestNango } from '@/lib/testing/test-desk'
import { customerSettings, useTestSettings } from '@/lib/testing/test-settings'
import { useCrashSite } from '@/lib/testing/use-crash-site'

import { endLeftSessions } from './end'

const site = useCrashSite('handoff-killed')

beforeAll(() => {
  useTestSettings(customerSettings)
})
afterAll(() => {
  useTestSettings()
})

const jobs = [
  failAbandoned,
  finishRevocations,
  revokeOrphans,
  retireLeftovers,
  checkOpenLinks,
  endLeftSessions,
]

/** What a new process does: first what a sweep does, then every link that is left is ended. */
const endAll = async ({ db }: Database) => {
  const nango = openTestNango(site.sandbox.origin, site.sandbox.publicOrigin)
  const ctx = new DeskCtx({ db, nango, now: () => new Date(Date.now() + 90_000) })
  await db.update(nangoStates).set({ askedAt: null })
  for (const job of jobs) await job(ctx)
  const left = (await db.select().from(links)).filter(({ state }) => state === 'active')
  for (const { id } of left) await askRevocation(db, { id, actorId: null, at: new Date() })
  for (const job of [finishRevocations, endLeftSessions]) await job(ctx)
  return db.select().from(links)
}

/** What is not as it should be after every link has ended. */
const findWrongs = async (database: Database, said: { made: string[]; given: string[] }) => {
  const rows = await endAll(database)
  const sessions = await database.db.select().from(connectSessions)
  const states = new Map(rows.map((row) => [row.id, row.state]))
  const alive = await Promise.all(said.given.map((token) => isSessionAlive(site.sandbox.origin, token)))
  return [
    ...rows
      .filter(({ state }) => state === 'creating' || state === 'active')
      .map(({ id }) => `${id} is stuck`),
    ...rows.filter(({ sealedToken }) => sealedToken !== null).map(({ id }) => `${id} has its code`),
    ...sessions.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => `${id} is not retired`),
    ...said.made
      .filter((id) => ['failed', undefined].includes(states.get(id)))
      .map((id) => `${id} was made and is lost`),
    ...said.given.filter((_, index) => alive[index]).map((token) => `${token} is alive at Nango`),
  ]
}

const kills = countOf(2, 50)
const seed = Date.now() % 2 ** 31
const moments = sample(integer({ min: 5, max: 900 }), { numRuns: kills, seed })

it(
  `loses no hand-off link and leaves no session that anybody was given, at ${kills} kills (seed ${seed})`,
  async () => {
    const total = { made: new Array<string>(), given: new Array<string>() }
    for (const [round, ms] of moments.entries()) {
      const said = await runAndKill({
        script: 'busy-handoffs.ts',
        args: [site.database, site.sandbox.origin, site.sandbox.publicOrigin],
        whats: ['made', 'given', 'ended'],
        ms,
        // At least once each end has been reached before; else a kill may come at any moment.
        isEnough: ({ ended }) => round > 0 || ended.length >= 5,
      })
      total.made.push(...said.made)
      total.given.push(...said.given)
      const database = await openCrashDatabase(site.database)
      const wrongs = await findWrongs(database, total)
      await database.close()
      expect(wrongs).toEqual([])
    }
    recordEvidence({
      attack: 'processes killed while hand-off links are opened and end',
      tried: kills,
      outcome: 'no link lost, no session left that anybody was given',
    })
    expect(Math.min(total.made.length, total.given.length)).toBeGreaterThan(0)
  },
  kills * 60_000,
)
