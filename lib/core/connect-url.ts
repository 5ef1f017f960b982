import type { Language } from './language'

export const nangoCloudHost = 'https://api.nango.dev'
export const nangoCloudConnectOrigin = 'https://connect.nango.dev'

/** The part of Nango's `connect_link` that may be stored in the clear; null if it is no http(s) URL. The token comes beside it. */
export function parseConnectLink(connectLink: string): string | null {
  if (!URL.canParse(connectLink)) return null
  const { protocol, origin, pathname } = new URL(connectLink)
  return protocol === 'https:' || protocol === 'http:' ? `${origin}${pathname}` : null
}

/**
 * The URL that the customer opens. Outside Nango Cloud it needs `apiURL`, or Connect UI calls the cloud
 * (packages/connect-ui/src/lib/store.ts).
 */
export function buildConnectUrl(link: {
  base: string
  token: string
  apiUrl: string | null
  language: Language | null
}) {
  const url = new URL(link.base)
  url.searchParams.set('session_token', link.token)
  if (link.apiUrl) url.searchParams.set('apiURL', link.apiUrl)
  if (link.language) url.searchParams.set('lang', link.language)
  return url.toString()
}

/** The link with its secret hidden, for showing on screen: Nango's token, or the code of a hand-off link. */
export function maskConnectUrl(url: string) {
  const { protocol, host, pathname, searchParams } = new URL(url)
  if (!searchParams.has('session_token'))
    return `${protocol}//${host}${pathname.slice(0, pathname.lastIndexOf('/') + 1)}${'•'.repeat(12)}`
  return `${protocol}//${host}${pathname}?session_token=${'•'.repeat(12)}`
}
