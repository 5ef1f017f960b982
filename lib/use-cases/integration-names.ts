import 'server-only'
import { tellIntegrationsApart } from '@/lib/core/integration-names'
import { listUsedIntegrations } from '@/lib/db/link-choices'
import { knownIntegrations } from '@/lib/nango/load-catalogue'

import type { ActorCtx } from './actor-ctx'

type Named = { key: string; displayName: string }

/** Links of an integration that nobody has used before may go without its key for so long. */
const freshMs = 60_000

const none: Named[] = []
/** What the links of a desk remember, by its database. */
const recalled = new WeakMap<ActorCtx['db'], { at: number; used: Named[] }>()

/**
 * Reads which integrations links were made for: one that Nango has deleted still has a name, which another one may
 * bear. To be awaited before integrations are called by name; the database is asked at most once a minute.
 */
export const recallIntegrations = async ({ db, now }: Pick<ActorCtx, 'db' | 'now'>): Promise<void> => {
  const at = now().getTime()
  if (at - (recalled.get(db)?.at ?? -Infinity) < freshMs) return
  recalled.set(db, { at, used: await listUsedIntegrations(db) })
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
  const namer = { catalogue, used, nameOf: tellIntegrationsApart(all), newest }
  namers.set(nango, namer)
  return namer
}

/** How people see an integration that a record or the catalogue names. Nango is not asked: its last word counts. */
export const callIntegration = (ctx: Pick<ActorCtx, 'nango' | 'db'>, one: Named): string =>
  namerOf(ctx).nameOf(one)

/** How people see the integration of a key; the key itself where nobody knows a name. */
export const callByKey = (ctx: Pick<ActorCtx, 'nango' | 'db'>, key: string): string => {
  const { nameOf, newest } = namerOf(ctx)
  return nameOf({ key, displayName: newest.get(key) ?? key })
}
