import 'server-only'
import { errorCode, PlainError } from '@/lib/core/errors'

import { isWithoutTls } from './postgres'

const unreachable =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT|EPIPE|CONNECTION_SILENT)$/
/** What the driver says of a connection that broke, or could not be had in time: it has no codes for these. */
const broken =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool|timeout expired|timeout exceeded)/

/** What to do, by the beginning of the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const advice: [state: string, advice: string][] = [
  [
    '28000',
    'The server lets this user not in from here: check the user in DATABASE_URL and the server’s pg_hba.conf; a managed one may want sslmode=require.',
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
  ['42704', 'DATABASE_URL has a parameter that the server does not know.'],
  ['53300', 'The server has no connection left: lower DATABASE_POOL_MAX, or use a pooler.'],
  ['53100', 'The server’s disk is full.'],
  ['57P03', 'The server is starting up or shutting down: try again in a moment.'],
  [
    '25006',
    'The server only reads (a standby, or a full disk at a managed one). Point DATABASE_URL at the primary.',
  ],
  ['08P01', 'A pooler refused it: DATABASE_DIRECT_URL has to lead to PostgreSQL itself.'],
  ['0A000', 'PostgreSQL 15 or newer is needed.'],
  ['08', 'The connection could not be made: check host and port in DATABASE_URL.'],
  ['42', 'Is this a database of Connect Desk, migrated by this release? npm run db:migrate'],
]

const tlsCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO)$/

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
  if (isWithoutTls(error))
    return 'Turn TLS on there, or say sslmode=disable in DATABASE_URL: then everybody on the way can read.'
  if (tlsCodes.test(code))
    return 'The server’s certificate was not accepted: name its CA by sslrootcert=/path/ca.crt in DATABASE_URL, and the host as the certificate has it.'
  if (unreachable.test(code) || broken.test(error.message))
    return 'Is the database up, and can it be reached from here? Check host and port in DATABASE_URL.'
  if (error.message.startsWith('SASL: ')) return adviceFor('28P01')
  return code === '25006' || 'severity' in error ? adviceFor(code) : null
}

const adviceFor = (state: string) =>
  advice.find(([begin]) => state.startsWith(begin))?.[1] ?? 'Look into the server’s log.'

/** Several addresses of one name fail together, with no sentence of their own. */
const firstOf = (error: Error): string =>
  error instanceof AggregateError && error.errors[0] instanceof Error
    ? error.errors[0].message
    : error.message

/** Whether an error means that the database cannot be reached or written to just now, whatever the query. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    /^(E[A-Z]+|CONNECTION_SILENT|25006|57P0\d|08\w{3}|53\w{3}|57014|25P03)$/.test(errorCode(error) ?? '') ||
    broken.test(error.message) ||
    isDatabaseDown(error.cause)
  )
}
