import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

import { Nango } from '@nangohq/node'
import type { Browser } from 'playwright'

import type { Line } from './line'
import { recordPost, type Post } from './record-post'
import { startBenchApp } from './start-bench-app'
import { startUpstream } from './upstream'

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

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
  for (let warm = 0; warm < 20; warm += 1) await Promise.all([post(), bare()])
  const times = { desk: [0], bare: [0] }
  for (let round = 0; round < rounds; round += 1) {
    times.desk.push(await timed(post))
    times.bare.push(await timed(bare))
  }
  await app.stop()
  await upstream.close()
  return { desk: median(times.desk), bare: median(times.bare) }
}

async function manyClients(browser: Browser, clients: number, posts: number) {
  const upstream = await startUpstream(5)
  const app = await startBenchApp(upstream.origin, randomUUID())
  const post = await recordPost(browser, app.origin)
  for (let warm = 0; warm < 20; warm += 1) await post()
  const statuses: number[] = []
  let left = posts
  const client = async (one: Post) => {
    while (left > 0) {
      left -= 1
      statuses.push(await one())
    }
  }
  const ms = await timed(() => Promise.all(Array.from({ length: clients }, () => client(post))))
  const megabytes = residentMegabytes(app.origin)
  await app.stop()
  await upstream.close()
  return {
    perSecond: (statuses.length / ms) * 1000,
    failed: statuses.filter((status) => status !== 200).length,
    megabytes,
  }
}

/** Resident memory of the server process that listens at an origin, from /proc; null elsewhere. */
function residentMegabytes(origin: string): number | null {
  const port = new URL(origin).port
  try {
    const sizes = readdirSync('/proc')
      .filter(
        (pid) => /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('next-server'),
      )
      .filter((pid) =>
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`APP_ORIGIN=http://localhost:${port}`),
      )
      .map(
        (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      )
    return Math.max(0, ...sizes) || null
  } catch {
    return null
  }
}

/** "Create link" against its budgets. */
export async function benchCreateLink(browser: Browser): Promise<Line[]> {
  const quick = await oneClient(browser, 5, 200)
  const slow = await oneClient(browser, 50, 100)
  const many = await manyClients(browser, 50, 1500)
  return [
    {
      what: 'create link, one client, p50 over a 5 ms upstream',
      ours: `${quick.desk.toFixed(1)} ms`,
      beside: `bare SDK call ${quick.bare.toFixed(1)} ms`,
      figure: quick.desk - quick.bare,
      budget: 12,
      unit: 'ms more',
    },
    {
      what: 'create link, one client, p50 with a 50 ms upstream',
      ours: `${slow.desk.toFixed(1)} ms`,
      beside: `bare SDK call ${slow.bare.toFixed(1)} ms`,
      figure: slow.desk / slow.bare,
      budget: 1.25,
      unit: '×',
    },
    {
      what: 'create link, 50 clients, answers that are no link',
      ours: `${many.perSecond.toFixed(0)} links a second (budget: at least 120)`,
      beside: `memory ${many.megabytes?.toFixed(0) ?? '?'} MB (budget: at most 700)`,
      figure: many.failed + (many.perSecond < 120 ? 1 : 0) + ((many.megabytes ?? 0) > 700 ? 1 : 0),
      budget: 0,
      unit: 'misses',
    },
  ]
}
