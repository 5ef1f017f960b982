import type { SandboxRuntime } from '../runtime'
import { successEvent } from '../webhooks/auth-event'
import type { Credentials } from './credentials'
import type { EndUser, Tags } from './end-user'
import type { Integration } from './integration'
import { type Connection, findConnection, presetConfig, type SessionTerms } from './store'

const keepsMetadata = new Set(['OAUTH2', 'OAUTH1', 'OAUTH2_CC', 'NONE'])
const keepsUpdatedAt = new Set(['OAUTH2', 'OAUTH1', 'OAUTH2_CC'])

/** A flow that the customer finished. */
type FinishedFlow = {
  integration: Integration
  /** The id that the connection has, or will have. */
  connectionId: string
  /** Null when it was deleted while an OAuth flow was on its way: Nango goes on without it. */
  session: SessionTerms | null
  typedConfig: Record<string, unknown>
  credentials: Credentials
}

/** What came with an import: the parts that it lacks are emptied, except for tags and end user. */
type Imported = {
  integration: Integration
  connectionId: string
  credentials: Credentials
  tags: Tags | undefined
  endUser: EndUser | null
  metadata: Record<string, unknown>
  connectionConfig: Record<string, unknown>
  webhookUrlOverride: string | null
}

/**
 * Creates the connection, or renews the one that has its id already, and sends the webhook. Renewal replaces tags,
 * override and config by the session's, empties the metadata for the modes that take typed secrets, and moves
 * `updatedAt` for all but the OAuth modes; without a session it replaces the credentials alone
 * (packages/shared/lib/services/connection.service.ts).
 */
export function saveConnection(runtime: SandboxRuntime, flow: FinishedFlow): Connection {
  const old = findConnection(runtime.store, flow.connectionId, flow.integration.uniqueKey)
  const connection = old === undefined ? create(runtime, flow) : renew(runtime, flow, old)
  announce(runtime, connection, old === undefined)
  return connection
}

/** POST /connections; a row that has the id already is overwritten. */
export function importConnection(runtime: SandboxRuntime, imported: Imported): Connection {
  const { store, now } = runtime
  const { integration, connectionId, tags = {}, ...rest } = imported
  const old = findConnection(store, connectionId, integration.uniqueKey)
  const fresh = { ...rest, tags, errors: [], refreshFailedAt: null, updatedAt: now() }
  const connection =
    old === undefined
      ? add(runtime, {
          ...fresh,
          integration,
          connectionId,
          lastFetchedAt: fetchedAtStart(runtime, imported),
        })
      : Object.assign(old, { ...fresh, endUser: rest.endUser ?? old.endUser })
  announce(runtime, connection, old === undefined)
  return connection
}

const announce = ({ sender, environment }: SandboxRuntime, connection: Connection, isNew: boolean): void => {
  const event = successEvent(connection, isNew ? 'creation' : 'override', environment)
  sender.send(event, connection.webhookUrlOverride)
}

const fetchedAtStart = (
  { now }: SandboxRuntime,
  { integration }: Pick<Imported, 'integration'>,
): Date | null => (integration.definition.auth_mode === 'NONE' ? null : now())

/** Puts a row into the store as it is, with the next number. */
export function add(
  { store, now }: SandboxRuntime,
  row: Omit<Connection, 'id' | 'createdAt'> & { createdAt?: Date },
): Connection {
  store.lastRow += 1
  const connection = { createdAt: now(), ...row, id: store.lastRow }
  store.connections.push(connection)
  return connection
}

const create = (runtime: SandboxRuntime, flow: FinishedFlow): Connection => {
  const { session, integration, connectionId } = flow
  const mode = integration.definition.auth_mode
  return add(runtime, {
    connectionId,
    integration,
    tags: { ...session?.tags },
    endUser: session?.endUser ?? null,
    errors: [],
    metadata: mode === 'OAUTH2' || mode === 'OAUTH1' ? null : {},
    ...configOf(flow),
    webhookUrlOverride: session?.webhookUrlOverride ?? null,
    updatedAt: runtime.now(),
    lastFetchedAt: fetchedAtStart(runtime, flow),
    refreshFailedAt: null,
  })
}

const renew = ({ now }: SandboxRuntime, flow: FinishedFlow, connection: Connection): Connection => {
  const { session, integration } = flow
  const mode = integration.definition.auth_mode
  return Object.assign(connection, {
    errors: connection.errors.filter(({ type }) => type !== 'auth'),
    ...configOf(flow),
    refreshFailedAt: null,
    ...(!keepsMetadata.has(mode) && { metadata: {} }),
    ...(!keepsUpdatedAt.has(mode) && { updatedAt: now() }),
    ...(session !== null && {
      tags: { ...session.tags },
      endUser: session.endUser ?? connection.endUser,
      webhookUrlOverride: session.webhookUrlOverride,
    }),
  })
}

/** An OAuth client of the link's own is kept beside the credentials and not in the config. */
const configOf = ({ session, integration, typedConfig, credentials }: FinishedFlow) => {
  const {
    oauth_client_id_override: client_id,
    oauth_client_secret_override: client_secret,
    ...connectionConfig
  } = { ...typedConfig, ...(session !== null && presetConfig(session, integration.uniqueKey)) }
  const config_override = client_id === undefined ? undefined : { client_id, client_secret }
  return { connectionConfig, credentials: { ...credentials, ...(config_override && { config_override }) } }
}
