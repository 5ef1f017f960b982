import 'server-only'
import { and, eq } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { handoffs } from '@/lib/db/schema-handoff'
import { openToken, sealToken } from '@/lib/db/token-cipher'

import type { Handoff } from './rows'

const labelOf = (linkId: string) => `${linkId} digits`

/** Keeps the digits that are mailed for a visit; those before them are worth nothing any more. */
export async function setDigits(
  tx: Db,
  linkId: string,
  { digits, visitId, at }: { digits: string; visitId: string; at: Date },
) {
  await tx
    .update(handoffs)
    .set({ sealedDigits: sealToken(digits, labelOf(linkId)), digitsVisit: visitId, digitsAt: at })
    .where(eq(handoffs.linkId, linkId))
}

/** The digits that were mailed last; null where there are none, or their key is gone. */
export function openDigits({ digits, linkId }: Pick<Handoff, 'digits' | 'linkId'>): string | null {
  try {
    return digits === null ? null : openToken(digits.sealed, labelOf(linkId))
  } catch {
    return null
  }
}

/** Erases the digits of a link, once; false where they were used, or others took their place. */
export async function eraseDigits(tx: Db, { linkId, digits }: Pick<Handoff, 'linkId' | 'digits'>) {
  if (digits === null) return false
  const used = await tx
    .update(handoffs)
    .set({ sealedDigits: null, digitsVisit: null, digitsAt: null })
    .where(and(eq(handoffs.linkId, linkId), eq(handoffs.sealedDigits, digits.sealed)))
    .returning({ linkId: handoffs.linkId })
  return used.length > 0
}
