import { add } from '../model/save-connection'
import { type Connection, findConnection, findIntegration } from '../model/store'
import type { Sandbox } from '../sandbox'
import { importedIds, shownConnections, touchedConnections } from './infer-presupposed'
import { exchangesOf, type Sample } from './read-sample'
import { connectionsOf, createdOf, type RecordedConnection, startOf } from './recorded-objects'

/**
 * The connections that a sample's server had when it began, oldest first: those of all records that are older, those that
 * the sample shows (unless its own steps made them), and bare ones for calls that succeeded on one that no record shows.
 */
export function seedConnections(sandbox: Sandbox, sample: Sample): void {
  const { runtime } = sandbox
  const start = startOf(sample).getTime()
  const isStory = exchangesOf(sample).length > 1
  const imported = importedIds(sample)
  const [first] = exchangesOf(sample)
  const isMade = (id: string) => imported.includes(id) && !first?.path.includes(`/${id}?`)
  const shown = shownConnections(sample).filter(
    (one) => !isStory || createdOf(one).getTime() < start || first?.path.includes(`/${one.connection_id}?`),
  )
  // Answers are dated in whole seconds.
  const end = isStory ? start : start + 1000
  // A list of all connections shows that others were deleted meanwhile.
  const isComplete = !isStory && first?.path === '/connections'
  const known = isComplete ? [] : connectionsOf(sample).filter((one) => createdOf(one).getTime() < end)
  const rows = new Map<number, RecordedConnection>()
  for (const one of [...shown, ...known]) {
    if (!rows.has(one.id) && !isMade(one.connection_id)) rows.set(one.id, one)
  }
  for (const one of [...rows.values()].toSorted((a, b) => a.id - b.id)) {
    // A second row of one id was made after the first was deleted.
    if (!findConnection(runtime.store, one.connection_id, one.provider_config_key)) seed(sandbox, sample, one)
  }
  for (const { connectionId, integrationKey } of touchedConnections(sample)) {
    const integration = findIntegration(runtime.store, integrationKey)
    if (
      integration &&
      !isMade(connectionId) &&
      !findConnection(runtime.store, connectionId, integrationKey)
    ) {
      add(runtime, {
        ...bare,
        connectionId,
        integration,
        createdAt: new Date(start),
        updatedAt: new Date(start),
      })
    }
  }
}

const bare: Omit<Connection, 'id' | 'connectionId' | 'integration' | 'createdAt' | 'updatedAt'> = {
  tags: {},
  endUser: null,
  errors: [],
  metadata: {},
  connectionConfig: {},
  webhookUrlOverride: null,
  lastFetchedAt: null,
  credentials: {},
  refreshFailedAt: null,
}

function seed({ runtime }: Sandbox, sample: Sample, one: RecordedConnection): void {
  const integration = findIntegration(runtime.store, one.provider_config_key)
  if (integration === undefined) return
  const isDead = sample.text.includes(`"payload":{"connection":{"id":${one.id},`)
  const createdAt = createdOf(one)
  const expired = new Date(startOf(sample).getTime() - 1000).toISOString()
  add(runtime, {
    ...bare,
    connectionId: one.connection_id,
    integration,
    tags: one.tags,
    endUser: one.end_user && {
      ...one.end_user,
      displayName: one.end_user.display_name,
      organization: organizationOf(one),
    },
    errors: isDead ? [] : one.errors,
    metadata: one.metadata,
    connectionConfig: one.connection_config,
    webhookUrlOverride: one.webhook_url_override,
    credentials: isDead
      ? { type: 'OAUTH2', access_token: 'old', refresh_token: 'old', expires_at: expired }
      : one.credentials,
    createdAt,
    updatedAt: new Date(one.updated_at ?? createdAt),
    lastFetchedAt: createdAt,
  })
}

function organizationOf({ end_user }: RecordedConnection) {
  const organization = end_user?.organization
  return organization ? { id: organization.id, displayName: organization.display_name } : null
}
