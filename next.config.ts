import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD } from 'next/constants'

import { everyAnswer } from '@/lib/core/headers'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // At the left it would lie over "Sign out".
  devIndicators: { position: 'bottom-right' },
  // `@next/env` is to be Next's own copy, which knows what it read.
  serverExternalPackages: ['@electric-sql/pglite', '@next/env', 'pino', 'tldts'],
  // Read from files at run time, and what nothing here uses: no picture is made smaller by the server.
  outputFileTracingIncludes: { '/**': ['./lib/db/migrations/**/*', './lib/process/check-port.mjs'] },
  outputFileTracingExcludes: { '*': ['**/node_modules/@img/**/*', '**/node_modules/sharp/**/*'] },
  allowedDevOrigins: ['127.0.0.1', '192.168.*.*', '10.*.*.*', '172.*.*.*'],
  // Those of every answer stand in `lib/guards/headers.ts` too, which is not there yet while the desk starts.
  headers: async () => [
    { source: '/:path*', headers: Object.entries(everyAnswer).map(([key, value]) => ({ key, value })) },
    // Under `no-referrer` a form says `Origin: null`, and over plain http nothing else of where it is from. This page has
    // nothing to hide from the desk itself; no other site gets to know its address either way.
    { source: '/signin', headers: [{ key: 'Referrer-Policy', value: 'same-origin' }] },
    // Connect UI, in a frame of this page, opens the provider in a window of its own: seen to fail with `same-origin`.
    {
      source: '/c/:path*',
      headers: [{ key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' }],
    },
  ],
  // Whoever has the code of a hand-off link has the link: `next dev` writes down every address.
  logging: { incomingRequests: { ignore: [/^\/c\//] } },
  // A page is loaded when it is first asked for: the start takes a third less of the processor, and the process 15 MB less.
  experimental: { preloadEntriesOnStart: false, serverActions: { bodySizeLimit: '128kb' } },
}

/** A build leaves what the image holds in `.next/standalone`, too; `next start` serves the build itself. */
export default function configFor(phase: string): NextConfig {
  return phase === PHASE_PRODUCTION_BUILD ? { ...config, output: 'standalone' } : config
}
