import type { SandboxRuntime } from '../runtime'
import type { Credentials } from './credentials'
import type { EndUser } from './end-user'
import type { Integration, ProviderDefinition } from './integration'
import type { Connection } from './store'

export function endUserView(endUser: EndUser | null) {
  return (
    endUser && {
      id: endUser.id,
      display_name: endUser.displayName,
      email: endUser.email,
      tags: endUser.tags,
      organization: endUser.organization && {
        id: endUser.organization.id,
        display_name: endUser.organization.displayName,
      },
    }
  )
}

const commonView = (connection: Connection) => ({
  id: connection.id,
  connection_id: connection.connectionId,
  provider_config_key: connection.integration.uniqueKey,
  provider: connection.integration.provider,
  errors: connection.errors,
  end_user: endUserView(connection.endUser),
  tags: connection.tags,
  metadata: connection.metadata,
})

/** One item of GET /connections (packages/server/lib/formatters/connection.ts); PostgreSQL writes no zeros at the end. */
export function connectionItemView(connection: Connection) {
  const created = toOffset(connection.createdAt).replace(/\.000\+|00?\+/, '+')
  return { ...commonView(connection), created }
}

/** GET /connections/:id; whoever may not read secrets gets `{}` for them. */
export function connectionView(connection: Connection, credentials: Credentials) {
  return fullView(connection, credentials, toOffset)
}

/** The answer to an import, whose instants end in Z. */
export function importedView(connection: Connection) {
  const { credentials, integration } = connection
  const shown = integration.definition.auth_mode === 'NONE' ? {} : credentials
  return fullView(connection, shown, (date) => date.toISOString())
}

const fullView = (connection: Connection, credentials: Credentials, write: (date: Date) => string) => ({
  ...commonView(connection),
  connection_config: connection.connectionConfig,
  webhook_url_override: connection.webhookUrlOverride,
  created_at: write(connection.createdAt),
  updated_at: write(connection.updatedAt),
  last_fetched_at: connection.lastFetchedAt && write(connection.lastFetchedAt),
  credentials,
})

/** Nango's connection instants come from PostgreSQL and end in +00:00, unlike its other ones. */
const toOffset = (date: Date): string => date.toISOString().replace('Z', '+00:00')

/** The environment in addresses for a provider's webhooks. */
const environmentId = 'b3e1c1de-0000-4000-8000-5a9d0b0c0000'

const logoUrl = (runtime: SandboxRuntime, provider: string): string =>
  `${runtime.publicOrigin()}/images/template-logos/${provider}.svg`

export type Include = { webhook?: boolean; credentials?: boolean }

/** Source: packages/server/lib/formatters/integration.ts. */
export function integrationView(runtime: SandboxRuntime, integration: Integration, include: Include = {}) {
  return {
    unique_key: integration.uniqueKey,
    provider: integration.provider,
    display_name: integration.displayName,
    logo: logoUrl(runtime, integration.provider),
    ...(include.webhook && { webhook_url: webhookUrl(runtime, integration) }),
    ...(include.credentials && { credentials: credentialsView(integration) }),
    forward_webhooks: integration.forwardWebhooks,
    created_at: integration.createdAt.toISOString(),
    updated_at: integration.updatedAt.toISOString(),
  }
}

const webhookUrl = (runtime: SandboxRuntime, { uniqueKey, definition }: Integration): string | null => {
  if (definition.webhook_routing_script === undefined) return null
  return `${runtime.publicOrigin()}/webhook/${environmentId}/${encodeURIComponent(uniqueKey)}`
}

const credentialsView = ({ client, definition }: Integration) =>
  client && {
    type: definition.auth_mode,
    client_id: client.id,
    client_secret: client.secret,
    scopes: client.scopes || null,
    webhook_secret: client.webhookSecret,
  }

/** A provider definition with name and logo, as packages/server/lib/controllers/providers/getProvider.ts answers. */
export function providerView(runtime: SandboxRuntime, name: string, definition: ProviderDefinition) {
  return { ...definition, name, logo_url: logoUrl(runtime, name) }
}
