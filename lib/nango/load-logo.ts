import 'server-only'
import { nangoCloudHost } from '@/lib/core/connect-url'

import type { Nango } from './client'
import { loadCatalogue } from './load-catalogue'

const logoMs = 3_000
const largestBytes = 200_000

/** A provider's logo as SVG text, from Nango's own hosts only; null when there is none. */
export const loadLogo = async (nango: Nango, provider: string): Promise<string | null> => {
  if (!nango.logoUrls.has(provider)) await loadCatalogue(nango)
  const url = nango.logoUrls.get(provider)
  if (!url || !isOfNango(nango, url)) return null
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(logoMs),
      cache: 'no-store',
    })
    const isSvg = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('image/svg+xml')
    const text = isSvg ? await answer.text() : ''
    return text !== '' && text.length <= largestBytes ? text : null
  } catch {
    return null
  }
}

const isOfNango = ({ host, apiUrlInLinks }: Nango, url: string) => {
  if (!URL.canParse(url)) return false
  const { origin, hostname } = new URL(url)
  if (host === nangoCloudHost) return hostname.endsWith('.nango.dev')
  return [host, apiUrlInLinks].some((known) => known !== null && new URL(known).origin === origin)
}
