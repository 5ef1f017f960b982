import type { SandboxRuntime } from '../runtime'
import type { Integration } from './integration'
import type { ProviderDefinition } from './provider'

/** The environment in addresses for a provider's webhooks. */
const environmentId = 'b3e1c1de-0000-4000-8000-5a9d0b0c0000'

function logoUrl(runtime: SandboxRuntime, provider: string): string {
  return `${runtime.publicOrigin()}/images/template-logos/${provider}.svg`
}

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

function webhookUrl(runtime: SandboxRuntime, { uniqueKey, definition }: Integration): string | null {
  if (definition.webhook_routing_script === undefined) return null
  return `${runtime.publicOrigin()}/webhook/${environmentId}/${encodeURIComponent(uniqueKey)}`
}

function credentialsView({ client, definition }: Integration) {
  return (
    client && {
      type: definition.auth_mode,
      client_id: client.id,
      client_secret: client.secret,
      scopes: client.scopes || null,
      webhook_secret: client.webhookSecret,
    }
  )
}

/** A provider definition with name and logo, as packages/server/lib/controllers/providers/getProvider.ts answers. */
export function providerView(runtime: SandboxRuntime, name: string, definition: ProviderDefinition) {
  return { ...definition, name, logo_url: logoUrl(runtime, name) }
}
