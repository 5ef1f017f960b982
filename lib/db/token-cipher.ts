import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { settings } from '@/lib/settings/env'

/** Seals a token with the first key: `keyId.iv.tag.ciphertext`, AES-256-GCM, bound to its link. */
export function sealToken(token: string, linkId: string): string {
  const [first] = settings().encryptionKeys
  if (!first) throw new Error('No encryption key is set.')
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', first.key, iv).setAAD(Buffer.from(linkId))
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
  return [first.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** Opens a sealed token of this link with the key it names. Throws if it was changed, or its key is gone. */
export function openToken(sealed: string, linkId: string): string {
  const [keyId, ...parts] = sealed.split('.')
  const key = settings().encryptionKeys.find((one) => one.id === keyId)
  const [iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (!key || !iv || !tag || !ciphertext) throw new Error('The sealed token cannot be opened.')
  const decipher = createDecipheriv('aes-256-gcm', key.key, iv, { authTagLength: 16 })
    .setAAD(Buffer.from(linkId))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
}

/** The same; null where nothing is sealed, or it cannot be opened any more. */
export function openIfPossible(sealed: string | null, label: string): string | null {
  try {
    return sealed === null ? null : openToken(sealed, label)
  } catch {
    return null
  }
}
