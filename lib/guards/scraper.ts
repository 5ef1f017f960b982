import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

import { settings } from '@/lib/settings/env'

import { readBearer } from './api-key'

const digest = (text: string) => createHash('sha256').update(text).digest()

const refuse = (status: 401 | 404, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...headers, 'Cache-Control': 'no-store' } })

/**
 * The guard of the metrics: the bearer token of `METRICS_TOKEN` and nothing else; a session or an API key counts for
 * nothing. Asks no database, so that a scraper learns of one that is away. Without the setting there is no such address.
 */
export async function answerScraper(request: Request, work: () => Promise<Response>): Promise<Response> {
  const { metricsToken } = settings()
  if (metricsToken === null) return refuse(404)
  // Digests are of one length, and are compared in a time that says nothing of where they differ.
  const isRight = timingSafeEqual(digest(readBearer(request) ?? ''), digest(metricsToken))
  return isRight ? work() : refuse(401, { 'WWW-Authenticate': 'Bearer' })
}
