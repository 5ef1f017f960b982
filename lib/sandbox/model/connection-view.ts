import type { EndUser } from './end-user'
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

function commonView(connection: Connection) {
  return {
    id: connection.id,
    connection_id: connection.connectionId,
    provider_config_key: connection.integration.uniqueKey,
    provider: connection.integration.provider,
    errors: connection.errors,
    end_user: endUserView(connection.endUser),
    tags: connection.tags,
    metadata: connection.metadata,
  }
}

/** One item of GET /connections (packages/server/lib/formatters/connection.ts). */
export function connectionItemView(connection: Connection) {
  return { ...commonView(connection), created: toOffsetInstant(connection.createdAt) }
}

/** GET /connections/:id for a key without the read_credentials scope: credentials are an empty object. */
export function connectionView(connection: Connection, fetchedAt: Date) {
  return {
    ...commonView(connection),
    connection_config: connection.connectionConfig,
    webhook_url_override: connection.webhookUrlOverride,
    created_at: toOffsetInstant(connection.createdAt),
    updated_at: toOffsetInstant(connection.updatedAt),
    last_fetched_at: toOffsetInstant(fetchedAt),
    credentials: {},
  }
}

/** Nango's connection instants come from PostgreSQL and end in +00:00, unlike its other ones. */
function toOffsetInstant(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}
