import 'server-only'
import { z } from 'zod'

import { callNango } from './call-nango'
import type { Nango } from './client'

/** GET /providers/:name: packages/server/lib/controllers/providers/getProvider.ts. */
const Answer = z.object({ data: z.object({ auth_mode: z.string() }) })

/**
 * The modes in which the customer leaves for the provider's page and comes back by `/oauth/callback` or
 * `/app-auth/connect`; what is typed into Nango's own page ends with its connect session (`OAUTH2_CC` too).
 */
const redirecting = /^(OAUTH1|OAUTH2|MCP_OAUTH2|MCP_OAUTH2_GENERIC|APP|CUSTOM)$/

/** What Nango did not say is asked again after this. */
const restMs = 300_000

/** Whether a flow with a provider can outlive its connect session, as far as is known; what is not known counts as yes. */
export const mayOutliveSession = ({ authModes }: Nango, provider: string | null): boolean => {
  const mode = authModes.get(provider ?? '')?.mode ?? null
  return mode === null || redirecting.test(mode)
}

/** Asks for what is not known of some providers, once a process. Never fails: it may stay unknown. */
export const learnAuthModes = async (nango: Nango, providers: (string | null)[]): Promise<void> => {
  const names = new Set(providers.flatMap((name) => (name && isDue(nango, name) ? [name] : [])))
  await Promise.all([...names].map((name) => learn(nango, name)))
}

const isDue = ({ authModes }: Nango, provider: string) => {
  const known = authModes.get(provider)
  return !known || (known.mode === null && Date.now() - known.askedAtMs > restMs)
}

const learn = async (nango: Nango, provider: string) => {
  const askedAtMs = Date.now()
  nango.authModes.set(provider, { mode: null, askedAtMs })
  const params = { provider: encodeURIComponent(provider) }
  const answer = await callNango(nango, 'getProvider', (sdk) => sdk.getProvider(params), Answer)
  if (answer.ok) nango.authModes.set(provider, { mode: answer.value.data.auth_mode, askedAtMs })
}
