import 'server-only'
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'

import type { DatabaseTarget } from '@/lib/core/database-url'
import { errorCode, PlainError } from '@/lib/core/errors'

/** The TLS that a URL asks for. Throws PlainError where a file that it names cannot be read. */
export function toTlsOptions({ tls, parameters }: DatabaseTarget): ConnectionOptions {
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
