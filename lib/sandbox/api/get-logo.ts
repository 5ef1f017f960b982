import type { Context } from 'hono'

import { tiles } from '../model/catalogue'

const blankTile = { letters: 'S', colour: '#0f5c5c' }

/** GET /images/template-logos/:file: a plain tile with letters, drawn here; nobody's trademark. */
export function getLogo(c: Context): Response | Promise<Response> {
  const provider = (c.req.param('file') ?? '').replace(/\.svg$/, '')
  const tile = provider === 'sandbox' ? blankTile : tiles.get(provider)
  if (tile === undefined) {
    return c.notFound()
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48"><rect width="48" height="48" rx="11" fill="${tile.colour}"/><text x="24" y="31" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" font-weight="600" fill="#fff">${tile.letters}</text></svg>`
  return c.body(svg, 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': 'public, max-age=3600',
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  })
}
