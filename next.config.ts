import type { NextConfig } from 'next'

import { everyAnswer } from '@/lib/core/headers'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // At the left it would lie over "Sign out".
  devIndicators: { position: 'bottom-right' },
  serverExternalPackages: ['@electric-sql/pglite', 'pino'],
  allowedDevOrigins: ['127.0.0.1', '192.168.*.*', '10.*.*.*', '172.*.*.*'],
  // Those of every answer stand in `lib/guards/headers.ts` too, which is not there yet while the desk starts.
  headers: async () => [
    { source: '/:path*', headers: Object.entries(everyAnswer).map(([key, value]) => ({ key, value })) },
    // Under `no-referrer` a form says `Origin: null`, and over plain http nothing else of where it is from. This page has
    // nothing to hide from the desk itself; no other site gets to know its address either way.
    { source: '/signin', headers: [{ key: 'Referrer-Policy', value: 'same-origin' }] },
  ],
  experimental: { serverActions: { bodySizeLimit: '128kb' } },
}

export default config
