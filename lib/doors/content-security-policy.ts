import 'server-only'
import { settings } from '@/lib/settings/env'

/** The policy of a page: own scripts by nonce, no inline style, no frames, no third party. */
export const contentSecurityPolicy = (nonce: string): string => {
  const { isProduction } = settings()
  // Next's development server evaluates code and writes style elements.
  const [devScript, devStyle] = isProduction
    ? ['', `'nonce-${nonce}'`]
    : [" 'unsafe-eval'", "'unsafe-inline'"]
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${devScript}`,
    `style-src 'self' ${devStyle}`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'${isProduction ? '' : ' ws:'}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${providerOrigins().join(' ')}`.trim(),
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** Browsers hold a form's redirects against `form-action` too: signing in without script leads to a provider. */
const providerOrigins = () => {
  const { google, entra, oidc } = settings().auth
  return [
    ...(google ? ['https://accounts.google.com'] : []),
    ...(entra ? ['https://login.microsoftonline.com'] : []),
    ...(oidc ? [new URL(oidc.issuer).origin] : []),
  ]
}
