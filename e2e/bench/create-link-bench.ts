import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { Nango } from '@nangohq/node'
import type { Browser } from 'playwright'

import type { Line } from './line'
import { recordPost, type Post } from './record-post'
import { type Engine, startBenchApp, startPreparedApp } from './start-bench-app'
import { startUpstream } from './upstream'

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** By then the server has compiled what it does all day. */
const warmUp = 150

/** One client: the form's post and the bare SDK call take turns, so that both see the same machine. */
async function oneClient(
  browser: Browser,
  latencyMs: number,
  rounds: number,
): Promise<{ desk: number; bare: number }> {
  const upstream = await startUpstream(latencyMs)
  const apiKey = randomUUID()
  const app = await startBenchApp(upstream.origin, apiKey)
  const post = await recordPost(browser, app.origin)
  const sdk = new Nango({ apiKey, host: upstream.origin })
  const bare = () =>
    sdk.createConnectSession({ tags: { end_user_id: 'user_42' }, allowed_integrations: ['github'] })
  for (let warm = 0; warm < warmUp; warm += 1) await Promise.all([post(), bare()])
  const times = { desk: [0], bare: [0] }
  for (let round = 0; round < rounds; round += 1) {
    times.desk.push(await timed(post))
    times.bare.push(await timed(bare))
  }
  await app.stop()
  await upstream.close()
  return { desk: median(times.desk), bare: median(times.bare) }
}

type Crowd = { perSecond: number; failed: number; cpuMs: number; afterFifty: number; megabytes: number }

async function manyClients(browser: Browser, engine: Engine, clients: number, posts: number): Promise<Crowd> {
  const upstream = await startUpstream(5)
  const app = await startPreparedApp(engine, upstream.origin, async () => undefined)
  const post = await recordPost(browser, app.origin)
  for (let first = 0; first < 50; first += 1) await post()
  const afterFifty = usageOf(app.origin).megabytes
  for (let warm = 50; warm < warmUp; warm += 1) await post()
  const statuses: number[] = []
  let left = posts
  const client = async (one: Post) => {
    while (left > 0) {
      left -= 1
      statuses.push(await one())
    }
  }
  const before = usageOf(app.origin)
  const ms = await timed(() => Promise.all(Array.from({ length: clients }, () => client(post))))
  const { megabytes, cpuMs } = usageOf(app.origin)
  await app.stop()
  await upstream.close()
  return {
    perSecond: (statuses.length / ms) * 1000,
    failed: statuses.filter((status) => status !== 200).length,
    cpuMs: (cpuMs - before.cpuMs) / statuses.length,
    afterFifty,
    megabytes,
  }
}

type Usage = { megabytes: number; cpuMs: number }

/** What the server at an origin holds resident, and has used of the processors so far; Linux only, elsewhere 0. */
function usageOf(origin: string): Usage {
  const pid = listProcesses().find((one) => isServerOf(one, origin))
  if (pid === undefined) return { megabytes: 0, cpuMs: 0 }
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  // utime and stime, in hundredths of a second; the name before them may hold spaces.
  const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return { megabytes: Number(resident) / 1024, cpuMs: (Number(times[11]) + Number(times[12])) * 10 }
}

const listProcesses = () =>
  existsSync('/proc/self/status') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []

const isServerOf = (pid: string, origin: string) => {
  try {
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('next-server') &&
      readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`APP_ORIGIN=${origin}\0`)
    )
  } catch {
    return false
  }
}

const crowdLines = (engine: Engine, crowd: Crowd, least: number, most: number): Line[] => [
  {
    what: `create link, 50 clients (${engine})`,
    ours: `${crowd.failed} answers were no link`,
    beside: `${crowd.cpuMs.toFixed(1)} ms of a processor each`,
    figure: crowd.failed > 0 ? 0 : crowd.perSecond,
    budget: least,
    unit: 'links a second',
    isLeast: true,
  },
  {
    what: `memory after 50 clients made 1,500 links (${engine})`,
    ours: `${crowd.megabytes.toFixed(0)} MB`,
    beside: `after the first 50 links ${crowd.afterFifty.toFixed(0)} MB`,
    figure: crowd.megabytes,
    budget: most,
    unit: 'MB',
  },
]

/** "Create link" against its budgets. */
export async function benchCreateLink(browser: Browser): Promise<Line[]> {
  const quick = await oneClient(browser, 5, 200)
  const slow = await oneClient(browser, 50, 100)
  const postgresql = await manyClients(browser, 'PostgreSQL', 50, 1500)
  const pglite = await manyClients(browser, 'PGlite', 50, 1500)
  return [
    {
      what: 'create link, one client, p50 over a 5 ms upstream',
      ours: `${quick.desk.toFixed(1)} ms`,
      beside: `bare SDK call ${quick.bare.toFixed(1)} ms`,
      figure: quick.desk - quick.bare,
      budget: 10,
      unit: 'ms more',
    },
    {
      what: 'create link, one client, p50 with a 50 ms upstream',
      ours: `${slow.desk.toFixed(1)} ms`,
      beside: `bare SDK call ${slow.bare.toFixed(1)} ms`,
      figure: slow.desk / slow.bare,
      budget: 1.2,
      unit: '×',
    },
    ...crowdLines('PostgreSQL', postgresql, 150, 200),
    ...crowdLines('PGlite', pglite, 120, 600),
  ]
}
