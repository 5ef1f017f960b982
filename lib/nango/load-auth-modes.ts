import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

import { callNango } from './call-nango'
import type { Nango } from './client'

/** Items of GET /providers: packages/server/lib/controllers/providers/getProviders.ts. */
const Answer = z.object({ data: z.array(z.object({ name: z.string(), auth_mode: z.string() })) })

/** Providers change with Nango's versions only. */
const freshMs = 24 * 3_600_000
/** How long to leave Nango alone with this question after it failed to answer. */
const failedMs = 60_000
/** How long a page waits for the first answer: it is 900 KB long. */
const pagePatienceMs = 1_500

/**
 * How customers log in at each provider (`OAUTH2`, `API_KEY` …), by the provider's name, at most a day old. One call for
 * all of them: there may be more integrations than the rate limit has calls. What Nango did not tell in time is missing.
 */
export const loadAuthModes = async (
  nango: Nango,
  patienceMs = pagePatienceMs,
): Promise<Map<string, string>> => {
  const { authModes } = nango
  if (Date.now() >= authModes.freshUntil) authModes.loading ??= refresh(nango)
  if (authModes.loading && authModes.byProvider.size === 0)
    await Promise.race([authModes.loading, wait(patienceMs)])
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
