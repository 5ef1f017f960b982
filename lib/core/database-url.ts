/** How far TLS goes, in libpq's words: https://www.postgresql.org/docs/current/libpq-ssl.html */
type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

/** A PostgreSQL database as libpq reads a URL: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING */
export type DatabaseTarget = {
  /** Tried in turn. A host that begins with a slash is the folder of a Unix socket. */
  hosts: { host: string; port: number }[]
  /** Undefined where the URL has none: the environment and the driver decide, as with libpq. */
  user: string | undefined
  password: string | undefined
  database: string | undefined
  tls: TlsMode
  /** All parameters, as written. */
  parameters: Record<string, string>
  /** Names of parameters that change nothing here. */
  unused: string[]
}

/** A target, or what is wrong with the text: a sentence without any of its values. */
type ParsedDatabaseUrl = { target: DatabaseTarget; problem?: never } | { target?: never; problem: string }

class Unreadable extends Error {}

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
    user: decode(user) || parameters['user'],
    password: decode(password.join(':')) || parameters['password'],
    database: decode(path) || parameters['dbname'],
    tls: readTls(parameters),
    parameters,
    unused: Object.keys(parameters).filter((name) => !used.has(name)),
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
        if (value.length === 0 || /[@/]/.test(name))
          throw new Unreadable(`has something after ? that is not name=value: ${encoding}`)
        return [decode(name), decode(value.join('='))]
      }),
  )

const defaultPort = 5432

const readHosts = (authority: string, parameters: Record<string, string>) => {
  const written = authority.split(',').map((one) => {
    const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(one) ?? []
    if (bracketed === undefined && plain === undefined) throw new Unreadable(portProblem)
    return { host: decode(bracketed ?? plain ?? ''), port: decode(port) }
  })
  const hosts =
    parameters['hostaddr']?.split(',') ?? parameters['host']?.split(',') ?? written.map((one) => one.host)
  const ports = parameters['port']?.split(',') ?? written.map((one) => one.port)
  return hosts.map((host, index) => ({
    host: host || 'localhost',
    port: readPort(ports[index] ?? ports[0] ?? ''),
  }))
}

const portProblem = `has a port that is not a number from 1 to 65535: ${encoding}`

const readPort = (text: string) => {
  const port = text === '' ? defaultPort : Number(text)
  if (!/^\d*$/.test(text) || port < 1 || port > 65_535) throw new Unreadable(portProblem)
  return port
}

/** Words for TLS, libpq's and those of other drivers, whose `true` means a certificate that is checked. */
const tlsModes: Record<string, TlsMode> = {
  disable: 'disable',
  false: 'disable',
  0: 'disable',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
  true: 'verify-full',
  1: 'verify-full',
}

/** As libpq does: whoever names a certificate wants it looked at. */
const checksCertificate = (mode: TlsMode, rootCert: string | undefined) =>
  mode.startsWith('verify') || (mode === 'require' && rootCert !== undefined && rootCert !== '')

/** Without a CA of one's own the name counts, too: public ones vouch for everybody. */
const checkOf = (mode: TlsMode, rootCert: string | undefined): TlsMode =>
  mode === 'verify-full' || !rootCert || rootCert === 'system' ? 'verify-full' : 'verify-ca'

const readTls = ({ sslmode, ssl, sslrootcert }: Record<string, string>): TlsMode => {
  const wanted = sslmode ?? ssl ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer')
  const mode = Object.hasOwn(tlsModes, wanted) ? tlsModes[wanted] : undefined
  if (!mode)
    throw new Unreadable('has an unknown sslmode: disable, prefer, require, verify-ca or verify-full')
  return checksCertificate(mode, sslrootcert) ? checkOf(mode, sslrootcert) : mode
}

const used = new Set([
  'host',
  'hostaddr',
  'port',
  'user',
  'password',
  'dbname',
  'schema',
  'sslmode',
  'ssl',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslnegotiation',
  'channel_binding',
  'connect_timeout',
  'application_name',
  'options',
  'connection_limit',
  'pgbouncer',
  // Only a server that can be written to is taken anyway.
  'target_session_attrs',
])
