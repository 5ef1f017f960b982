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

/** What a URL says as a whole. */
type Said = { mode: TlsMode; parameters: Record<string, string> }

type Promised = {
  harmless: string[]
  /** Whether the rest of the URL brings what this value promises. */
  isKept?: (value: string, said: Said) => boolean
  instead: string
}

/** Others that promise something, unless they have one of these values, and what to do instead. */
const promises = new Map<string, Promised>([
  ['sslcrldir', { harmless: [''], instead: 'name one file with sslcrl' }],
  [
    'sslcertmode',
    {
      harmless: ['allow'],
      isKept: (value, { parameters }) => value === 'disable' && !parameters['sslcert'],
      instead: 'take it out; sslcert alone decides',
    },
  ],
  [
    'sslaccept',
    {
      harmless: ['accept_invalid_certs'],
      isKept: (value, { mode }) => value === 'strict' && mode === 'verify-full',
      instead: 'write sslmode=verify-full',
    },
  ],
  ['sslidentity', { harmless: [], instead: 'name PEM files with sslcert and sslkey' }],
  ['sslsni', { harmless: ['0', '1'], instead: 'take it out' }],
  ['sslcompression', { harmless: ['0', '1'], instead: 'take it out' }],
  [
    'gssencmode',
    { harmless: ['disable', 'prefer'], instead: 'write sslmode=require or sslmode=verify-full' },
  ],
  [
    'require_auth',
    {
      harmless: [''],
      // Only SCRAM binds to the channel.
      isKept: (value, { parameters }) =>
        parameters['channel_binding'] === 'require' && value.split(',').includes('scram-sha-256'),
      instead: 'write channel_binding=require, and no method but scram-sha-256',
    },
  ],
  [
    'requirepeer',
    { harmless: [''], instead: 'take it out, and let only the server write into the folder of the socket' },
  ],
])

/** They look like words for TLS and promise nothing. */
const idle = new Set(['gsslib', 'sslkeylogfile'])

/** As with libpq, these ask nothing when they are empty, and so do some of the promises. */
const mayBeEmpty = new Set(['ssl_min_protocol_version', 'ssl_max_protocol_version'])

/**
 * What a URL asks of TLS. Throws Unreadable for whatever was written for safety and would not bring it: a word that is
 * not known or misspelt, a value that is none, two that contradict each other.
 */
export function readTls(parameters: Record<string, string>): TlsMode {
  const { sslmode, ssl, sslrootcert, sslcrl } = parameters
  const written = readMode(sslmode ?? ssl ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer'))
  const isChecked = checksCertificate(written, sslrootcert)
  const mode = isChecked ? checkOf(written, sslrootcert) : written
  const said = { mode, parameters }
  refuse(...Object.entries(parameters).map(([name, value]) => faultOf(name, value, said)))
  refuse(isWeak(mode) ? lostPromise(parameters) : null, mode === 'disable' ? null : halfOfPair(parameters))
  refuse(sslcrl && !isChecked ? 'has sslcrl: that needs sslmode=verify-full' : null)
  return mode
}

const refuse = (...faults: (string | null)[]) => {
  const first = faults.find((fault) => fault !== null)
  if (first) throw new Unreadable(first)
}

const faultOf = (name: string, value: string, said: Said): string | null => {
  if (asksNothing(name, value, said.mode)) return null
  const values = tlsParameters.get(name)
  if (values) return values.includes(value) ? null : `has an unknown ${name}: it may be ${values.join(', ')}`
  const promise = promises.get(name)
  if (promise)
    return isBroken(promise, value, said) ? `has ${name}, which does nothing here: ${promise.instead}` : null
  return !tlsParameters.has(name) && looksLikeTls(name) ? misspelt : null
}

const asksNothing = (name: string, value: string, mode: TlsMode) =>
  idle.has(name) || (value === '' && mayBeEmpty.has(name)) || isIdleSwitch(name, value, mode)

const isBroken = ({ harmless, isKept }: Promised, value: string, said: Said) =>
  !harmless.includes(value) && !isKept?.(value, said)

/** Other drivers' switches, turned off, or on where there is TLS anyway. */
const isIdleSwitch = (name: string, value: string, mode: TlsMode) =>
  /^(use|require|enable)?(ssl|tls)$/.test(lettersOf(name)) &&
  (/^(0|false)$/i.test(value) || (/^(1|true)$/i.test(value) && !isWeak(mode)))

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

const halfOfPair = ({ sslcert, sslkey }: Record<string, string>) => {
  if (!sslcert === !sslkey) return null
  return sslcert
    ? 'has sslcert without sslkey: they belong together, and if it is the server’s CA, write sslrootcert'
    : 'has sslkey without sslcert: they belong together'
}

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
  /ssl|tls|cert|crl|binding|^chan|^requir|^.{0,3}mode$/.test(lettersOf(name))

const lettersOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')
