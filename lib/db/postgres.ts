import 'server-only'
import { Client, type ClientConfig, Pool } from 'pg'

import { type DatabaseHost, type DatabaseTarget, parseDatabaseUrl } from '@/lib/core/database/url'
import { errorCode, PlainError } from '@/lib/core/errors'
import { log } from '@/lib/log'

import { endAtUnreadable, keepWhole, leaveNoNames, refuseStandby, requireBinding } from './pool-guards'
import { connectionOf, SilenceWatch } from './silence'
import { tlsOptions } from './tls/options'

/** How long is waited for what, in ms. */
export type Patience = {
  /** The server ends a statement after this; 0 for never. */
  statementMs: number
  /** A connection that gives no answer for this long is dropped. */
  silentMs: number
  /** The server ends a session that says nothing in a transaction for this long; 15 s unless said. */
  idleInTransactionMs?: number
}

/** `max`: how many connections at most. */
export type PoolLimits = Patience & { max: number }

/** A server or pooler that takes no parameters at the start of a session has said so, or has just not taken them. */
const refusesParameters = (error: unknown) => /^(08P01|0A000)$/.test(errorCode(error) ?? '')

/** Longer than anybody waits for an answer: a crowd is not to be told that the database is away. */
const turnMs = 15_000

/** How a URL of a database is read; throws PlainError with what is wrong with it. */
export function targetOf(url: string): DatabaseTarget {
  const { target, problem } = parseDatabaseUrl(url)
  if (!target) throw new PlainError(`DATABASE_URL ${problem}.`)
  return target
}

export type OpenPool = {
  pool: Pool
  /** A session is shared with others: nothing may be left in it, no setting and no prepared statement. */
  isPooled: boolean
  close: () => Promise<void>
}

/**
 * A pool of connections to a PostgreSQL, or to a pooler before one: what a pooler refuses is left away. Throws what the
 * first connection threw. Each connection that breaks or falls silent is replaced by a new one.
 */
export async function openPool(target: DatabaseTarget, limits: PoolLimits): Promise<OpenPool> {
  let hasParameters = limits.statementMs > 0 && target.parameters['pgbouncer'] !== 'true'
  for (;;) {
    const opened = makePool(target, limits, hasParameters)
    try {
      const isPooled = await askAnyHost(target, hasParameters, () =>
        looksPooled(opened.pool, hasParameters, limits),
      )
      if (isPooled) leaveNoNames(opened.pool)
      return { ...opened, isPooled }
    } catch (error) {
      await opened.close()
      if (!hasParameters || !refusesParameters(error)) throw error
      hasParameters = false
    }
  }
}

/**
 * Each failed attempt moves on to the next host; one without TLS is asked once more where it may be without. One that
 * refuses parameters may be the only one that is up: all are asked without.
 */
const askAnyHost = async <T>(target: DatabaseTarget, hasParameters: boolean, ask: () => Promise<T>) => {
  for (let tries = 1; ;) {
    try {
      return await ask()
    } catch (error) {
      if (mayBePlain(target) && isWithoutTls(error)) continue
      if (tries >= target.hosts.length || (hasParameters && refusesParameters(error))) throw error
      tries += 1
    }
  }
}

const mayBePlain = ({ tls, parameters }: DatabaseTarget) =>
  tls === 'prefer' && parameters['channel_binding'] !== 'require'

/** What the driver says of a server without TLS. */
const isWithoutTls = (error: unknown) =>
  error instanceof Error && error.message === 'The server does not support SSL connections'

const looksPooled = async (pool: Pool, hasParameters: boolean, { statementMs }: PoolLimits) => {
  const { rows } = await pool.query<{ statement: string; idle: string }>(
    `select ${msOf('statement_timeout')} as statement, ${msOf('idle_in_transaction_session_timeout')} as idle`,
  )
  await tryTransaction(pool)
  const [found] = rows
  if (statementMs === 0) return false
  if (Number(found?.statement) === 0 || Number(found?.idle) === 0)
    log().warn(
      'a pooler takes no limits from here, and the role has none: alter role … set statement_timeout = 5000; alter role … set idle_in_transaction_session_timeout = 15000',
    )
  return !(hasParameters && Number(found?.statement) === statementMs)
}

