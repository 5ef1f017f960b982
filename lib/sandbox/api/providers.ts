import type { Context } from 'hono'
import { z } from 'zod'

import { tiles } from '../model/catalogue'
import { logos } from '../model/logos'
import { providerView } from '../model/views'
import type { SandboxRuntime } from '../runtime'
import { IntegrationKey, ProviderName } from '../schemas/fields'
import { answerJson, ApiFailure } from './answer'
import { type ApiContext, refuseQuery, validate, validateQuery } from './read-request'

const ProvidersQuery = z.strictObject({ search: IntegrationKey.optional() })

const ProviderParams = z.strictObject({ provider: ProviderName })

/** GET /providers?search=; source: packages/server/lib/controllers/providers/getProviders.ts. */
export function listProviders(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { search = '' } = validateQuery(c, ProvidersQuery)
    const wanted = search.toLowerCase()
    const found = Object.entries(runtime.store.providers).filter(([name, { display_name }]) =>
      [name, display_name].some((text) => text.toLowerCase().includes(wanted)),
    )
    return answerJson(c, { data: found.map(([name, one]) => providerView(runtime, name, one)) })
  }
}

/** GET /providers/:name; source: packages/server/lib/controllers/providers/getProvider.ts. */
export function getProvider(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const { provider } = validate(ProviderParams, { provider: c.req.param('name') }, 'invalid_uri_params')
    const { providers } = runtime.store
    const definition = Object.hasOwn(providers, provider) ? providers[provider] : undefined
    if (definition === undefined)
      throw new ApiFailure(404, { code: 'not_found', message: `Unknown provider ${provider}` })
    return answerJson(c, { data: providerView(runtime, provider, definition) })
  }
}

const blankTile = { letters: 'S', colour: '#0f5c5c' }

const draw = (inner: string, colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48"><rect width="48" height="48" rx="11" fill="${colour}"/>${inner}</svg>`

const drawLogo = ({ hex, path }: { hex: string; path: string }) =>
  draw(`<path transform="translate(4 4) scale(1.6667)" fill="#${hex}" d="${path}"/>`, '#fff')

const drawTile = ({ letters, colour }: { letters: string; colour: string }) =>
  draw(
    `<text x="24" y="31" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" font-weight="600" fill="#fff">${letters}</text>`,
    colour,
  )

/** GET /images/template-logos/:file: the provider's logo where we have it, else a plain tile with letters. */
export function getLogo(c: Context): Response | Promise<Response> {
  const provider = (c.req.param('file') ?? '').replace(/\.svg$/, '')
  const tile = provider === 'sandbox' ? blankTile : tiles.get(provider)
  if (tile === undefined) return c.notFound()
  const logo = logos.get(provider)
  const svg = logo ? drawLogo(logo) : drawTile(tile)
  return c.body(svg, 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': 'public, max-age=3600',
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  })
}
