/** What every answer of the desk says to browsers, whatever it is. next.config.ts reads it too: nothing is imported here. */
export const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
}

/** What an answer says besides when nobody said otherwise: it is no page, and nobody keeps it. */
export const plainAnswer = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
}

/** Header of a status answer: the id of the person who asked, by which a page notices that another one signed in. */
export const readerHeader = 'x-reader'

/** Header of a status answer: milliseconds left, so that the body stays the same while nothing happens. */
export const remainingHeader = 'x-remaining-ms'

/** Another one: since when Nango could not be asked, as an ISO instant; absent while it can. */
export const silentHeader = 'x-nango-silent-since'
