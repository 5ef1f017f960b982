import type { Browser, Page } from 'playwright'
import { expect } from 'playwright/test'

import { connectByApiKey } from '@/lib/testing/connect-by'

import { copyLink, createLink } from '../fixtures/link-form'
import { signInAs } from '../fixtures/sign-in'
import { startSandboxApp } from '../fixtures/start-sandbox-app'
import type { Line } from './line'

/** Milliseconds from the moment a customer is done at Nango until the agent's card says so. */
async function timeConnection(page: Page, round: number): Promise<number> {
  const card = await createLink(page, { customerId: `user_${round}`, integrations: ['Private API key'] })
  const url = await copyLink(page)
  // Customers do not wait for our polls: be done at any moment between two of them.
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), (round * 331) % 2000)
  await connectByApiKey(url)
  const doneAt = performance.now()
  await expect(card).toContainText('Connected', { timeout: 20_000 })
  return performance.now() - doneAt
}

async function timeConnections(browser: Browser, settings: Record<string, string>, rounds: number) {
  const app = await startSandboxApp('bench-status', settings)
  const page = await (await browser.newContext({ baseURL: app.origin })).newPage()
  await page.goto('/')
  await signInAs(page, 'Agent')
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timeConnection(page, round))
  await page.context().close()
  await app.stop()
  const sorted = times.toSorted((a, b) => a - b)
  return { median: sorted[Math.floor(rounds / 2)] ?? 0, p95: sorted[Math.ceil(rounds * 0.95) - 1] ?? 0 }
}

type Times = { median: number; p95: number }

const line = (what: string, { median, p95 }: Times, budget: number): Line => ({
  what,
  ours: `p95 ${(p95 / 1000).toFixed(2)} s`,
  beside: `median ${(median / 1000).toFixed(2)} s`,
  figure: p95 / 1000,
  budget,
  unit: 's',
})

/** How soon the agent sees that a customer is connected, with Nango's webhook and without any. */
export async function benchStatus(browser: Browser): Promise<Line[]> {
  const withWebhook = await timeConnections(browser, {}, 40)
  const without = await timeConnections(browser, { SANDBOX_FAULTS: 'no-webhooks' }, 20)
  return [
    line('connected, shown after Nango’s webhook', withWebhook, 2),
    line('connected, shown without any webhook while watched', without, 8),
  ]
}
