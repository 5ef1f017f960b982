import { setTimeout as wait } from 'node:timers/promises'

import type { Browser } from 'playwright'

import { seedDatabase } from '@/lib/testing/seed-links'

import { signInWithOidc } from '../fixtures/sign-in'
import type { Line } from './line'
import { recordPost, type Post } from './record-post'
import { type Engine, engines, startPreparedApp } from './start-bench-app'
import { startUpstream } from './upstream'

const links = 100_000
const people = 20
/** Posts without and with exports take turns, so that both see the same machine. */
const rounds = 5
const posts = 12
/** As long as somebody takes who was told to try again in a moment, and does. */
const againMs = 2_000

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function timePosts(post: Post): Promise<number[]> {
  const times: number[] = []
  for (let turn = 0; turn < posts; turn += 1) {
    const from = performance.now()
    const status = await post()
    if (status !== 200) throw new Error(`a link was not made: ${status}`)
    times.push(performance.now() - from)
  }
  return times
}

async function cookieOf(browser: Browser, origin: string, email: string): Promise<string> {
  const context = await browser.newContext({ baseURL: origin })
  const page = await context.newPage()
  await signInWithOidc(page, email)
  await page.waitForURL(`${origin}/`)
  const cookies = await context.cookies()
  await context.close()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

type Taken = { bytes: number; refused: number }

/** One person who exports all links, again and again. */
async function exportFor(origin: string, cookie: string, ending: AbortSignal, taken: Taken): Promise<void> {
  while (!ending.aborted) {
    const answer = await fetch(`${origin}/api/desk/links/export`, {
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      signal: ending,
    }).catch(() => null)
    if (answer?.status === 200 && answer.body)
      try {
        for await (const chunk of answer.body) taken.bytes += chunk.length
      } catch {
        return
      }
    else {
      taken.refused += 1
      await answer?.body?.cancel()
      await wait(againMs, undefined, { signal: ending }).catch(() => null)
    }
  }
}

/** Does the work while everybody exports, from when some got their first lines and others were told to wait. */
async function whileExporting<T>(
  origin: string,
  cookies: string[],
  taken: Taken,
  work: () => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const { bytes, refused } = taken
  const exports = cookies.map((cookie) => exportFor(origin, cookie, ending.signal, taken))
  while (taken.bytes === bytes || taken.refused === refused) await wait(20)
  const done = await work()
  ending.abort()
  await Promise.all(exports)
  return done
}

async function benchOn(engine: Engine, browser: Browser): Promise<Line> {
  const upstream = await startUpstream(5)
  const app = await startPreparedApp(engine, upstream.origin, (db) => seedDatabase(db, links, new Date()))
  const post = await recordPost(browser, app.origin)
  const cookies: string[] = []
  for (let n = 0; n < people; n += 1)
    cookies.push(await cookieOf(browser, app.origin, `person${n}@example.com`))
  for (let warm = 0; warm < 20; warm += 1) await post()
  const times: { alone: number[]; beside: number[] } = { alone: [], beside: [] }
  const taken = { bytes: 0, refused: 0 }
  for (let round = 0; round < rounds; round += 1) {
    times.alone.push(...(await timePosts(post)))
    times.beside.push(...(await whileExporting(app.origin, cookies, taken, () => timePosts(post))))
  }
  await app.stop()
  await upstream.close()
  const [alone, beside] = [median(times.alone), median(times.beside)]
  const megabytes = (taken.bytes / 1e6).toFixed(1)
  return {
    what: `create link while ${people} people export ${links} links, p50 (${engine})`,
    ours: `${beside.toFixed(1)} ms, while ${megabytes} MB left and ${taken.refused} were told to wait`,
    beside: `without ${alone.toFixed(1)} ms`,
    figure: beside / alone,
    budget: 2,
    unit: '×',
  }
}

/** "Create link" while others export, on both databases. */
export async function benchExports(browser: Browser): Promise<Line[]> {
  const lines: Line[] = []
  for (const engine of engines) lines.push(await benchOn(engine, browser))
  return lines
}
