import 'server-only'
import { z } from 'zod'

import { dayMs, within } from '@/lib/core/time'

import { callNango } from './call'
import type { Nango } from './client'

/** Items of GET /providers: packages/server/lib/controllers/providers/getProviders.ts. */
const Answer = z.object({ data: z.array(z.object({ name: z.string(), auth_mode: z.string() })) })

/** Providers change with Nango's versions only. */
const freshMs = dayMs
/** How long to leave Nango alone with this question after it failed to answer. */
const failedMs = 60_000
/** How long a page waits for the first answer: it is 900 KB long. */
const pagePatienceMs = 1_500

/**
 * How customers log in at each provider (`OAUTH2`, `API_KEY` …), by the provider's name, at most a day old. One call for
 * all of them: there may be more integrations than the rate limit has calls. What Nango did not say in time is missing.
 */
export async function loadAuthModes(nango: Nango, patienceMs = pagePatienceMs): Promise<Map<string, string>> {
  const { authModes } = nango
  if (Date.now() >= authModes.freshUntil) authModes.loading ??= refresh(nango)
  if (authModes.loading && authModes.byProvider.size === 0) await within(patienceMs, authModes.loading)
  return authModes.byProvider
}

const refresh = async (nango: Nango): Promise<void> => {
  const { authModes } = nango
  const answer = await callNango(
    nango,
    'listProviders',
    (sdk) =>
      sdk.http.get(`${sdk.serverUrl}/providers`, {
        headers: { Authorization: `Bearer ${sdk.apiKey ?? ''}` },
      }),
    z.object({ data: Answer }),
  )
  if (answer.ok)
    authModes.byProvider = new Map(answer.value.data.data.map(({ name, auth_mode }) => [name, auth_mode]))
  authModes.freshUntil = Date.now() + (answer.ok ? freshMs : failedMs)
  authModes.loading = null
}

/**
 * The modes in which the customer leaves for the provider's page and comes back by `/oauth/callback` or
 * `/app-auth/connect`; what is typed into Nango's own page ends with its connect session (`OAUTH2_CC` too).
 */
const redirecting = /^(OAUTH1|OAUTH2|MCP_OAUTH2|MCP_OAUTH2_GENERIC|APP|CUSTOM)$/

/**
 * Whether a flow with a provider can outlive its connect session, as far as `loadAuthModes` knows; what is not known
 * counts as yes.
 */
export function mayOutliveSession({ authModes }: Nango, provider: string | null): boolean {
  const mode = authModes.byProvider.get(provider ?? '')
  return mode === undefined || redirecting.test(mode)
}
