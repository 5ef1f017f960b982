import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

import { IntegrationKey, type Integration } from '@/lib/core/integration'
import { fail, succeed, type Result } from '@/lib/core/result'

import { callNango } from './call-nango'
import type { Catalogue, Nango } from './client'

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
const oldMs = 120_000
/** How long to leave Nango alone with this question after it failed to answer. */
const failedMs = 5_000
/** How long a page waits for a newer catalogue while it has an older one to show. */
const patienceMs = 300

/** The integrations by name, at most 60 s old; the last known ones, marked stale, while Nango cannot be asked. */
export const loadCatalogue = async (nango: Nango): Promise<Result<Catalogue>> => {
  const { catalogue } = nango
  if (catalogue.value && Date.now() < catalogue.freshUntil) return succeed(catalogue.value)
  const loading = askCatalogue(nango)
  if (!catalogue.value) return loading
  await Promise.race([loading, wait(patienceMs)])
  return succeed(catalogue.value)
}

/** The integrations by name as Nango has them now. */
export const askCatalogue = (nango: Nango): Promise<Result<Catalogue>> =>
  (nango.catalogue.loading ??= refresh(nango))

/** Whether Nango was not asked for its integrations for two minutes by this process. */
export const isCatalogueOld = ({ catalogue }: Nango): boolean =>
  Date.now() >= catalogue.freshUntil + oldMs - freshMs

const refresh = async (nango: Nango): Promise<Result<Catalogue>> => {
  const { catalogue } = nango
  const fetched = await fetchCatalogue(nango)
  if (fetched.ok) catalogue.value = fetched.value
  else if (catalogue.value) catalogue.value = { ...catalogue.value, stale: true }
  catalogue.freshUntil = Date.now() + (fetched.ok ? freshMs : failedMs)
  catalogue.loading = null
  return fetched
}

const none: Integration[] = []

/** The integrations as last heard, without asking; the same array until something new is heard. */
export const knownIntegrations = (nango: Nango): Integration[] => nango.catalogue.value?.integrations ?? none

const fetchCatalogue = async (nango: Nango): Promise<Result<Catalogue>> => {
  const answer = await callNango(nango, 'listIntegrations', (sdk) => sdk.listIntegrations(), Answer)
  if (!answer.ok) return fail(answer.failure)
  const integrations = answer.value.configs
    .map((one) => ({ key: one.unique_key, provider: one.provider, displayName: one.display_name }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
  for (const one of answer.value.configs) nango.logoUrls.set(one.provider, one.logo)
  return succeed({ integrations, stale: false })
}
