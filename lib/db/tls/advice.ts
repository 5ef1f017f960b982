import 'server-only'
import { errorCode } from '@/lib/core/errors'

/** By the code and the sentence of OpenSSL or Node; the first that fits counts. */
const advice: [says: RegExp, todo: string][] = [
  [
    /before secure TLS connection was established/,
    'The other side broke off before there was TLS. PostgreSQL older than 17 does so with sslnegotiation=direct in DATABASE_URL: take that out. Otherwise the server’s log, or a proxy on the way, knows why.',
  ],
  [
    /wrong.version.number|packet.length.too.long|record.layer.failure|http.request/i,
    'What answers there speaks no TLS at this point: check host and port in DATABASE_URL, take sslnegotiation=direct out of it, and look for a proxy on the way.',
  ],
  [
    /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)/,
    'The server’s certificate does not count today: renew it there, or set the clock of this machine.',
  ],
  [/^CERT_REVOKED/, 'The server’s certificate is on the list of sslcrl: it needs a new one.'],
  [
    /^\w*CRL/,
    'sslcrl in DATABASE_URL has no list that counts today for each CA of the server’s certificate: fetch new ones into that file.',
  ],
  [
    /^ERR_TLS_CERT_ALTNAME/,
    'In DATABASE_URL write the host as the certificate has it; the address to reach it at may go into hostaddr.',
  ],
  [
    /alert (unknown ca|bad certificate|unsupported certificate|certificate)|certificate required/i,
    'The server does not take the certificate of the desk, or wants one: check sslcert and sslkey in DATABASE_URL.',
  ],
  [
    /alert (protocol version|handshake failure|insufficient security)|unsupported protocol|no (shared cipher|protocols available)/i,
    'Server and desk have no way of TLS in common: check ssl_min_protocol_version and ssl_max_protocol_version in DATABASE_URL, and what the server offers.',
  ],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|INVALID_CA|PATH_LENGTH_EXCEEDED)/,
    'The server’s certificate was not accepted: name its CA by sslrootcert=/path/ca.crt in DATABASE_URL.',
  ],
  [/^(ERR_TLS_|ERR_SSL_|EPROTO)/, 'TLS with the server failed: its log, or a proxy on the way, knows why.'],
]

const isOfTls =
  /^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|CRL_|INVALID_CA|PATH_LENGTH|ERR_TLS_|ERR_SSL_|EPROTO)|before secure TLS/

/** What to do about an error of TLS with the database; null for any other error. */
export function tlsAdvice(error: Error): string | null {
  const said = `${errorCode(error) ?? ''} ${error.message}`
  return isOfTls.test(said) ? (advice.find(([says]) => says.test(said))?.[1] ?? null) : null
}
