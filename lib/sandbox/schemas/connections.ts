import { z } from 'zod'

import { EndUserInput } from './end-user'
import { ConnectionId, ConnectionTags, IntegrationKey, webhookUrl } from './fields'

const flag = z.stringbool().optional()
const filterText = z.string().min(1).max(255).optional()

/** Source: packages/server/lib/controllers/connection/getConnections.ts. */
export const ConnectionsQuery = z.strictObject({
  connectionId: filterText,
  search: filterText,
  endUserId: filterText,
  endUserOrganizationId: filterText,
  integrationId: z.string().min(1).optional(),
  tags: ConnectionTags.optional(),
  limit: z.coerce.number().int().min(1).max(2000).optional(),
  page: z.coerce.number().int().min(0).optional(),
})
export type ConnectionsQuery = z.infer<typeof ConnectionsQuery>

/** Source: packages/server/lib/controllers/connection/connectionId/getConnection.ts. */
export const ConnectionQuery = z.strictObject({
  provider_config_key: IntegrationKey,
  refresh_token: flag,
  force_refresh: flag,
  refresh_github_app_jwt_token: flag,
})

export const ConnectionKeyQuery = z.strictObject({ provider_config_key: IntegrationKey })

export const ConnectionParams = z.strictObject({ connectionId: ConnectionId })

/** Source: packages/server/lib/controllers/connection/connectionId/patchConnection.ts. */
export function connectionPatch(areInnerHostsRefused: boolean) {
  return z.strictObject({
    end_user: EndUserInput.optional(),
    tags: ConnectionTags.optional(),
    webhook_url_override: webhookUrl(areInnerHostsRefused),
  })
}

/** As a choice of a union: one that does not fit at all, so that the union speaks for it. */
const wholly = (schema: z.ZodString) =>
  z.string().refine((text) => schema.safeParse(text).success, { abort: true })

/** Source: packages/server/lib/controllers/connection/connectionId/metadata/postMetadata.ts. */
export const MetadataBody = z.strictObject({
  connection_id: z.union([wholly(ConnectionId), z.array(wholly(ConnectionId))]),
  provider_config_key: IntegrationKey,
  metadata: z.record(z.string(), z.unknown()),
})

const secret = z.string().min(1)
const instant = z.coerce.date().optional()
const ownClient = z
  .strictObject({ client_id: secret.max(255).optional(), client_secret: secret.max(2048).optional() })
  .optional()

/** The modes that can be imported; source: packages/server/lib/helpers/validation.ts. */
const Credentials = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('OAUTH2'),
      access_token: secret.max(4096),
      refresh_token: secret.max(4096).optional(),
      expires_at: instant,
      config_override: ownClient,
    }),
    z.strictObject({
      type: z.literal('OAUTH2_CC'),
      token: secret.max(4096),
      client_id: secret.max(255),
      client_secret: secret.max(2048),
      client_certificate: secret.max(10_000).optional(),
      client_private_key: secret.max(10_000).optional(),
      expires_at: instant,
    }),
    z.strictObject({
      type: z.literal('OAUTH1'),
      oauth_token: secret.max(2048),
      oauth_token_secret: secret.max(2048),
    }),
    z.strictObject({ type: z.literal('API_KEY'), apiKey: secret.max(1024) }),
    z.strictObject({
      type: z.literal('BASIC'),
      username: z.string().max(1024),
      password: z.string().max(1024),
    }),
    z.strictObject({ type: z.literal('NONE') }),
    z.strictObject({
      type: z.literal('TBA'),
      token_id: secret,
      token_secret: secret,
      config_override: ownClient,
    }),
    z.strictObject({ type: z.literal('APP'), app_id: secret.max(255), installation_id: secret.max(255) }),
    z.strictObject({ type: z.literal('CUSTOM'), app_id: secret.max(255), installation_id: secret.max(255) }),
  ],
  {
    // Nango's validator is older and names no choices.
    error: ({ code }) => (code === 'invalid_union' ? 'Invalid input' : undefined),
  },
)

/** The body of POST /connections; source: packages/server/lib/controllers/connection/postConnection.ts. */
export function importBody(areInnerHostsRefused: boolean) {
  return z.strictObject({
    provider_config_key: z.string(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    connection_config: z.looseObject({ oauth_scopes_override: z.array(z.string()).optional() }).optional(),
    connection_id: z.string().optional(),
    credentials: Credentials,
    end_user: EndUserInput.optional(),
    tags: ConnectionTags.optional(),
    webhook_url_override: webhookUrl(areInnerHostsRefused),
  })
}
