import { createHash, randomBytes } from 'node:crypto'

import type { Integration } from './integration'

/** Where the imitated provider asks for consent, with the query that Nango sends to a real one. */
export function authorizePath(integration: Integration, state: string, publicOrigin: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: `sandbox-${integration.provider}`,
    redirect_uri: `${publicOrigin}/oauth/callback`,
    scope: integration.scopes.join(' '),
    state,
    code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `/imitated-provider/${integration.provider}?${query.toString()}`
}
