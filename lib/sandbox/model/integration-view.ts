import type { SandboxRuntime } from '../runtime'
import type { Integration } from './integration'

function logoUrl(runtime: SandboxRuntime, provider: string): string {
  return `${runtime.publicOrigin()}/images/template-logos/${provider}.svg`
}

/** Source: packages/server/lib/formatters/integration.ts. */
export function integrationView(runtime: SandboxRuntime, integration: Integration) {
  return {
    unique_key: integration.uniqueKey,
    provider: integration.provider,
    display_name: integration.displayName,
    logo: logoUrl(runtime, integration.provider),
    forward_webhooks: true,
    created_at: runtime.startedAt.toISOString(),
    updated_at: runtime.startedAt.toISOString(),
  }
}

/** A provider definition with name and logo, as packages/server/lib/controllers/providers/getProvider.ts answers. */
export function providerView(runtime: SandboxRuntime, integration: Integration) {
  const hasConfig = Object.keys(integration.connectionConfig).length > 0
  return {
    name: integration.provider,
    display_name: integration.displayName,
    auth_mode: integration.authMode,
    categories: integration.categories,
    docs: `https://nango.dev/docs/integrations/all/${integration.provider}`,
    logo_url: logoUrl(runtime, integration.provider),
    ...(integration.scopes.length > 0 && { default_scopes: integration.scopes }),
    ...(hasConfig && { connection_config: integration.connectionConfig }),
  }
}
