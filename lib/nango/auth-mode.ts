import 'server-only'
import type { Nango } from './client'

/**
 * The modes in which the customer leaves for the provider's page and comes back by `/oauth/callback` or
 * `/app-auth/connect`; what is typed into Nango's own page ends with its connect session (`OAUTH2_CC` too).
 */
const redirecting = /^(OAUTH1|OAUTH2|MCP_OAUTH2|MCP_OAUTH2_GENERIC|APP|CUSTOM)$/

/**
 * Whether a flow with a provider can outlive its connect session, as far as `loadAuthModes` was told; what is not known
 * counts as yes.
 */
export const mayOutliveSession = ({ authModes }: Nango, provider: string | null): boolean => {
  const mode = authModes.byProvider.get(provider ?? '')
  return mode === undefined || redirecting.test(mode)
}
