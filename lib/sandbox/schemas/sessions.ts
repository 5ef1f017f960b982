import { z } from 'zod'

import { EndUserInput, OrganizationInput } from './end-user'
import { ConnectionId, ConnectionTags, IntegrationKey, webhookUrl } from './fields'

const defaults = z.record(
  IntegrationKey,
  z.strictObject({
    user_scopes: z.string().optional(),
    authorization_params: z.record(z.string(), z.string()).optional(),
    connection_config: z.looseObject({ oauth_scopes_override: z.string().optional() }).optional(),
  }),
)

/** Both bodies of a link; the order of the fields is the order of the issues. */
export function sessionSchemas(areInnerHostsRefused: boolean) {
  const terms = {
    organization: OrganizationInput.optional(),
    integrations_config_defaults: defaults.optional(),
    overrides: z.record(IntegrationKey, z.object({ docs_connect: z.string().optional() })).optional(),
    webhook_url_override: webhookUrl(areInnerHostsRefused),
  }
  const sessionTerms = {
    organization: terms.organization,
    allowed_integrations: z.array(IntegrationKey).optional(),
    integrations_config_defaults: terms.integrations_config_defaults,
    overrides: terms.overrides,
    webhook_url_override: terms.webhook_url_override,
  }
  return {
    /**
     * POST /connect/sessions: with tags the end user is optional, without tags it is required.
     * Source: packages/server/lib/controllers/connect/postSessions.ts.
     */
    tagged: z.strictObject({ end_user: EndUserInput.optional(), ...sessionTerms, tags: ConnectionTags }),
    untagged: z.strictObject({ end_user: EndUserInput, ...sessionTerms, tags: z.undefined().optional() }),
    /** Source: packages/server/lib/controllers/connect/postReconnect.ts. */
    reconnect: z.strictObject({
      connection_id: ConnectionId,
      integration_id: IntegrationKey,
      end_user: EndUserInput.optional(),
      ...terms,
      tags: ConnectionTags.optional(),
    }),
  }
}

type Schemas = ReturnType<typeof sessionSchemas>
export type SessionBody = z.infer<Schemas['tagged']> | z.infer<Schemas['untagged']>
