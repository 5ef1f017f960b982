import 'server-only'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { checkServerIdentity, type ConnectionOptions, createSecureContext } from 'node:tls'

import { tlsVersions } from '@/lib/core/database/tls'
import type { DatabaseTarget } from '@/lib/core/database/url'
import { errorCode, PlainError } from '@/lib/core/errors'

/** What a URL asks of TLS with one of its hosts. Throws PlainError where a file that it names cannot be used. */
export function tlsOptions({ tls, parameters }: DatabaseTarget, host: string): ConnectionOptions {
  return {
    secureContext: contextOf(parameters),
    rejectUnauthorized: tls === 'verify-ca' || tls === 'verify-full',
    // The name of the URL counts, whatever address it is reached at.
    checkServerIdentity: (_, certificate) =>
      tls === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  }
}

const contextOf = (parameters: Record<string, string>) => {
  const { sslrootcert, sslcrl, sslcert, sslkey, sslpassword } = parameters
  const ca = sslrootcert && sslrootcert !== 'system' ? readCertificate('sslrootcert', sslrootcert) : undefined
  const crl = sslcrl ? readCrl(sslcrl) : undefined
  const own = sslcert && sslkey ? readPair(sslcert, sslkey, sslpassword) : {}
  const [minVersion, maxVersion] = [
    parameters['ssl_min_protocol_version'],
    parameters['ssl_max_protocol_version'],
  ].map((written) => tlsVersions.find((one) => one === written))
  try {
    return createSecureContext({ ca, crl, ...own, minVersion, maxVersion })
  } catch (error) {
    throw new PlainError(
      `The files that DATABASE_URL names for TLS cannot be used: ${error instanceof Error ? error.message : 'unknown'}.`,
      { cause: error },
    )
  }
}

const readCertificate = (name: string, path: string) =>
  readNamed(name, path, 'holds no certificate in PEM form', (text) => new X509Certificate(text))

const readCrl = (path: string) =>
  readNamed('sslcrl', path, 'holds no list of revoked certificates in PEM form', (crl) =>
    createSecureContext({ crl }),
  )

const readPair = (certPath: string, keyPath: string, passphrase: string | undefined) => {
  const cert = readCertificate('sslcert', certPath)
  const pem = readText('sslkey', keyPath)
  const isLocked = pem.includes('ENCRYPTED')
  const fault = !isLocked
    ? 'holds no private key in PEM form'
    : passphrase
      ? 'does not open with sslpassword'
      : 'is encrypted: give its password as sslpassword'
  const open = () => createPrivateKey({ key: pem, ...(passphrase ? { passphrase } : {}) })
  const key = tryOut('sslkey', keyPath, fault, open)
  if (!new X509Certificate(cert).checkPrivateKey(key))
    throw new PlainError(
      `sslkey of DATABASE_URL names ${keyPath}, which is not the key of the certificate in ${certPath}.`,
    )
  return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }) }
}

/** The text of a file that a parameter names, once `use` has taken it. */
const readNamed = (name: string, path: string, fault: string, use: (text: string) => unknown) => {
  const text = readText(name, path)
  tryOut(name, path, fault, () => use(text))
  return text
}

const readText = (name: string, path: string) =>
  tryOut(name, path, 'cannot be read', () => readFileSync(/* turbopackIgnore: true */ path, 'utf8'))

/** Where a file is there, what OpenSSL says of it would only hide the fault. */
const tryOut = <T>(name: string, path: string, fault: string, use: () => T): T => {
  try {
    return use()
  } catch (error) {
    const code = errorCode(error) ?? ''
    const isOfFile = /^E[A-Z]+$/.test(code)
    throw new PlainError(
      `${name} of DATABASE_URL names ${path}, which ${fault}${isOfFile ? ` (${code})` : ''}.`,
      { cause: error },
    )
  }
}
