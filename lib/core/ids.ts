import { z } from 'zod'

import type { FailureCode } from './failure'
import { isStorable } from './text'

/** Our id of a link: `lnk_` and a ULID. */
export const LinkId = z.string().regex(/^lnk_[0-9A-HJKMNP-TV-Z]{26}$/)

/** Nango's own id of a connection: any text (packages/server/lib/helpers/validation.ts allows 255 characters). */
export const ConnectionId = z
  .string()
  .min(1)
  .max(255)
  .refine(isStorable, 'This text contains a character that no connection id has.')

export const WebhookId = z.string().regex(/^msg_[0-9A-HJKMNP-TV-Z]{26}$/)

/** A fresh UUID (version 4). `randomUUID` is missing where the page came over plain http from another machine. */
export function newIntentKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16)
    if (index === 8) return ((byte & 0x3f) | 0x80).toString(16)
    return byte.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Failures after which the same wish may still come true: repeated under the same key, it never makes a second link. */
const unsettled: readonly FailureCode[] = ['intent_in_flight', 'too_slow']

/** The key for the next post after an answer: the same while the outcome is open, else the fresh one. */
export function nextIntentKey(posted: string, failure: { code: FailureCode } | null, fresh: string): string {
  return failure && unsettled.includes(failure.code) ? posted : fresh
}

/**
 * A text as one segment of an address. A browser walks away from a segment of one or two dots, encoded or not
 * (https://url.spec.whatwg.org/#double-dot-path-segment), so such a text gets a `~` in front, and so does one that would
 * be taken for it.
 */
export function toSegment(text: string) {
  return encodeURIComponent(text.replace(/^(?=~*\.\.?$)/, '~'))
}

/** The text of a segment that is still encoded. Throws where no text can be read of it. */
export function fromSegment(segment: string) {
  const text = decodeURIComponent(segment)
  return /^~+\.\.?$/.test(text) ? text.slice(1) : text
}
