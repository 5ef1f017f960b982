import { add } from '../model/save-connection'
import { type Connection, findConnection, findIntegration } from '../model/store'
import type { Sandbox } from '../sandbox'
import { importedIds, shownConnections, touchedConnections } from './infer-presupposed'
import { exchangesOf, type Sample } from './read-sample'
import { connectionsOf, createdOf, type RecordedConnection, startOf } from './recorded'

/**
 * The connections that a sample's server had when it began, oldest first: those of all records that are older, those that
 * the sample shows (unless its own steps created them), and bare ones for calls that succeeded on one that no record shows.
 */
export function seedConnections(sandbox: Sandbox, sample: Sample): void {
  const { store } = sandbox.runtime
  const imported = importedIds(sample)
  const [first] = exchangesOf(sample)
  const isThere = (id: string) => !imported.includes(id) || first?.path.includes(`/${id}?`) === true
  for (const one of olderConnections(sample).filter(({ connection_id }) => isThere(connection_id))) {
    // A second row of one id was created after the first was deleted.
    if (!findConnection(store, one.connection_id, one.provider_config_key)) seed(sandbox, sample, one)
  }
  for (const { connectionId, integrationKey } of touchedConnections(sample)) {
    const integration = findIntegration(store, integrationKey)
    const isKnown = findConnection(store, connectionId, integrationKey) !== undefined
    if (integration && isThere(connectionId) && !isKnown) {
      const at = startOf(sample)
      add(sandbox.runtime, { ...bare, connectionId, integration, createdAt: at, updatedAt: at })
    }
  }
}

const isOlder = (one: RecordedConnection, end: number): boolean => createdOf(one).getTime() < end

/** By row number; each as this sample shows it first, else as any other does. */
const olderConnections = (sample: Sample): RecordedConnection[] => {
  const start = startOf(sample).getTime()
  const [first, ...rest] = exchangesOf(sample)
  const isStory = rest.length > 0
  const shown = shownConnections(sample).filter(
    (one) => !isStory || isOlder(one, start) || first?.path.includes(`/${one.connection_id}?`),
  )
  // A list of all connections shows that others were deleted meanwhile. Answers are dated in whole seconds.
  const isComplete = !isStory && first?.path === '/connections'
  const end = isStory ? start : start + 1000
  const known = isComplete ? [] : connectionsOf(sample).filter((one) => isOlder(one, end))
  const rows = new Map([...known, ...shown.toReversed()].map((one) => [one.id, one]))
  return [...rows.values()].toSorted((a, b) => a.id - b.id)
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

const seed = ({ runtime }: Sandbox, sample: Sample, one: RecordedConnection): void => {
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

const organizationOf = ({ end_user }: RecordedConnection) => {
  const organization = end_user?.organization
  return organization ? { id: organization.id, displayName: organization.display_name } : null
}
