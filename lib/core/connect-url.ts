import type { Language } from './language'

export const nangoCloudHost = 'https://api.nango.dev'
export const nangoCloudConnectOrigin = 'https://connect.nango.dev'

/** Splits Nango's `connect_link` into what may be stored in the clear and the token; null if it is no such link. */
export const parseConnectLink = (connectLink: string): { base: string; token: string } | null => {
  const url = URL.canParse(connectLink) ? new URL(connectLink) : null
  const token = url?.searchParams.get('session_token')
  if (!url || !token || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  return { base: `${url.origin}${url.pathname}`, token }
}

/**
 * The URL that the customer opens. Outside Nango Cloud it needs `apiURL`, or Connect UI calls the cloud
 * (packages/connect-ui/src/lib/store.ts).
 */
export const buildConnectUrl = (link: {
  base: string
  token: string
  apiUrl: string | null
  language: Language | null
}) => {
  const url = new URL(link.base)
  url.searchParams.set('session_token', link.token)
  if (link.apiUrl) url.searchParams.set('apiURL', link.apiUrl)
  if (link.language) url.searchParams.set('lang', link.language)
  return url.toString()
}

/** The link with its token hidden, for showing on screen. */
export const maskConnectUrl = (url: string) => {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}?session_token=${'•'.repeat(12)}`
}
