import 'server-only'
import type * as PromClient from 'prom-client'

import { perProcess } from '@/lib/core/per-process'
import { version } from '@/package.json'

/** The metrics of this process, by what they count; names, units and labels stand with each. */
export type Metrics = ReturnType<typeof createMetrics>

const kept = perProcess<{ metrics: Metrics | null }>('metrics', () => ({ metrics: null }))

/** The metrics of this process; null where nobody may read them, and then nothing is counted. */
export function metrics(): Metrics | null {
  return kept.get().metrics
}

/** Begins to count. The library is loaded here and nowhere else, so that a desk without metrics does without it. */
export async function startMetrics(): Promise<Metrics> {
  const library = await import('prom-client')
  return (kept.get().metrics ??= createMetrics(library))
}

/** In seconds. A database answers in milliseconds, Nango in tenths of a second and at most in 8, a customer in minutes or hours. */
const buckets = {
  database: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  nango: [0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 5, 8],
  connect: [15, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400],
}

/**
 * Every label is of a closed list of ours, so that the number of series stays what it is however many customers,
 * integrations and callers there are.
 */
const createMetrics = ({ Counter, Gauge, Histogram, Registry, collectDefaultMetrics }: typeof PromClient) => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const about = (name: string, help: string) => ({ name: `connect_desk_${name}`, help, registers })
  const gauge = (name: string, help: string) => new Gauge(about(name, help))
  const gaugeBy = <L extends string>(label: L, name: string, help: string) =>
    new Gauge({ ...about(name, help), labelNames: [label] })
  const counterBy = <L extends string>(label: L, name: string, help: string) =>
    new Counter({ ...about(name, help), labelNames: [label] })

  gaugeBy('version', 'info', 'Always 1; the release as a label.').set({ version }, 1)
  return {
    registry,
    linksMade: counterBy('by', 'links_made_total', 'Links made by this process, by staff or by a tool.'),
    linkConnect: new Histogram({
      ...about('link_connect_seconds', 'From the making of a link until its customer was connected.'),
      buckets: buckets.connect,
    }),
    nango: new Histogram({
      ...about(
        'nango_call_seconds',
        'Calls to Nango, the retry included; the outcome is ok or a failure code.',
      ),
      labelNames: ['operation', 'outcome'],
      buckets: buckets.nango,
    }),
    failures: counterBy('code', 'failures_total', 'Failures answered to people and tools, by code.'),
    responses: counterBy('status', 'http_responses_total', 'Answers by class of status; 429 on its own.'),
    webhooksReceived: counterBy(
      'outcome',
      'webhooks_received_total',
      'Webhooks of Nango, by what became of them.',
    ),
    webhooksSent: counterBy('result', 'webhooks_sent_total', 'Attempts to send a webhook, by result.'),
    mailsSent: counterBy('result', 'mails_sent_total', 'Attempts to send a mail, by result.'),
    statements: new Histogram({
      ...about('database_statement_seconds', 'Statements, the wait for a connection included; ok or error.'),
      labelNames: ['outcome'],
      buckets: buckets.database,
    }),
    statementsRunning: gauge('database_statements_running', 'Statements that run or wait for a connection.'),
    /** The ones below are set when they are asked for: see `lib/process/metrics.ts`. */
    scraped: {
      databaseUp: gauge('database_up', '1 when the database answered this scrape in time, else 0.'),
      links: gaugeBy('state', 'links', 'Links in the database by state, counted up to 100000 each.'),
      outboxWaiting: gauge('outbox_waiting', 'Webhooks that wait for the receiver, up to 100000.'),
      outboxOldest: gauge('outbox_oldest_seconds', 'Age of the oldest webhook that waits; 0 when none does.'),
      mailsWaiting: gauge('mails_waiting', 'Mails that wait for the mail server, up to 100000.'),
      mailsOldest: gauge('mails_oldest_seconds', 'Age of the oldest mail that waits; 0 when none does.'),
      sweepAge: gauge(
        'sweep_age_seconds',
        'Since the sweep of this process last ended well, before the first time since it started.',
      ),
      connections: gaugeBy('state', 'database_connections', 'Connections to PostgreSQL, in use and idle.'),
      connectionsWaiting: gauge(
        'database_connections_waiting',
        'Statements and transactions that wait for a connection.',
      ),
      breakerOpen: gauge('nango_breaker_open', '1 while Nango is given a rest, else 0.'),
      rateLimit: gauge('nango_rate_limit', 'Calls that Nango allows in its window, as it last said.'),
      rateLeft: gauge('nango_rate_left', 'Calls left of them, as Nango last said.'),
    },
  }
}
