import { sql } from 'drizzle-orm'
import type { Browser } from 'playwright'

import type { Db } from '@/lib/db/open'

import type { Line } from './line'
import { recordPost, type Post } from './record-post'
import { type Engine, engines, startPreparedApp } from './start-bench-app'
import { startUpstream } from './upstream'

const clients = 50
const posts = 200
const rounds = 3

/** Events are numbered by a sequence, as if there were no chain: only what the chain itself costs is left out. */
async function unchain(db: Db): Promise<void> {
  await db.execute(sql`alter table events disable trigger events_chain`)
  await db.execute(sql`create sequence plain_ids`)
  await db.execute(sql`
    create function number_event() returns trigger language plpgsql as $$
    begin
      new.id := nextval('plain_ids');
      return new;
    end $$`)
  await db.execute(
    sql`create trigger events_plain before insert on events for each row execute function number_event()`,
  )
}

async function linksPerSecond(post: Post): Promise<number> {
  let left = posts
  let made = 0
  const client = async () => {
    while (left > 0) {
      left -= 1
      if ((await post()) === 200) made += 1
    }
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  return (made / (performance.now() - from)) * 1000
}

const median = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0

/** Both apps run at once and take turns, so that both see the same machine. */
async function benchOn(engine: Engine, browser: Browser): Promise<Line> {
  const upstream = await startUpstream(5)
  const apps = [
    await startPreparedApp(engine, upstream.origin, async () => {}),
    await startPreparedApp(engine, upstream.origin, unchain),
  ]
  const found: { post: Post; figures: number[] }[] = []
  for (const { origin } of apps) found.push({ post: await recordPost(browser, origin), figures: [] })
  for (const { post } of found) for (let warm = 0; warm < 30; warm += 1) await post()
  for (let round = 0; round < rounds; round += 1)
    for (const { post, figures } of found) figures.push(await linksPerSecond(post))
  for (const app of apps) await app.stop()
  await upstream.close()
  const [chained = 0, plain = 0] = found.map(({ figures }) => median(figures))
  return {
    what: `create link, ${clients} clients, what the chain of events costs (${engine})`,
    ours: `${chained.toFixed(0)} links a second`,
    beside: `without the chain ${plain.toFixed(0)}`,
    figure: plain / chained,
    budget: 1.1,
    unit: '×',
  }
}

/** What it costs that every event is chained to the one before, on both databases. */
export async function benchChain(browser: Browser): Promise<Line[]> {
  const lines: Line[] = []
  for (const engine of engines) lines.push(await benchOn(engine, browser))
  return lines
}
