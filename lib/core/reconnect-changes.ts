import type { ConnectionSnapshot } from './connection-snapshot'

/** A connection as a reconnect left it. */
type Now = Omit<ConnectionSnapshot, 'updatedAt'>

const linkTag = 'connect_link_id'

/** The keys under which two records differ, in order; values are never told, for they may be secrets. */
const differing = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => key !== linkTag && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .toSorted()

const named = (what: string, keys: string[]) =>
  keys.length === 0 ? [] : [`other ${what}: ${keys.join(', ')}`]

/** What a reconnect changed besides the credentials, as the rest of a sentence. Metadata counts as it was put back. */
export const reconnectChanges = (before: ConnectionSnapshot, after: Now): string => {
  const changes = [
    ...named('configuration', differing(before.connectionConfig, after.connectionConfig)),
    ...named('tags', differing(before.tags, after.tags)),
    ...named('metadata', differing(before.metadata, after.metadata)),
    ...(before.webhookUrlOverride === after.webhookUrlOverride ? [] : ['another webhook address']),
  ]
  return changes.length === 0
    ? 'new credentials, everything else as before'
    : `new credentials; ${changes.join('; ')}`
}

/** What Nango dropped of the metadata: all of it, which it does in the modes of typed credentials, or nothing. */
export const droppedMetadata = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> | null => {
  const keys = Object.keys(before)
  return keys.length > 0 && keys.every((key) => !Object.hasOwn(after, key)) ? before : null
}
