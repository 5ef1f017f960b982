import { readTls, type TlsMode, tlsParameters, Unreadable } from './tls'

/**
 * One of the servers of a database. A host that begins with a slash is the folder of a Unix socket. The certificate counts
 * for the host; where there is an address, that is where to connect to.
 */
export type DatabaseHost = { host: string; port: number; address?: string }

/** A PostgreSQL database as libpq reads a URL: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING */
export type DatabaseTarget = {
  /** Tried in turn. */
  hosts: DatabaseHost[]
  /** Undefined where the URL has none: the environment and the driver decide, as with libpq. */
  user: string | undefined
  password: string | undefined
  database: string | undefined
  tls: TlsMode
  /** How long to wait for a connection, in ms. */
  connectMs: number
  /** All parameters, as written. */
  parameters: Record<string, string>
  /** Names of parameters that change nothing here. */
  unused: string[]
}

/** A target, or what is wrong with the text: a sentence without any of its values. */
type ParsedDatabaseUrl = { target: DatabaseTarget; problem?: never } | { target?: never; problem: string }

/** Reads a postgres:// URL. Never throws. A raw # or @ in the password is understood. */
export function parseDatabaseUrl(text: string): ParsedDatabaseUrl {
  try {
    return { target: readTarget(text) }
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message }
    throw error
  }
}

const encoding =
  'in the user name, the password and the database write / as %2F, ? as %3F, @ as %40, # as %23 and % as %25'

const urlForm =
  /^postgres(?:ql)?:\/\/(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/

/** The parts of a URL as they are written; an absent one is empty. */
const splitUrl = (text: string) => {
  const found = urlForm.exec(text.trim())?.groups
  if (!found)
    throw new Unreadable('must be a postgres:// URL, such as postgres://desk:secret@db.example.com/desk')
  const { login = '', hosts = '', path = '', query = '' } = found
  if (/[/@]/.test(path)) throw new Unreadable(`cannot be told apart: ${encoding}`)
  return { login, hosts, path, query }
}

const readTarget = (text: string): DatabaseTarget => {
  const { login, hosts, path, query } = splitUrl(text)
  const parameters = readParameters(query)
  if ((parameters['schema'] ?? 'public') !== 'public')
    throw new Unreadable('names a schema, but Connect Desk lives in the schema public')
  const [user = '', ...password] = login.split(':')
  return {
    hosts: readHosts(hosts, parameters),
    // What comes later counts, as with libpq.
    user: (parameters['user'] ?? decode(user)) || undefined,
    password: (parameters['password'] ?? decode(password.join(':'))) || undefined,
    database: (parameters['dbname'] ?? decode(path)) || undefined,
    tls: readTls(parameters),
    connectMs: readConnectMs(parameters['connect_timeout']),
    parameters,
    unused: Object.keys(parameters).filter((name) => !used.has(name) && !tlsParameters.has(name)),
  }
}

const decode = (text: string) => {
  try {
    const decoded = decodeURIComponent(text)
    if (decoded.includes('\0')) throw new Unreadable('holds a NUL')
    return decoded
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`holds a % without two hexadecimal digits: ${encoding}`, { cause: error })
  }
}

/** Not as forms are read: a plus is a plus. */
const readParameters = (query: string): Record<string, string> =>
  Object.fromEntries(
    query
      .split('&')
      .filter(Boolean)
      .map((part) => {
        const [name = '', ...value] = part.split('=')
        if (name.startsWith('amp;')) throw new Unreadable('holds &amp; where & is meant')
        if (value.length === 0 || /[@/]/.test(name))
          throw new Unreadable(`has something after ? that is not name=value: ${encoding}`)
        return [decode(name), decode(value.join('='))]
      }),
  )

const defaultPort = 5432

const readHosts = (authority: string, parameters: Record<string, string>): DatabaseHost[] => {
  const written = authority.split(',').map(readHost)
  const names = listOf(parameters['host'], () => written.map((one) => one.host))
  const addresses = listOf(parameters['hostaddr'], () => [])
  const ports = listOf(parameters['port'], () => written.map((one) => one.port))
  const many = names.join('') === '' && addresses.length > 0 ? addresses.length : names.length
  if (addresses.length > 0 && addresses.length !== many)
    throw new Unreadable('has not as many addresses in hostaddr as it has hosts')
  if (ports.length > 1 && ports.length !== many) throw new Unreadable('has not as many ports as it has hosts')
  return Array.from({ length: many }, (_, index) => {
    const address = readAddress(addresses[index] ?? '')
    return {
      host: names[index] || address || 'localhost',
      port: readPort((ports.length > 1 ? ports[index] : ports[0]) ?? ''),
      ...(address ? { address } : {}),
    }
  })
}

/** An empty one counts as left out. */
const listOf = (written: string | undefined, otherwise: () => string[]) =>
  written ? written.split(',') : otherwise()

const readHost = (written: string) => {
  if (/^[\da-f.]*:[\da-f.]*:[\da-f:.]*$/i.test(written))
    throw new Unreadable('has an IPv6 address without its brackets: [::1]')
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(written) ?? []
  if (bracketed === undefined && plain === undefined) throw new Unreadable(portProblem)
  return { host: decode(bracketed ?? plain ?? ''), port: decode(port) }
}

const readAddress = (text: string) => {
  if (!/^[\d.]*$/.test(text) && !/^[\da-f.]*:[\da-f:.]*(%\w+)?$/i.test(text))
    throw new Unreadable('has a hostaddr that is no IP address: a name goes into host')
  return text
}

const portProblem = `has a port that is not a number from 1 to 65535: ${encoding}`

const readPort = (text: string) => {
  const port = text === '' ? defaultPort : Number(text)
  if (!/^\d*$/.test(text) || port < 1 || port > 65_535) throw new Unreadable(portProblem)
  return port
}

/** libpq waits no shorter; longer than the most would outlast whoever waits for the connection. */
const [leastConnectSeconds, mostConnectSeconds] = [2, 10]

/** As libpq has it, 0 and less are no limit. */
const readConnectMs = (text = String(leastConnectSeconds)) => {
  if (!/^-?\d+$/.test(text))
    throw new Unreadable('has a connect_timeout that is not a whole number of seconds')
  const seconds = Number(text) > 0 ? Math.max(Number(text), leastConnectSeconds) : Infinity
  return Math.min(seconds, mostConnectSeconds) * 1_000
}

const used = new Set([
  'host',
  'hostaddr',
  'port',
  'user',
  'password',
  'dbname',
  'schema',
  'connect_timeout',
  'application_name',
  'options',
  'connection_limit',
  'pgbouncer',
  // Only a server that can be written to is taken anyway.
  'target_session_attrs',
])
