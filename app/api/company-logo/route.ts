import { answerFailure } from '@/lib/guards/staff-route'
import { settings } from '@/lib/settings/env'

/** The company's logo, for everybody: customers see it before anybody knows them. */
export function GET() {
  const { logo } = settings().company
  if (logo === null) return answerFailure({ code: 'not_found' })
  return new Response(logo.bytes, {
    headers: {
      'Content-Type': logo.type,
      // The address changes with the picture.
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    },
  })
}
