import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

import { within } from '@/lib/core/time'
import { consumeAddressAllowance } from '@/lib/db/allowances'
import { settings } from '@/lib/settings/env'

import { readBearer } from './api-key'

/** Without a database that answers in this time nobody is counted. */
const patienceMs = 2_000

const digest = (text: string) => createHash('sha256').update(text).digest()

const refuse = (status: 401 | 404 | 429, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...headers, 'Cache-Control': 'no-store' } })

/**
 * The guard of the metrics: the bearer token of `METRICS_TOKEN` and nothing else; a session or an API key counts for
 * nothing. Who has it is let in without a question to the database, so that a scraper learns of one that is away; who has
 * it not is counted there by address, as callers with bad API keys are. Without the setting there is no such address.
 */
export async function answerScraper(request: Request, work: () => Promise<Response>): Promise<Response> {
  const { metricsToken } = settings()
  if (metricsToken === null) return refuse(404)
  // Digests are of one length, and are compared in a time that says nothing of where they differ.
  const isRight = timingSafeEqual(digest(readBearer(request) ?? ''), digest(metricsToken))
  if (isRight) return work()
  const spent = await within(patienceMs, consumeAddressAllowance('bad metrics token')).catch(() => null)
  return spent?.isSpent
    ? refuse(429, { 'Retry-After': String(spent.resetSeconds) })
    : refuse(401, { 'WWW-Authenticate': 'Bearer' })
}
