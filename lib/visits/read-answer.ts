import 'server-only'
import { foldText } from '@/lib/core/search/fold'
import { readEmail } from '@/lib/core/typed/email-text'
import type { CheckKind } from '@/lib/handoff/words'

/** The address that somebody typed or was offered for it, in small letters; none where it is none, or one of several. */
const readAddress = (text: string) => {
  const { address, offers } = readEmail(text)
  return (address ?? (offers.length === 1 ? offers[0] : null))?.toLowerCase() ?? null
}

const readDigits = (text: string) => {
  const digits = foldText(text).replaceAll(/\D/g, '')
  return digits.length === 6 ? digits : null
}

const readLetters = (text: string) => foldText(text).replaceAll(/[^\p{L}\p{M}]/gu, '') || null

const readers: Record<CheckKind, (text: string) => string | null> = {
  email: readAddress,
  digits: readDigits,
  words: readLetters,
  none: () => null,
}

/**
 * What somebody typed for a check, or is expected to, as the two compare: an address as `readEmail` reads it, six digits of
 * any script, or letters alone. Null where the text is none: a machine that fills in every field types no digits.
 */
export function readAnswer(check: CheckKind, text: string): string | null {
  return readers[check](text)
}
