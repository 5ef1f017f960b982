import 'server-only'
import { perProcess } from '@/lib/core/per-process'
import { within } from '@/lib/core/time'
import { DeskCtx } from '@/lib/ctx'
import { openDatabase, processDatabase } from '@/lib/db/open'
import { answerScraper } from '@/lib/guards/scraper'
import { countLinkStates } from '@/lib/links/list'
import { log } from '@/lib/log'
import { readMailQueue } from '@/lib/mail/read'
import { openNango } from '@/lib/nango/client'
import { lastTurn, sweepLoop } from '@/lib/status/mark-turn'
import { metrics, type Metrics, startMetrics } from '@/lib/telemetry/metrics'
import { readOutbox } from '@/lib/webhooks/read-status'

/** What the metrics say of this process and of the desk, in the format that Prometheus reads. */
export function getMetrics(request: Request): Promise<Response> {
  return answerScraper(request, async () => {
    const found = metrics() ?? (await startMetrics())
    setNango(found.scraped)
    await setProcess(found.scraped)
    setFigures(found.scraped, await readFigures())
    const { registry } = found
    return new Response(await registry.metrics(), {
      headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
    })
  })
}

type Scraped = Metrics['scraped']

/** What is not known is left out, rather than said as it was, or as 0. */
const forget = (...gauges: Scraped['rateLimit'][]) => {
  for (const gauge of gauges) gauge.remove({})
}

const setNango = ({ breakerOpen, rateLimit, rateLeft }: Scraped) => {
  const nango = openNango()
  breakerOpen.set(nango.isBackingOff() ? 1 : 0)
  const { latest } = nango.rate
  forget(rateLimit, rateLeft)
  if (latest === null) return
  rateLimit.set(latest.limit)
  // Its window is over: all of them are there again.
  rateLeft.set(latest.resetsAt.getTime() < Date.now() ? latest.limit : latest.remaining)
}

const setProcess = async ({ sweepAge, connections, connectionsWaiting }: Scraped) => {
  const sweptAt = lastTurn(sweepLoop)
  forget(connectionsWaiting)
  // A first sweep that hangs has to be seen like any other.
  const age = sweptAt === null ? process.uptime() : (Date.now() - Date.parse(sweptAt)) / 1_000
  sweepAge.set(Math.max(0, age))
  // It was opened when the process started; what is opened anew just now says nothing yet.
  const database = await within(
    100,
    Promise.resolve(processDatabase.peek()).catch(() => undefined),
  )
  const now = database?.connections?.()
  if (now === undefined) return
  connections.set({ state: 'in_use' }, now.inUse)
  connections.set({ state: 'idle' }, now.idle)
  connectionsWaiting.set(now.waiting)
}

type Figures = Awaited<ReturnType<typeof askDatabase>>

/** However often somebody scrapes, the database is asked at most once in this time, and one caller waits no longer. */
const keptMs = 10_000
const patienceMs = 2_000
/** What is counted row by row is counted no further. */
const mostRows = 100_000

const kept = perProcess<{ at: number; figures: Promise<Figures | null> }>('database figures', () => ({
  at: 0,
  figures: Promise.resolve(null),
}))

const readFigures = (): Promise<Figures | null> => {
  const state = kept.get()
  if (Date.now() - state.at >= keptMs) {
    const asked = askDatabase().catch((error: unknown) => {
      log().warn({ err: error }, 'the metrics lack what the database knows')
      return null
    })
    Object.assign(state, { at: Date.now(), figures: asked })
  }
  return within(patienceMs, state.figures).then((figures) => figures ?? null)
}

const askDatabase = async () => {
  const { db } = await openDatabase()
  const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
  const states = await countLinkStates(ctx, mostRows)
  const outbox = await readOutbox(ctx, mostRows)
  return { states, outbox, mails: await readMailQueue(ctx, mostRows) }
}

const setFigures = (scraped: Scraped, figures: Figures | null) => {
  const { databaseUp, links, outboxWaiting, outboxOldest, mailsWaiting, mailsOldest } = scraped
  databaseUp.set(figures === null ? 0 : 1)
  forget(outboxWaiting, outboxOldest, mailsWaiting, mailsOldest)
  links.reset()
  if (figures === null) return
  for (const { state, count } of figures.states) links.set({ state }, count)
  const { outbox, mails } = figures
  outboxWaiting.set(outbox.waiting)
  outboxOldest.set(outbox.oldestSeconds)
  mailsWaiting.set(mails.waiting)
  mailsOldest.set(mails.oldestSeconds)
}
