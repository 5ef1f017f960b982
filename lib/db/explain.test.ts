import { expect, it } from 'vitest'

import { explainDatabaseError, isDatabaseDown } from './explain'

/** As the driver makes it of an answer of the server. */
const refusal = (code: string) =>
  Object.assign(new Error('what the server says'), { severity: 'ERROR', code })

it.each([
  ['53300', /lower DATABASE_POOL_MAX, or use a pooler/],
  ['53100', /disk is full/],
  ['57P03', /starting up or shutting down: try again/],
  ['0A000', /PostgreSQL 15 or newer/],
  ['08P01', /The pooler refused it: see its configuration/],
  ['08006', /check host and port in DATABASE_URL/],
  ['42P01', /npm run db:migrate/],
  ['42501', /The role may not do this/],
  ['28000', /pg_hba\.conf.*sslmode=require/],
  ['28P01', /Check user and password/],
  ['3D000', /Create the database, or correct its name/],
  ['3F000', /Create the schema public/],
  ['25006', /Point DATABASE_URL at the primary/],
  ['XX000', /Look into the server’s log/],
])('%s is told in the server’s sentence, and with what to do', (code, todo) => {
  for (const error of [refusal(code), new Error('Failed query', { cause: refusal(code) })]) {
    const [said = '', advice = ''] = explainDatabaseError(error)?.split('\n') ?? []
    expect(said).toBe(`The database cannot be used. It says: what the server says (${code})`)
    expect(advice).toMatch(todo)
  }
})

it.each([
  ['password authentication failed', /Check user and password/],
  ['no such user', /Check user and password/],
  ['database "nosuch" does not exist', /let the pooler know that database/],
  ['no such database: nosuch', /let the pooler know that database/],
  ['bouncer config error', /let the pooler know that database/],
  ['no more connections allowed (max_client_conn)', /lower DATABASE_POOL_MAX/],
  ['unsupported startup parameter: options', /options in DATABASE_URL/],
  ['transaction blocks not allowed in statement pooling mode', /pool_mode = transaction/],
  ['query_wait_timeout', /default_pool_size/],
  ['server login failed: FATAL password authentication failed for user "u"', /itself does not reach/],
  ['client_login_timeout (server down)', /itself does not reach/],
  ['SSL required', /sslmode=require/],
])('a pooler that says “%s” is not told to be a matter of migrations', (said, todo) => {
  const error = Object.assign(new Error(said), { severity: 'FATAL', code: '08P01' })
  expect(explainDatabaseError(error)).toMatch(todo)
  expect(explainDatabaseError(error)).not.toContain('DATABASE_DIRECT_URL')
})

it.each([
  ['42704', 'unrecognized configuration parameter "nosuch"', /session with options/],
  ['42601', 'invalid command-line argument for server process: bogus', /session with options/],
  ['22023', 'invalid value for parameter "work_mem": "abc"', /session with options/],
  ['42501', 'permission denied to set parameter "log_statement"', /session with options/],
  ['42501', 'permission denied for database "d"', /grant connect on database/],
])('%s at the beginning of a session is about that session', (code, said, todo) =>
  expect(explainDatabaseError(Object.assign(new Error(said), { severity: 'FATAL', code }))).toMatch(todo),
)

const versionFault =
  'write EPROTO 800C4356C27F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/record.c:350:\n'

it.each([
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', /Is the database up/],
  [null, 'timeout expired', /Is the database up.*connect_timeout=10/],
  [null, 'There was an error establishing an SSL connection', /is no PostgreSQL/],
  [null, 'received invalid response: 4a', /is no PostgreSQL/],
  [
    'ECONNRESET',
    'Client network socket disconnected before secure TLS connection was established',
    /older than 17.*sslnegotiation=direct/,
  ],
  ['EPROTO', versionFault, /^.*It says: wrong version number \(EPROTO\)\n.*speaks no TLS/],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tlsv1 alert unknown ca', /check sslcert and sslkey/],
  ['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'no protocols available', /ssl_min_protocol_version/],
  ['CERT_HAS_EXPIRED', 'certificate has expired', /renew it/],
  ['CERT_REVOKED', 'certificate revoked', /list of sslcrl/],
  ['UNABLE_TO_GET_CRL', 'unable to get certificate CRL', /fetch new ones/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'IP: 10.0.0.7 is not in the list', /write the host as the certificate/],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', /name its CA/],
])('%s “%s” is told with its own cause', (code, said, words) =>
  expect(explainDatabaseError(Object.assign(new Error(said), code === null ? {} : { code }))).toMatch(words),
)

it.each([
  ['53300', true],
  ['53100', true],
  ['57P03', true],
  ['08P01', true],
  ['25006', true],
  ['42704', false],
  ['28P01', false],
  ['23505', false],
])('%s means that the database is away: %s', (code, isDown) => {
  expect(isDatabaseDown(new Error('Failed query', { cause: refusal(code) }))).toBe(isDown)
})

it('an error that is none of a database is not explained as one', () => {
  expect(explainDatabaseError(new Error('something else'))).toBeNull()
  expect(explainDatabaseError('28000')).toBeNull()
})
