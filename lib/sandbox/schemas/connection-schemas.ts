import { z } from 'zod'

import { EndUserInput } from './end-user-schema'
import { ConnectionId, IntegrationKey } from './key-schemas'
import { ConnectionTags } from './tags-schema'
import { webhookUrl } from './webhook-url-schema'

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
function wholly(schema: z.ZodString) {
  return z.string().refine((text) => schema.safeParse(text).success, { abort: true })
}

/** Source: packages/server/lib/controllers/connection/connectionId/metadata/postMetadata.ts. */
export const MetadataBody = z.strictObject({
  connection_id: z.union([wholly(ConnectionId), z.array(wholly(ConnectionId))]),
  provider_config_key: IntegrationKey,
  metadata: z.record(z.string(), z.unknown()),
})
