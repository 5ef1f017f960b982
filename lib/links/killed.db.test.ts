import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

import { integer, sample } from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { DeskCtx } from '@/lib/ctx'
import type { Database } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { nangoStates } from '@/lib/db/schema-tools'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { openCrashDatabase } from '@/lib/testing/test-database'
import { openTestNango } from '@/lib/testing/test-desk'
import { useCrashSite } from '@/lib/testing/use-crash-site'

import { failAbandoned, finishRevocations, checkOpenLinks, retireLeftovers } from './finish'
import { readLinkSecret } from './store/find'

const root = join(import.meta.dirname, '../..')
const site = useCrashSite('killed')
let child: ChildProcess | null = null

afterAll(() => {
  child?.kill('SIGKILL')
})

/** What a process said was done, by what it was. */
type Said = { made: string[]; connected: string[]; revoked: string[] }

/** Lets a process make, connect and revoke links, and kills it `ms` after it has done enough. */
const runAndKill = async (ms: number, isEnough: (said: Said) => boolean): Promise<Said> => {
  const script = [
    '--liftoff-only',
    '--conditions=react-server',
    '--import',
    'tsx',
    'lib/testing/busy-desk.ts',
  ]
  const args = [...script, site.database, site.sandbox.origin, site.sandbox.publicOrigin]
  child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: Said = { made: [], connected: [], revoked: [] }
  const lines = createInterface(child.stdout ?? process.stdin)
  const closed = once(lines, 'close')
  await once(lines, 'line')
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const [what = '', id = ''] = line.split(' ')
      if (what === 'made' || what === 'connected' || what === 'revoked') said[what].push(id)
      if (isEnough(said)) resolve()
    })
    if (isEnough(said)) resolve()
  })
  await wait(ms)
  child.kill('SIGKILL')
  const [, signal] = await ended
  await closed
  expect(signal).toBe('SIGKILL')
  return said
}

/** What a new process does within 90 seconds of its start. */
const sweep = async ({ db }: Database) => {
  const nango = openTestNango(site.sandbox.origin, site.sandbox.publicOrigin)
  const ctx = new DeskCtx({ db, nango, now: () => new Date(Date.now() + 90_000) })
  await db.update(nangoStates).set({ askedAt: null })
  for (const job of [failAbandoned, finishRevocations, retireLeftovers, checkOpenLinks]) await job(ctx)
  return ctx
}

const isAliveAtNango = async (token: string) => {
  const answer = await fetch(`${site.sandbox.origin}/connect/session`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return answer.status === 200
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
    if (!secret || !(await isAliveAtNango(secret.token))) dead.push(`${id} is active, and dead at Nango`)
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
      const said = await runAndKill(ms, isEnough)
      for (const what of ['made', 'connected', 'revoked'] as const) total[what].push(...said[what])
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
