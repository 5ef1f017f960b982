import { z } from 'zod'

import { IntegrationKey, ProviderName } from './fields'

const secret = z.string().min(1)
const id = secret.max(255)
const privateKey = z
  .string()
  .startsWith('-----BEGIN RSA PRIVATE KEY----')
  .endsWith('-----END RSA PRIVATE KEY-----')

/** Source: packages/server/lib/helpers/validation.ts. */
const Credentials = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.enum(['OAUTH1', 'OAUTH2', 'TBA']),
      client_id: id,
      client_secret: secret,
      scopes: z
        .union([z.string().regex(/^[0-9a-zA-Z:/_.-]+(,[0-9a-zA-Z:/_.-]+)*$/), z.string().max(0)])
        .optional(),
      webhook_secret: z.string().min(0).max(255).optional(),
    }),
    z.strictObject({ type: z.enum(['APP']), app_id: id, app_link: secret, private_key: privateKey }),
    z.strictObject({
      type: z.enum(['CUSTOM']),
      client_id: id,
      client_secret: secret,
      app_id: id,
      app_link: secret,
      private_key: privateKey,
    }),
  ],
  { error: () => ({ message: 'invalid credentials object' }) },
)
export type IntegrationCredentials = z.infer<typeof Credentials>

const common = {
  display_name: z.string().min(1).max(255).optional(),
  forward_webhooks: z.boolean().optional(),
  credentials: Credentials.optional(),
  integration_config: z.record(z.string(), z.string().max(8192)).optional(),
  custom: z.record(z.string(), z.string()).optional(),
}

export const IntegrationParams = z.strictObject({ uniqueKey: IntegrationKey })

/** Source: packages/server/lib/controllers/integrations/postIntegration.ts. */
export const NewIntegration = z.strictObject({
  provider: ProviderName,
  unique_key: IntegrationKey,
  ...common,
})

/** Source: packages/server/lib/controllers/integrations/uniqueKey/patchIntegration.ts. */
export const IntegrationPatch = z.strictObject({ unique_key: IntegrationKey.optional(), ...common })
