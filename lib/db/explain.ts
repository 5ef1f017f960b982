import 'server-only'
import { errorCode, PlainError } from '@/lib/core/errors'

import { tlsAdvice } from './tls/advice'

const unreachable =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT|EPIPE|CONNECTION_SILENT)$/
/** What the driver says of a connection that broke, or could not be had in time: it has no codes for these. */
const broken =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool|timeout expired|timeout exceeded)/

/** What to do, by the beginning of the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const advice: [state: string, advice: string][] = [
  [
    '28000',
    'The server lets this user not in from here: check the user in DATABASE_URL and the server’s pg_hba.conf; a managed one may want sslmode=require, or sslcert and sslkey.',
  ],
  [
    '28P01',
    'Check user and password in DATABASE_URL; a / in them is written %2F, ? %3F, @ %40, # %23 and % %25.',
  ],
  ['3D000', 'Create the database, or correct its name at the end of DATABASE_URL.'],
  ['3F000', 'Create the schema public, or let the role use it.'],
  [
    '42501',
    'The role may not do this. Migrate with a role that owns the tables (DATABASE_DIRECT_URL, npm run db:migrate) and grant this one usage on the schemas public and drizzle, and all rights on their tables and sequences.',
  ],
  ['53300', 'The server has no connection left: lower DATABASE_POOL_MAX, or use a pooler.'],
  ['53100', 'The server’s disk is full.'],
  ['57P03', 'The server is starting up or shutting down: try again in a moment.'],
  [
    '25006',
    'The server only reads (a standby, or a full disk at a managed one). Point DATABASE_URL at the primary.',
  ],
  [
    '08P01',
    'The pooler refused it: see its configuration. Migrations and backups need DATABASE_DIRECT_URL, past the pooler.',
  ],
  ['0A000', 'PostgreSQL 15 or newer is needed.'],
  ['08', 'The connection could not be made: check host and port in DATABASE_URL.'],
  ['42', 'Is this a database of Connect Desk, migrated by this release? npm run db:migrate'],
]

/** Poolers have one SQLSTATE for everything, and say in words what it is: what to do, or the state whose advice it is. */
const poolerAdvice: [says: RegExp, todo: string][] = [
  [
    /server login|server conn|server DNS|server refused|server down|connect timeout/,
    'The pooler itself does not reach PostgreSQL: see its log and its configuration.',
  ],
  [
    /query_wait_timeout/,
    'The pooler had no connection free in time: let it have more (default_pool_size), or lower DATABASE_POOL_MAX.',
  ],
  [/password authentication|SASL authentication|no such user|user not found/i, '28P01'],
  [
    /database "[^"]*" does not exist|no such database|bouncer config error/,
    'Correct the name of the database at the end of DATABASE_URL, or let the pooler know that database.',
  ],
  [/no more connections|max_client_conn|max ?client|too many (clients|connections)/i, '53300'],
  [
    /unsupported startup parameter/,
    'The pooler does not take what options in DATABASE_URL sets: take that out, and give it to the role instead (alter role … set …).',
  ],
  [
    /statement pooling/,
    'The desk needs transactions: set pool_mode = transaction in the pooler, or let DATABASE_URL lead to PostgreSQL itself.',
  ],
  [/(SSL|TLS|TLS connection) required/, 'Write sslmode=require in DATABASE_URL.'],
  [/client certificate required/, 'Name a certificate with sslcert and sslkey in DATABASE_URL.'],
]

/**
 * What stopped the desk from using its database, in the server's own sentence, and what to do; null when an error is not
 * about the database. The sentence of a server names roles, databases and hosts, and no password.
 */
export function explainDatabaseError(error: unknown): string | null {
  if (!(error instanceof Error) || error instanceof PlainError) return null
  const [sentence, todo] = causeOf(error) ?? []
  if (sentence !== undefined) return `The database cannot be used. It says: ${sentence}\n${todo}`
  return explainDatabaseError(error.cause)
}

