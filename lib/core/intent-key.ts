import type { FailureView } from './failure'

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

/** Failures after which the same request may still succeed: repeated under the same key, it never makes a second link. */
const unsettled: readonly FailureView['code'][] = ['intent_in_flight', 'too_slow']

/** The key for the next post after an answer: the same while the outcome is open, else the fresh one. */
export function nextIntentKey(
  posted: string,
  failure: Pick<FailureView, 'code'> | null,
  fresh: string,
): string {
  return failure && unsettled.includes(failure.code) ? posted : fresh
}
