import { allScopesBut, fullAccess } from '../model/scopes'

/** Names of scopes as the files write them. */
const areas: [RegExp, string][] = [
  [/^connect-sessions(-|$)/, 'connect_sessions'],
  [/^signing-key-/, 'webhook_signing_key'],
  [/^(connections|integrations|variables|logs)(-|$)/, '$1'],
]

/**
 * What a key of a `scope-…` file may do, by the file's name: `no-connections-list` has everything except that and its
 * credentials variant, `only-connections-wildcard` nothing else. Other files use a full key.
 */
export function scopesOfFile(name: string): readonly string[] {
  const [, kind, slug = ''] = /^scope-(no|only)-(.*?)--/.exec(name) ?? []
  if (kind === 'no') {
    const scope = toScope(slug)
    return allScopesBut([scope, ...(scope.endsWith('_credentials') ? [] : [`${scope}_credentials`])])
  }
  return kind === 'only' ? only(slug) : fullAccess
}

function only(slug: string): string[] {
  if (slug === 'connect-sessions') return ['environment:connect_sessions:write']
  const pair = /^(list|read)-credentials$/.exec(slug)?.[1]
  const scopes = pair
    ? [`connections:${pair}_credentials`, `integrations:${pair}_credentials`]
    : [toScope(slug)]
  return scopes.map((scope) => `environment:${scope}`)
}

function toScope(slug: string): string {
  for (const [pattern, area] of areas) {
    const found = pattern.exec(slug)
    if (found) {
      const action = slug.slice(found[0].length).replaceAll('-', '_')
      return `${found[0].replace(pattern, area)}:${action === 'wildcard' ? '*' : action}`
    }
  }
  return slug
}
