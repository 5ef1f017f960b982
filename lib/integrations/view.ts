import { z } from 'zod'
/** How many integrations one link can have. */
export const mostIntegrations = 50

/** A provider's name as it may stand in a path, such as `google-mail`. */
export const ProviderName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/)
/** An integration that links can be created for, called so that no other is, and what can be set beforehand for it. */
export type OfferedIntegration = {
  key: string
  provider: string | null
  label: string
  takes: AdvancedPart[]
}

/** What is on offer as last heard from Nango; `stale` says that Nango could not be asked just now. */
export type IntegrationCatalogue = { integrations: OfferedIntegration[]; stale: boolean }

/** What can be set beforehand for an integration: see `Advanced`. */
export type AdvancedPart = 'config' | 'scopes' | 'params'

const all: AdvancedPart[] = ['config', 'scopes', 'params']

/**
 * What an auth mode makes use of; Nango takes the rest silently and drops it. The first three send the customer to
 * a consent page with scopes and parameters of the link; OAuth 1 has no parameters, and client credentials know theirs
 * at the token endpoint only (packages/server/lib/controllers/oauth.controller.ts).
 */
const partsOf: Record<string, AdvancedPart[]> = {
  OAUTH2: all,
  MCP_OAUTH2: all,
  MCP_OAUTH2_GENERIC: all,
  CUSTOM: all,
  OAUTH1: ['config', 'scopes'],
  OAUTH2_CC: ['config', 'params'],
  APP: ['config'],
  API_KEY: ['config'],
  AWS_SIGV4: ['config'],
  BASIC: ['config'],
  BILL: ['config'],
  INSTALL_PLUGIN: ['config'],
  JWT: ['config'],
  NONE: ['config'],
  SIGNATURE: ['config'],
  TBA: ['config'],
  TWO_STEP: ['config'],
}

/** What an integration takes by its auth mode; everything where Nango did not say the mode or it is a new one. */
export function advancedPartsOf(authMode: string | undefined): AdvancedPart[] {
  return (authMode !== undefined && Object.hasOwn(partsOf, authMode) && partsOf[authMode]) || all
}

type Named = { key: string; displayName: string }

const fold = (name: string) => name.trim().toLowerCase()

const withKey = ({ key, displayName }: Named) => `${displayName} (${key})`

/**
 * How to call integrations so that no two are called the same: by the name, and by "name (key)" where another one goes by
 * that name too, whatever its case. Nango gives those without a name of their own their provider's name. `known` are all
 * that there are or were, each key once, by its newest name. A record may remember an older name: then its key is said
 * as well, because nobody finds the name any more.
 */
export function distinguishIntegrations(known: readonly Named[]) {
  const newest = new Map(known.map(({ key, displayName }) => [key, displayName]))
  const holders = new Map<string, Set<string>>()
  for (const { key, displayName } of known) {
    const name = fold(displayName)
    holders.set(name, (holders.get(name) ?? new Set()).add(key))
  }
  const isShared = ({ key, displayName }: Named) => {
    const keys = holders.get(fold(displayName))
    return keys !== undefined && keys.size > (keys.has(key) ? 1 : 0)
  }
  /** Whether a name reads like that of another integration with its key. */
  const isMisleading = ({ key, displayName }: Named) => {
    const keyInName = /\((?<key>[^()]+)\)$/.exec(displayName)?.groups?.['key']
    return keyInName !== undefined && keyInName !== key && newest.has(keyInName)
  }
  return (one: Named): string => {
    const { key } = one
    const now = newest.get(key) ?? one.displayName
    // A record that was created while Nango could not be asked has the key for a name.
    const named = one.displayName === key ? { key, displayName: now } : one
    if (named.displayName === key) return key
    const isOld = fold(named.displayName) !== fold(now)
    return isOld || isShared(named) || isMisleading(named) ? withKey(named) : named.displayName
  }
}

/** The hosts that values set beforehand may reach, of one integration. */
export type HostListView = {
  key: string
  label: string
  entries: string[]
  /** What decides the host, in the provider's words, such as `Instance subdomain ([…].my.example.com)`. */
  fields: string[]
}

export type HostListsView = {
  lists: HostListView[]
  /** Integrations of which Nango has not said yet whether a value decides the host. */
  unread: number
}
