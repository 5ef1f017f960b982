import 'server-only'
import { PgPreparedQuery } from 'drizzle-orm/pg-core'
import { z } from 'zod'

import { type Metrics, metrics } from '@/lib/telemetry/metrics'
import { inSpan, isTraced } from '@/lib/telemetry/spans'

/** What drizzle knows of a statement that it built itself. */
const Built = z.object({ queryMetadata: z.object({ type: z.string(), tables: z.array(z.string()) }) })

const verbs = /^\s*(select|insert|update|delete|with|begin|commit|rollback|savepoint|release|vacuum|set)\b/i

/** What a statement does and to which table of ours; never a value, nor any other of its words. */
const asSpan = (statement: unknown, text: string, run: Run) => {
  const built = Built.safeParse(statement).data?.queryMetadata
  const operation = built?.type ?? verbs.exec(text)?.[1]?.toLowerCase() ?? 'other'
  const table = built?.tables[0]
  return inSpan(
    `db ${operation}`,
    { 'db.operation': operation, ...(table === undefined ? {} : { 'db.table': table }) },
    run,
  )
}

const measure = async ({ statements, statementsRunning }: Metrics, run: Run) => {
  statementsRunning.inc()
  const end = statements.startTimer()
  try {
    const rows = await run()
    end({ outcome: 'ok' })
    return rows
  } catch (error) {
    end({ outcome: 'error' })
    throw error
  } finally {
    statementsRunning.dec()
  }
}

type Run = () => Promise<unknown>

const isFunction = (value: unknown): value is (...given: unknown[]) => Promise<unknown> =>
  typeof value === 'function'

const watched = Symbol.for('connect-desk.watched')

/**
 * From now on every statement, of either engine and within transactions too, is measured and is a span. Drizzle has no
 * hook for it; `queryWithCache` is where all of them pass, its own begin and commit included.
 */
export function watchStatements() {
  const prototype = PgPreparedQuery.prototype
  const original: unknown = Reflect.get(prototype, 'queryWithCache')
  if (!isFunction(original) || watched in original) return
  const queryWithCache = function (this: unknown, text: string, values: unknown, run: Run): Promise<unknown> {
    const counted = metrics()
    const traced = isTraced() ? () => asSpan(this, text, run) : run
    return Reflect.apply(original, this, [text, values, counted ? () => measure(counted, traced) : traced])
  }
  Reflect.set(prototype, 'queryWithCache', Object.assign(queryWithCache, { [watched]: true }))
}
