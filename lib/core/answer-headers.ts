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