/** A pooler that knows single statements only refuses it: better at the start than at somebody's first link. */
const tryTransaction = async (pool: Pool) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('commit')
  } finally {
    client.release()
  }
}

const msOf = (setting: string) => `extract(epoch from current_setting('${setting}')::interval) * 1000`

const makePool = (target: DatabaseTarget, limits: PoolLimits, hasParameters: boolean) => {
  const watch = new SilenceWatch(limits.silentMs)
  const config = toClientConfig(target, limits, hasParameters)
  const hosts = target.hosts.map((host) => toHostConfig(target, host))
  let turn = 0
  /** Goes to the host that the last one reached; one that could not come to be moves on to the next. */
  class DeskClient extends Client {
    constructor() {
      const mine = turn
      const index = mine % hosts.length
      super({ ...config, ...hosts[index] })
      const connection = connectionOf(this)
      endAtUnreadable(connection)
      refuseStandby(connection)
      if (target.parameters['channel_binding'] === 'require') requireBinding(connection)
      let isBeginning = true
      const failed = (error?: unknown) => {
        if (!isBeginning) return
        isBeginning = false
        // The driver leaves it open after an answer that it does not know, and no process would end.
        connection.stream.destroy()
        if (mayBePlain(target) && isWithoutTls(error)) hosts[index] = { ...hosts[index], ...withoutTls }
        else if (turn === mine) turn += 1
      }
      for (const event of ['error', 'errorMessage', 'end']) connection.once(event, failed)
      connection.once('readyForQuery', () => (isBeginning = false))
    }
  }
  const pool = new Pool({
    max: limits.max,
    Client: DeskClient,
    connectionTimeoutMillis: turnMs,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 1_800,
  })
  keepWhole(pool)
  pool.on('connect', (client) => watch.watch(client))
  return {
    pool,
    close: async () => {
      // Whoever still uses one, or waits in vain on a broken one, is cut off after a second.
      const cutOff = setTimeout(() => watch.destroyAll(), 1_000)
      await pool.end()
      clearTimeout(cutOff)
    },
  }
}

const toClientConfig = (target: DatabaseTarget, limits: PoolLimits, hasParameters: boolean): ClientConfig => {
  const { connectMs, parameters, user, password, database } = target
  return {
    user,
    password,
    database,
    options: sessionOptions(limits, hasParameters, parameters['options']),
    application_name: parameters['application_name'] ?? 'connect-desk',
    enableChannelBinding: /^(prefer|require)$/.test(parameters['channel_binding'] ?? ''),
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}

const withoutTls = { ssl: false, sslnegotiation: 'postgres' } satisfies ClientConfig

/** Each host has its own TLS: a socket among them has none, and takes none from the others. */
const toHostConfig = (target: DatabaseTarget, { host, port, address }: DatabaseHost): ClientConfig => {
  const isSocket = address === undefined && host.startsWith('/')
  return {
    host: address ?? host,
    port,
    ...(isSocket || target.tls === 'disable'
      ? withoutTls
      : {
          ssl: tlsOptions(target, host),
          sslnegotiation: target.parameters['sslnegotiation'] === 'direct' ? 'direct' : 'postgres',
        }),
  }
}

/** A pooler takes none of ours; what somebody wrote into the URL goes to it all the same. */
const sessionOptions = (
  { statementMs, idleInTransactionMs = 15_000 }: PoolLimits,
  hasParameters: boolean,
  written: string | undefined,
) => {
  if (!hasParameters) return written
  const ours = [
    `-c statement_timeout=${statementMs}`,
    // A session whose process went silent in a transaction would hold its locks for hours.
    `-c idle_in_transaction_session_timeout=${idleInTransactionMs}`,
    // Compiling a query takes longer than any of ours runs; it is begun where a branch that may never run looks costly.
    '-c jit=off',
  ]
  return [...ours, ...(written ? [written] : [])].join(' ')
}
