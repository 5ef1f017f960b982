import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

import { nangoCloudHost } from '@/lib/core/connect-url'
import { fail, type Result, succeed } from '@/lib/core/result'
import { callNango } from '@/lib/nango/call'
import type { Catalogue, Nango } from '@/lib/nango/client'

import { type Integration, IntegrationKey } from '../view'

const logoMs = 3_000
const largestBytes = 200_000

/** A provider's logo as SVG text, from Nango's own hosts only; null when there is none. */
export async function loadLogo(nango: Nango, provider: string): Promise<string | null> {
  if (!nango.logoUrls.has(provider)) await loadCatalogue(nango)
  const url = nango.logoUrls.get(provider)
  if (!url || !isOfNango(nango, url)) return null
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(logoMs),
      cache: 'no-store',
    })
    const isSvg = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('image/svg+xml')
    const text = isSvg ? await answer.text() : ''
    return text !== '' && text.length <= largestBytes ? text : null
  } catch {
    return null
  }
}

const isOfNango = ({ host, apiUrlInLinks }: Nango, url: string) => {
  if (!URL.canParse(url)) return false
  const { origin, hostname } = new URL(url)
  if (host === nangoCloudHost) return hostname.endsWith('.nango.dev')
  return [host, apiUrlInLinks].some((known) => known !== null && new URL(known).origin === origin)
}

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
export async function loadCatalogue(nango: Nango): Promise<Result<Catalogue>> {
  const { catalogue } = nango
  if (catalogue.value && Date.now() < catalogue.freshUntil) return succeed(catalogue.value)
  const loading = requestCatalogue(nango)
  if (!catalogue.value) return loading
  await Promise.race([loading, wait(patienceMs)])
  return succeed(catalogue.value)
}

/** The integrations by name as Nango has them now. */
export function requestCatalogue(nango: Nango): Promise<Result<Catalogue>> {
  return (nango.catalogue.loading ??= refresh(nango))
}

/** Whether Nango was not asked for its integrations for two minutes by this process. */
export function isCatalogueOld({ catalogue }: Nango): boolean {
  return Date.now() >= catalogue.freshUntil + oldMs - freshMs
}

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
export function knownIntegrations(nango: Nango): Integration[] {
  return nango.catalogue.value?.integrations ?? none
}

const fetchCatalogue = async (nango: Nango): Promise<Result<Catalogue>> => {
  const answer = await callNango(nango, 'listIntegrations', (sdk) => sdk.listIntegrations(), Answer)
  if (!answer.ok) return fail(answer.failure)
  const integrations = answer.value.configs
    .map((one) => ({ key: one.unique_key, provider: one.provider, displayName: one.display_name }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
  for (const one of answer.value.configs) nango.logoUrls.set(one.provider, one.logo)
  return succeed({ integrations, stale: false })
}
