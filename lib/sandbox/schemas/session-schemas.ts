import { z } from 'zod'

import { EndUserInput, OrganizationInput } from './end-user-schema'
import { ConnectionId, IntegrationKey } from './key-schemas'
import { ConnectionTags } from './tags-schema'
import { WebhookUrl } from './webhook-url-schema'

const defaults = z.record(
  IntegrationKey,
  z.strictObject({
    user_scopes: z.string().optional(),
    authorization_params: z.record(z.string(), z.string()).optional(),
    connection_config: z.looseObject({ oauth_scopes_override: z.string().optional() }).optional(),
  }),
)

const terms = {
  organization: OrganizationInput.optional(),
  integrations_config_defaults: defaults.optional(),
  overrides: z.record(IntegrationKey, z.object({ docs_connect: z.string().optional() })).optional(),
  webhook_url_override: WebhookUrl.optional(),
}

const sessionTerms = { allowed_integrations: z.array(IntegrationKey).optional(), ...terms }

/**
 * The bodies of POST /connect/sessions: with tags the end user is optional, without tags it is required.
 * Source: packages/server/lib/controllers/connect/postSessions.ts. The order of the fields is the order of the issues.
 */
export const TaggedSessionBody = z.strictObject({
  end_user: EndUserInput.optional(),
  ...sessionTerms,
  tags: ConnectionTags,
})

export const EndUserSessionBody = z.strictObject({
  end_user: EndUserInput,
  ...sessionTerms,
  tags: z.undefined().optional(),
})

/** Source: packages/server/lib/controllers/connect/postReconnect.ts. */
export const ReconnectBody = z.strictObject({
  connection_id: ConnectionId,
  integration_id: IntegrationKey,
  end_user: EndUserInput.optional(),
  ...terms,
  tags: ConnectionTags.optional(),
})
export type ReconnectBody = z.infer<typeof ReconnectBody>
export type SessionBody = z.infer<typeof TaggedSessionBody> | z.infer<typeof EndUserSessionBody>
