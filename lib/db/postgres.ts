import 'server-only'
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'

import { Client, type ClientConfig, Pool } from 'pg'

import { type DatabaseTarget, parseDatabaseUrl } from '@/lib/core/database-url'
import { errorCode, PlainError } from '@/lib/core/errors'
import { log } from '@/lib/log'

import { keepWhole, leaveNoNames, refuseStandby, requireBinding } from './pool-guards'
import { connectionOf, SilenceWatch } from './silence'

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
const refusesParameters = new Set(['08P01', '0A000'])

const connectMs = 2_000
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
  let how: Session = {
    hasTls: target.tls !== 'disable',
    hasParameters: limits.statementMs > 0 && target.parameters['pgbouncer'] !== 'true',
  }
  for (;;) {
    const opened = makePool(target, limits, how)
    try {
      const isPooled = await askAnyHost(target, () => looksPooled(opened.pool, how, limits))
      if (isPooled) leaveNoNames(opened.pool)
      return { ...opened, isPooled }
    } catch (error) {
      await opened.close()
      const next = nextSession(how, target, error)
      if (!next) throw error
      how = next
    }
  }
}

/** Each failed attempt moves on to the next host. */
const askAnyHost = async <T>({ hosts }: DatabaseTarget, ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries >= hosts.length || isWithoutTls(error)) throw error
    }
  }
}

type Session = { hasTls: boolean; hasParameters: boolean }

const nextSession = (how: Session, target: DatabaseTarget, error: unknown): Session | null => {
  const mayBePlain = target.tls === 'prefer' && target.parameters['channel_binding'] !== 'require'
  if (how.hasTls && mayBePlain && isWithoutTls(error)) return { ...how, hasTls: false }
  if (how.hasParameters && refusesParameters.has(errorCode(error) ?? ''))
    return { ...how, hasParameters: false }
  return null
}

/** Whether an error is what the driver says of a server without TLS. */
export function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections'
}

const looksPooled = async (pool: Pool, how: Session, { statementMs }: PoolLimits) => {
  const { rows } = await pool.query<{ statement: string; idle: string }>(
    `select ${msOf('statement_timeout')} as statement, ${msOf('idle_in_transaction_session_timeout')} as idle`,
  )
  const [found] = rows
  if (statementMs === 0) return false
  if (Number(found?.statement) === 0 || Number(found?.idle) === 0)
    log().warn(
      'a pooler takes no limits from here, and the role has none: alter role … set statement_timeout = 5000; alter role … set idle_in_transaction_session_timeout = 15000',
    )
  return !(how.hasParameters && Number(found?.statement) === statementMs)
}

const msOf = (setting: string) => `extract(epoch from current_setting('${setting}')::interval) * 1000`

const makePool = (target: DatabaseTarget, limits: PoolLimits, how: Session) => {
  const { hosts } = target
  const watch = new SilenceWatch(limits.silentMs)
  const config = toClientConfig(target, limits, how)
  let turn = 0
  /** Goes to the host that the last one reached; one that could not come to be moves on to the next. */
  class DeskClient extends Client {
    constructor() {
      const mine = turn
      super({ ...config, ...hosts[mine % hosts.length] })
      const connection = connectionOf(this)
      refuseStandby(connection)
      if (target.parameters['channel_binding'] === 'require') requireBinding(connection)
      const failed = () => {
        if (turn === mine) turn += 1
      }
      for (const event of ['error', 'errorMessage']) {
        connection.once(event, failed)
        connection.once('readyForQuery', () => connection.off(event, failed))
      }
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

const toClientConfig = (target: DatabaseTarget, limits: PoolLimits, how: Session): ClientConfig => {
  const { hosts, parameters, user, password, database } = target
  const hasTls = how.hasTls && !hosts.some(({ host }) => host.startsWith('/'))
  const seconds = Number(parameters['connect_timeout'])
  return {
    user,
    password,
    database,
    options: sessionOptions(limits, how, parameters['options']),
    application_name: parameters['application_name'] ?? 'connect-desk',
    ssl: hasTls && toTlsOptions(target),
    sslnegotiation: hasTls && parameters['sslnegotiation'] === 'direct' ? 'direct' : undefined,
    enableChannelBinding: /^(prefer|require)$/.test(parameters['channel_binding'] ?? ''),
    connectionTimeoutMillis: seconds > 0 && seconds <= 10 ? seconds * 1000 : connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}

/** A pooler takes none of ours; what somebody wrote into the URL goes to it all the same. */
const sessionOptions = (
  { statementMs, idleInTransactionMs = 15_000 }: PoolLimits,
  how: Session,
  written: string | undefined,
) => {
  if (!how.hasParameters) return written
  const ours = [
    `-c statement_timeout=${statementMs}`,
    // A session whose process went silent in a transaction would hold its locks for hours.
    `-c idle_in_transaction_session_timeout=${idleInTransactionMs}`,
    // Compiling a query takes longer than any of ours runs; it is begun where a branch that may never run looks costly.
    '-c jit=off',
  ]
  return [...ours, ...(written ? [written] : [])].join(' ')
}

/** The TLS that a URL asks for. Throws PlainError where a file that it names cannot be read. */
const toTlsOptions = ({ tls, parameters }: DatabaseTarget): ConnectionOptions => {
  const { sslrootcert, sslcert, sslkey } = parameters
  const ca =
    sslrootcert === undefined || sslrootcert === 'system' ? null : readNamed('sslrootcert', sslrootcert)
  return {
    rejectUnauthorized: tls === 'verify-ca' || tls === 'verify-full',
    ...(tls === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
    ...(ca ? { ca } : {}),
    ...(sslcert ? { cert: readNamed('sslcert', sslcert) } : {}),
    ...(sslkey ? { key: readNamed('sslkey', sslkey) } : {}),
  }
}

const readNamed = (name: string, path: string) => {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, 'utf8')
  } catch (error) {
    throw new PlainError(
      `${name} of DATABASE_URL names ${path}, which cannot be read (${errorCode(error)}).`,
      {
        cause: error,
      },
    )
  }
}
