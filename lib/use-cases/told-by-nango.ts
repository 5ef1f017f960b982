import 'server-only'
import type { ToldByNango } from '@/lib/core/connection-view'
import { originOf, shownConfigValue } from '@/lib/core/harmless-config'
import type { FullConnection } from '@/lib/nango/read-connection'

const byName = (a: string, b: string) => a.localeCompare(b, 'en')

/** What every signed-in person may see of what Nango tells: of metadata the names, of a webhook address the server. */
export const toldByNango = (connection: FullConnection): ToldByNango => {
  const { errors, fetchedAt, webhookUrlOverride, connectionConfig, metadata } = connection
  return {
    faults: errors,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    webhookOverride: webhookUrlOverride === null ? null : { origin: originOf(webhookUrlOverride) },
    config: Object.entries(connectionConfig)
      .map(([name, value]) => ({ name, value: shownConfigValue(name, value) }))
      .toSorted((a, b) => byName(a.name, b.name)),
    metadataKeys: Object.keys(metadata).toSorted(byName),
  }
}
