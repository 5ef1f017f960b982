import 'server-only'
import { type Result, succeed } from '@/lib/core/result'
import type { ActorCtx, DeskCtx } from '@/lib/ctx'
import { loadAuthModes } from '@/lib/nango/auth-modes'
import type { Integration } from '@/lib/nango/view'

import { knownIntegrations, loadCatalogue, loadLogo, requestCatalogue } from './nango'
import { markMissingIntegrations, selectUsedIntegrations } from './store'
import { advancedPartsOf, distinguishIntegrations, type IntegrationCatalogue } from './view'

/** What links can be created for, called so that people tell them apart. */
export async function listIntegrations(ctx: ActorCtx): Promise<Result<IntegrationCatalogue>> {
  const [catalogue, authModes] = await Promise.all([
    loadCatalogue(ctx.nango),
    loadAuthModes(ctx.nango),
    loadIntegrationNames(ctx),
  ])
  if (!catalogue.ok) return catalogue
  const { integrations, stale } = catalogue.value
  return succeed({
    integrations: integrations.map((one) => ({
      key: one.key,
      provider: one.provider,
      label: integrationLabel(ctx, one),
      takes: advancedPartsOf(authModes.get(one.provider ?? '')),
    })),
    stale,
  })
}

/** What is kept of chosen integrations: Nango's own names. One that it does not know has its key for a name; Nango will judge it. */
export function nameIntegrations(ctx: ActorCtx, keys: string[]): Integration[] {
  const known = knownIntegrations(ctx.nango)
  return keys.map((key) => known.find((one) => one.key === key) ?? { key, provider: null, displayName: key })
}

type Named = { key: string; displayName: string }

/** Links of an integration that nobody has used before may go without its key for so long. */
const freshMs = 60_000

const none: Named[] = []
/** What the links of a desk remember, by its database. */
const recalled = new WeakMap<ActorCtx['db'], { at: number; used: Named[] }>()

/**
 * Reads which integrations links were created for: one that Nango has deleted still has a name, which another one may
 * bear. To be awaited before integrations are called by name; the database is asked at most once a minute.
 */
export async function loadIntegrationNames({ db, now }: Pick<ActorCtx, 'db' | 'now'>): Promise<void> {
  const age = now().getTime() - (recalled.get(db)?.at ?? -Infinity)
  if (age >= freshMs) await listUsedIntegrations({ db, now })
}

/** Every integration that a link was created for, by its newest name, in order of the names; at most 500. */
export async function listUsedIntegrations({ db, now }: Pick<ActorCtx, 'db' | 'now'>): Promise<Named[]> {
  const at = now().getTime()
  const used = await selectUsedIntegrations(db)
  recalled.set(db, { at, used })
  return used
}

type Namer = {
  catalogue: Named[]
  used: Named[]
  nameOf: (one: Named) => string
  newest: Map<string, string>
}

const namers = new WeakMap<ActorCtx['nango'], Namer>()

/** The same one until something new is heard: a list calls many by name. */
const namerOf = ({ nango, db }: Pick<ActorCtx, 'nango' | 'db'>): Namer => {
  const catalogue = knownIntegrations(nango)
  const used = recalled.get(db)?.used ?? none
  const last = namers.get(nango)
  if (last?.catalogue === catalogue && last.used === used) return last
  const current = new Set(catalogue.map(({ key }) => key))
  const all = [...catalogue, ...used.filter(({ key }) => !current.has(key))]
  const newest = new Map(all.map(({ key, displayName }) => [key, displayName]))
  const namer = { catalogue, used, nameOf: distinguishIntegrations(all), newest }
  namers.set(nango, namer)
  return namer
}

/** How people see an integration that a record or the catalogue names. Nango is not asked: its last word counts. */
export function integrationLabel(ctx: Pick<ActorCtx, 'nango' | 'db'>, one: Named): string {
  return namerOf(ctx).nameOf(one)
}

/** How people see the integration of a key; the key itself where nobody knows a name. */
export function integrationLabelByKey(ctx: Pick<ActorCtx, 'nango' | 'db'>, key: string): string {
  const { nameOf, newest } = namerOf(ctx)
  return nameOf({ key, displayName: newest.get(key) ?? key })
}

/** The SVG of a provider's logo, or null. */
export function readLogo(ctx: Pick<DeskCtx, 'nango'>, provider: string): Promise<string | null> {
  return loadLogo(ctx.nango, provider)
}

/** The list of integrations is asked for when nobody has asked for so long after it went stale, a minute after the last answer. */
const staleMs = 60_000

/** Whether this process has not asked Nango for its integrations for two minutes. */
export function areIntegrationsOld({ nango }: DeskCtx): boolean {
  return Date.now() >= nango.catalogue.freshUntil + staleMs
}

/** Asks Nango which integrations there are, and marks on waiting links those that were deleted, or came back. */
export async function refreshIntegrations(ctx: DeskCtx): Promise<void> {
  const at = ctx.now()
  const catalogue = await requestCatalogue(ctx.nango)
  if (!catalogue.ok) return
  const keys = catalogue.value.integrations.map(({ key }) => key)
  await markMissingIntegrations(ctx.db, keys, at)
}

/** What integrations are called, by their keys, for a list of many. Nango is not asked. */
export async function readIntegrationNames(ctx: ActorCtx): Promise<(key: string) => string> {
  await loadIntegrationNames(ctx)
  return (key) => integrationLabelByKey(ctx, key)
}
