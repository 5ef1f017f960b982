/** How far TLS goes, in libpq's words: https://www.postgresql.org/docs/current/libpq-ssl.html */
export type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

/** What is wrong with a URL of a database: a sentence without any of its values. */
export class Unreadable extends Error {}

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

/** From the oldest to the newest. */
export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

/** Parameters about TLS and trust that the desk understands; those with a list take no other value. */
export const tlsParameters = new Map<string, readonly string[] | null>([
  ['sslmode', null],
  ['ssl', null],
  ['sslrootcert', null],
  ['sslcrl', null],
  ['sslcert', null],
  ['sslkey', null],
  ['sslpassword', null],
  ['sslnegotiation', ['postgres', 'direct']],
  ['channel_binding', ['disable', 'prefer', 'require']],
  ['ssl_min_protocol_version', tlsVersions],
  ['ssl_max_protocol_version', tlsVersions],
])

/** Others that promise something, unless they have one of these values, and what to do instead. */
const promises = new Map([
  ['sslcrldir', { harmless: [], instead: 'name one file with sslcrl' }],
  ['sslcertmode', { harmless: ['allow'], instead: 'take it out; sslcert alone decides' }],
  ['sslaccept', { harmless: ['accept_invalid_certs'], instead: 'write sslmode=verify-full' }],
  ['sslidentity', { harmless: [], instead: 'name PEM files with sslcert and sslkey' }],
  ['sslsni', { harmless: ['0', '1'], instead: 'take it out' }],
  ['sslcompression', { harmless: ['0', '1'], instead: 'take it out' }],
  [
    'gssencmode',
    { harmless: ['disable', 'prefer'], instead: 'write sslmode=require or sslmode=verify-full' },
  ],
  ['require_auth', { harmless: [], instead: 'write channel_binding=require' }],
  [
    'requirepeer',
    { harmless: [], instead: 'take it out, and let only the server write into the folder of the socket' },
  ],
] satisfies [name: string, promise: { harmless: string[]; instead: string }][])

/**
 * What a URL asks of TLS. Throws Unreadable for whatever was written for safety and would not bring it: a word that is
 * not known or misspelt, a value that is none, two that contradict each other.
 */
export function readTls(parameters: Record<string, string>): TlsMode {
  const { sslmode, ssl, sslrootcert, sslcrl } = parameters
  refuse(...Object.entries(parameters).map(([name, value]) => faultOf(name, value)))
  const mode = readMode(sslmode ?? ssl ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer'))
  refuse(isWeak(mode) ? lostPromise(parameters) : null, halfOfPair(parameters))
  if (checksCertificate(mode, sslrootcert)) return checkOf(mode, sslrootcert)
  refuse(sslcrl ? 'has sslcrl: that needs sslmode=verify-full' : null)
  return mode
}

const refuse = (...faults: (string | null)[]) => {
  const first = faults.find((fault) => fault !== null)
  if (first) throw new Unreadable(first)
}

const faultOf = (name: string, value: string): string | null => {
  const values = tlsParameters.get(name)
  if (values) return values.includes(value) ? null : `has an unknown ${name}: it may be ${values.join(', ')}`
  const promise = promises.get(name)
  if (promise)
    return promise.harmless.includes(value)
      ? null
      : `has ${name}, which does nothing here: ${promise.instead}`
  return !tlsParameters.has(name) && looksLikeTls(name) ? misspelt : null
}

/** With these a connection may come to be without TLS. */
const isWeak = (mode: TlsMode) => mode === 'disable' || mode === 'prefer'

const lostPromise = ({ ssl, sslrootcert, sslnegotiation }: Record<string, string>) => {
  if (ssl !== undefined && !isWeak(readMode(ssl)))
    return 'asks for TLS with ssl and not with sslmode: write sslmode alone'
  if (sslrootcert === 'system') return 'has sslrootcert=system: that needs sslmode=verify-full'
  return sslnegotiation === 'direct'
    ? 'has sslnegotiation=direct: that needs sslmode=require or sslmode=verify-full'
    : null
}

const halfOfPair = ({ sslcert, sslkey }: Record<string, string>) =>
  !sslcert === !sslkey ? null : 'has only one of sslcert and sslkey: they belong together'

const readMode = (written: string): TlsMode => {
  const mode = Object.hasOwn(tlsModes, written) ? tlsModes[written] : undefined
  if (!mode)
    throw new Unreadable('has an unknown sslmode: disable, prefer, require, verify-ca or verify-full')
  return mode
}

/** As libpq does: whoever names a certificate wants it looked at. */
const checksCertificate = (mode: TlsMode, rootCert: string | undefined) =>
  mode.startsWith('verify') || (mode === 'require' && rootCert !== undefined && rootCert !== '')

/** Without a CA of one's own the name counts, too: public ones vouch for everybody. */
const checkOf = (mode: TlsMode, rootCert: string | undefined): TlsMode =>
  mode === 'verify-full' || !rootCert || rootCert === 'system' ? 'verify-full' : 'verify-ca'

// The name itself stays untold: behind a raw ? in a password it would be a piece of it.
const misspelt = `has a word for TLS that is not known, and would bring none. Known are ${[...tlsParameters.keys()].join(', ')}, in small letters`

/** Whether a name has to do with TLS or trust, perhaps by a slip: a letter too few, too many or another one. */
const looksLikeTls = (name: string) =>
  /ssl|tls|cert|crl|binding|^chan|^requir|^.{0,4}mode$/.test(name.toLowerCase().replaceAll(/[^a-z]/g, ''))
