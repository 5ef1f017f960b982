import type { NextConfig } from 'next'

const everyAnswer = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // At the left it would lie over "Sign out".
  devIndicators: { position: 'bottom-right' },
  serverExternalPackages: ['@electric-sql/pglite', 'pino'],
  allowedDevOrigins: ['127.0.0.1', '192.168.*.*', '10.*.*.*', '172.*.*.*'],
  headers: async () => [
    { source: '/:path*', headers: everyAnswer },
    {
      source: '/api/:path((?!desk/logos/).*)',
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
        { key: 'Cache-Control', value: 'no-store' },
      ],
    },
  ],
}

export default config
