import { SpanStatusCode, trace } from '@opentelemetry/api'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { startOtlpReceiver } from '@/lib/testing/otlp-receiver'
import { openTestDatabase } from '@/lib/testing/test-database'

import { startMetrics } from './metrics'
import { endTracing, inSpan } from './spans'
import { startTracing } from './start-tracing'

let database: Database
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>

beforeAll(async () => {
  database = await openTestDatabase()
  receiver = await startOtlpReceiver()
  startTracing({ endpoint: receiver.endpoint, headers: {}, protocol: 'http/json', service: 'test' })
})
afterAll(async () => {
  receiver.close()
  await database.close()
})

/** A span as it arrived, as far as it says what it is. */
const told = (name: string, attributes: object, code = 0) => ({ name, attributes, code })

const value = 'a-customer-that-is-easy-to-find'

it('every statement is measured and a span, in transactions and on failure too, and says no value', async () => {
  const { db } = database
  const { statements } = await startMetrics()
  statements.reset()
  const counted = async () =>
    (await statements.get()).values.flatMap(({ metricName, labels, value: n }) =>
      metricName?.endsWith('_count') ? [`${labels.outcome} ${n}`] : [],
    )
  await trace.getTracer('next.js').startActiveSpan(
    `GET /links?search=${value}`,
    {
      attributes: {
        'next.span_type': 'BaseServer.handleRequest',
        'next.route': `/links/${value}?x`,
        'http.route': '/links/[id]',
        'http.method': 'GET',
        'http.status_code': 200,
        'http.target': `/links?search=${value}`,
      },
    },
    async (request) => {
      await db.transaction(async (tx) => {
        await tx
          .select({ id: links.id })
          .from(links)
          .where(sql`${links.customerId} = ${value}`)
      })
      await db.execute(sql`select ${value}::text`)
      await expect(db.execute(sql`select ${value}::integer`)).rejects.toThrow()
      await inSpan(
        'action test',
        {},
        () => Promise.resolve(1),
        () => ({ 'desk.code': 'not_found' }),
      )
      await expect(inSpan('action broken', {}, () => Promise.reject(new Error(value)))).rejects.toThrow(value)
      request.recordException(new Error(value))
      request.setStatus({ code: SpanStatusCode.ERROR, message: value })
      request.addLink({ context: request.spanContext(), attributes: { value } })
      request.end()
    },
  )
  // No request asked for these.
  await db.execute(sql`select 1`)
  await inSpan('action alone', {}, () => Promise.resolve(1))
  const fetched = trace.getTracer('next.js').startSpan(`fetch GET https://example.com/${value}`)
  fetched.setAttributes({ 'next.span_type': 'AppRender.fetch', 'http.url': `https://example.com/${value}` })
  fetched.end()
  await endTracing()

  const spans = receiver.spans().map(({ name, attributes, status }) => told(name, attributes, status.code))
  expect(spans).toContainEqual(
    told(
      'GET /links/[id]',
      {
        'next.span_type': 'BaseServer.handleRequest',
        'http.route': '/links/[id]',
        'http.method': 'GET',
        'http.status_code': 200,
      },
      2,
    ),
  )
  expect(spans).toContainEqual(told('db select', { 'db.operation': 'select', 'db.table': 'links' }))
  expect(spans).toContainEqual(told('db select', { 'db.operation': 'select' }))
  expect(spans).toContainEqual(told('db select', { 'db.operation': 'select' }, 2))
  expect(spans).toContainEqual(told('action test', { 'desk.code': 'not_found' }, 2))
  expect(spans).toContainEqual(told('action broken', {}, 2))
  expect(spans).toContainEqual(told('AppRender.fetch', { 'next.span_type': 'AppRender.fetch' }))
  expect(spans.map(({ name }) => name)).not.toContain('action alone')
  expect(receiver.bytes().toString()).not.toContain(value)
  expect((await counted()).toSorted()).toEqual(['error 1', expect.stringMatching(/^ok [3-9]$/)])
})
