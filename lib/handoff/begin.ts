import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

import { customerRoutes } from '@/lib/core/desk-routes'
import type { Db } from '@/lib/db/open'
import { requestOrigin } from '@/lib/log'
import { queuesMail } from '@/lib/mail/queue'
import { settings } from '@/lib/settings/env'

import { pickWords } from './pick-words'
import { type HandoffInput, insertHandoff } from './store/rows'
import { type CheckKind, checkKinds } from './words'

export type { HandoffInput }

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const codeLength = 26

/** The fingerprint by which a code is found again; the code itself is 130 random bits, so no salt is needed. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

/**
 * What stands before the code in the address of a hand-off link; null where there are none, because nobody said where
 * customers reach the desk. In sandbox mode it is where whoever makes the link reached it.
 */
export function baseOfCodes(): string | null {
  const { customerOrigin, mode } = settings()
  const origin = customerOrigin ?? (mode === 'sandbox' ? (requestOrigin() ?? null) : null)
  return origin === null ? null : origin + customerRoutes.page('')
}

/** How customers may be asked to show that it is them: digits where mails are sent; none at all where no link works for days. */
export function offeredChecks(): CheckKind[] {
  if (baseOfCodes() === null) return []
  return checkKinds.filter((kind) => kind !== 'digits' || queuesMail())
}

/** The secret of a new hand-off link, and what to store of it. */
export function beginHandoff(check: CheckKind): { code: string; input: HandoffInput } {
  const code = [...randomBytes(codeLength)].map((byte) => letters[byte % letters.length]).join('')
  return {
    code,
    input: { codeHash: hashCode(code), check, words: check === 'words' ? pickWords() : null },
  }
}

/** Stores a hand-off link beside its row of links, in the transaction that makes that one live. */
export async function keepHandoff(tx: Db, linkId: string, input: HandoffInput): Promise<void> {
  await insertHandoff(tx, linkId, input)
}
