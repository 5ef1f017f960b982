import type { Browser } from 'playwright'

import { pressSignIn } from '../../fixtures/sign-in'
import { startSandboxApp } from '../../fixtures/start-sandbox-app'
import type { Line } from '../line'
import { type Cost, Hands } from './hands'
import { type Job, jobs, type Target } from './jobs'

/** Has the desk copy each link as soon as it is made, as somebody does once. */
async function switchCopyingOn(browser: Browser, origin: string): Promise<void> {
  const page = await browser.newPage({ baseURL: origin })
  await pressSignIn(page, 'Agent')
  await page.goto('/preferences')
  await page.getByRole('checkbox', { name: 'Copy as soon as it is made' }).check()
  await page.getByText('Saved.').waitFor()
  await page.close()
}

const words = ({ clicks, typed, keys, tabs, waits }: Cost) =>
  `${clicks} clicks, ${typed + keys + tabs} keys (${tabs} Tabs), ${waits} waits`

type Done = { cost: Cost | null; now: string }

/** Does a job as somebody who has just signed in; without a cost where it went wrong. */
async function doJob(browser: Browser, origin: string, job: Job): Promise<Done> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  try {
    await pressSignIn(page, 'Agent')
    await job.prepare?.(page)
    const hands = new Hands(page, job.way)
    await job.run(hands)
    return { cost: hands.cost, now: words(hands.cost) }
  } catch (error) {
    process.stderr.write(`${job.name}, by ${job.way}: ${String(error)}\n`)
    return { cost: null, now: 'went wrong' }
  } finally {
    await context.close()
  }
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of rows)
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
}

const nameOf = ({ name, way }: Job) => `${name}, by ${way}`
const wordsOf = (target?: Target) => (target ? `${target.of} ≤ ${target.most}` : '')

/** What a job is held to; one without a target only has to work. */
function toLines(job: Job, { cost, now }: Done): Line[] {
  const { target } = job
  const line = { what: nameOf(job), ours: now, beside: `at 86fe4f2 ${job.before[1]}` }
  if (target) {
    const figure = cost ? target.sum(cost) : Infinity
    return [{ ...line, figure, budget: target.most, unit: target.of }]
  }
  return cost === null ? [{ ...line, figure: Infinity, budget: 0, unit: '' }] : []
}

/** What an agent's jobs cost, beside what they did, and against what they may. */
export async function benchAgentsDay(browser: Browser): Promise<Line[]> {
  const app = await startSandboxApp('bench-agents-day', { SANDBOX_CONNECTIONS: '12' })
  const lines: Line[] = []
  const rows = [['an agent’s day', 'at 467dd00', 'at 86fe4f2', 'now', 'target']]
  await switchCopyingOn(browser, app.origin)
  for (const job of jobs) {
    const done = await doJob(browser, app.origin, job)
    rows.push([nameOf(job), ...job.before, done.now, wordsOf(job.target)])
    lines.push(...toLines(job, done))
  }
  await app.stop()
  printTable(rows)
  return lines
}
