import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { errorCode, PlainError } from '@/lib/core/errors'

import { explainDataDir } from './data-dir'

const Stored = z.object({
  apiKey: z.uuid(),
  webhookSigningKey: z.uuid(),
  authSecret: z.string().min(32),
  encryptionKey: z.string(),
})

export type Secrets = Omit<z.infer<typeof Stored>, 'encryptionKey'> & {
  encryptionKey: { id: string; key: Buffer }
}

/**
 * The secrets of sandbox mode, created at the first start and kept in the data directory, readable by its owner only.
 * Throws a PlainError where they can be neither read nor written.
 */
export function sandboxSecrets(dataDir: string): Secrets {
  const path = join(/* turbopackIgnore: true */ dataDir, 'sandbox-secrets.json')
  const stored = readStored(dataDir, path) ?? writeNew(dataDir, path)
  return { ...stored, encryptionKey: { id: 'sandbox', key: Buffer.from(stored.encryptionKey, 'base64') } }
}

const readStored = (dataDir: string, path: string) => {
  try {
    return Stored.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    if (['ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error) ?? '')) throw explainDataDir(dataDir, error)
    throw new PlainError(`${path} cannot be read. Delete it to get new sandbox secrets.`, { cause: error })
  }
}

const writeNew = (dataDir: string, path: string) => {
  const secrets = {
    apiKey: randomUUID(),
    webhookSigningKey: randomUUID(),
    authSecret: randomBytes(48).toString('base64'),
    encryptionKey: randomBytes(32).toString('base64'),
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 })
  } catch (error) {
    throw explainDataDir(dataDir, error)
  }
  return secrets
}
