import 'server-only'
import { z } from 'zod'

import { IntegrationKey, type Integration, type IntegrationCatalogue } from '@/lib/core/integration'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Nango } from './client'

/** Items of GET /integrations: packages/server/lib/formatters/integration.ts. */
const Answer = z.object({
  configs: z.array(
    z.object({
      unique_key: IntegrationKey,
      provider: z.string(),
      display_name: z.string(),
      logo: z.string().catch(''),
    }),
  ),
})

const freshMs = 60_000
/** How long to leave Nango alone with this question after it failed to answer. */
const failedMs = 5_000

/** The integrations by name, at most 60 s old; the last known ones, marked stale, while Nango cannot be asked. */
export const loadCatalogue = async (nango: Nango): Promise<Result<IntegrationCatalogue>> => {
  const cache = nango.catalogue
  if (cache.value && Date.now() < cache.freshUntil) return succeed(cache.value)
  const loading = (cache.loading ??= fetchCatalogue(nango).finally(() => {
    cache.loading = null
  }))
  const fetched = await loading
  if (fetched.ok) {
    nango.catalogue = { ...cache, value: fetched.value, freshUntil: Date.now() + freshMs, loading: null }
    return fetched
  }
  if (!cache.value) return fetched
  const value = { ...cache.value, stale: true }
  nango.catalogue = { value, freshUntil: Date.now() + failedMs, loading: null }
  return succeed(value)
}

/** The integrations as last heard, without asking. */
export const knownIntegrations = (nango: Nango): Integration[] => nango.catalogue.value?.integrations ?? []

const fetchCatalogue = async (nango: Nango): Promise<Result<IntegrationCatalogue>> => {
  const answer = await callNango(nango, 'listIntegrations', (sdk) => sdk.listIntegrations(), Answer)
  if (!answer.ok) return fail(answer.failure)
  const integrations = answer.value.configs
    .map((one) => ({ key: one.unique_key, provider: one.provider, displayName: one.display_name }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
  for (const one of answer.value.configs) nango.logoUrls.set(one.provider, one.logo)
  return succeed({ integrations, stale: false })
}