/** An error of the database in those words, as PlainError; any other as it is. */
export function inWords(error: unknown): unknown {
  const words = explainDatabaseError(error)
  return words === null ? error : new PlainError(words, { cause: error })
}

/** The same for an error of any work: null unless it is one of a query, so that the database is blamed for nothing else. */
export function explainQueryError(error: unknown): string | null {
  return error instanceof Error && ('params' in error || 'severity' in error)
    ? explainDatabaseError(error)
    : null
}

const causeOf = (error: Error): [sentence: string, todo: string] | null => {
  const code = errorCode(error)
  const todo = adviceOn(error, code ?? '')
  return todo === null ? null : [`${firstOf(error)}${code === null ? '' : ` (${code})`}`, todo]
}

const adviceOn = (error: Error, code: string): string | null => {
  const known = driverAdvice.find(([says]) => says.test(error.message))?.[1] ?? tlsAdvice(error)
  if (known !== null) return known
  if (unreachable.test(code) || broken.test(error.message)) return unreachableAdvice
  if (error.message.startsWith('SASL: ')) return adviceFor('28P01')
  if (code === '25006') return adviceFor(code)
  return 'severity' in error ? adviceOnAnswer(error.message, code, error.severity === 'FATAL') : null
}

const unreachableAdvice =
  'Is the database up, and can it be reached from here? Check host and port in DATABASE_URL.'

/** What the driver says of servers that it cannot talk to. */
const driverAdvice: [says: RegExp, todo: string][] = [
  [
    /^The server does not support SSL/,
    'Turn TLS on there, or say sslmode=disable in DATABASE_URL: then everybody on the way can read.',
  ],
  [
    /^(There was an error establishing an SSL connection|received invalid response)/,
    'What answers there is no PostgreSQL: check host and port in DATABASE_URL.',
  ],
  [
    /^Unknown authenticationOk/,
    'The server wants a way of signing in that the desk does not know: let pg_hba.conf want scram-sha-256 of its user.',
  ],
  [
    /^timeout expired/,
    `${unreachableAdvice} connect_timeout=10 in it waits longer; the log of a pooler may say more.`,
  ],
]

/** On what a server or pooler answered; a fatal answer ends a session, mostly before it began. */
const adviceOnAnswer = (said: string, state: string, isFatal: boolean) => {
  const found = [...(isFatal ? sessionAdvice : []), ...(isOfPooler.test(state) ? poolerAdvice : [])].find(
    ([says]) => says.test(`${state} ${said}`),
  )?.[1]
  return found === undefined || /^\w{5}$/.test(found) ? adviceFor(found ?? state) : found
}

const isOfPooler = /^(08P01|0A000|XX000)$/

/** By SQLSTATE and sentence: of a parameter that is unknown, malformed or forbidden; of a database that is. */
const sessionAdvice: [says: RegExp, todo: string][] = [
  [
    /^(42601|42704|22023|55P02)|^42501 .*parameter/,
    'The server takes no session with options as DATABASE_URL has them: correct them, or take them out.',
  ],
  [/^42501/, 'Let the role of DATABASE_URL connect to this database: grant connect on database … to ….'],
]

const adviceFor = (state: string) =>
  advice.find(([begin]) => state.startsWith(begin))?.[1] ?? 'Look into the server’s log.'

/** Several addresses of one name fail together, with no sentence of their own; OpenSSL puts its own among places in its code. */
const firstOf = (error: Error): string => {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0].message
  return /:error:\w+:[^:]*:[^:]*:([^:]+)/.exec(error.message)?.[1] ?? error.message.trim()
}

/** Whether an error means that the database cannot be reached or written to just now, whatever the query. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    /^(E[A-Z]+|CONNECTION_SILENT|25006|57P0\d|08\w{3}|53\w{3}|57014|25P03)$/.test(errorCode(error) ?? '') ||
    broken.test(error.message) ||
    isDatabaseDown(error.cause)
  )
}
