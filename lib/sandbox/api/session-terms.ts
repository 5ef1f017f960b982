import type { SessionTerms } from '../model/connect-session'
import type { SandboxRuntime } from '../runtime'
import type { SessionBody } from '../schemas/session-schemas'
import { webhookUrl } from '../schemas/webhook-url-schema'
import { ApiFailure } from './api-failure'
import { toErrors } from './validate'

type Given = Pick<SessionBody, 'integrations_config_defaults' | 'overrides' | 'webhook_url_override'>

/**
 * The terms of a link that both bodies share. `webhook_url` in a connection_config is an old name of
 * `webhook_url_override`: it is checked, taken out and used where the new name is not given
 * (packages/server/lib/controllers/connect/mapDeprecatedConnectionConfigWebhookUrl.ts).
 */
export function termsOf(
  runtime: SandboxRuntime,
  body: Given,
): Pick<SessionTerms, 'configDefaults' | 'overrides' | 'webhookUrlOverride'> {
  const old: string[] = []
  const defaults = Object.entries(body.integrations_config_defaults ?? {}).map(([key, given]) => {
    const { webhook_url, ...config } = given.connection_config ?? {}
    if (webhook_url !== undefined) old.push(checkOldUrl(runtime, key, webhook_url))
    const isEmptied = webhook_url !== undefined && Object.keys(config).length === 0
    const { connection_config: _given, ...rest } = given
    const kept =
      given.connection_config === undefined || isEmptied ? rest : { ...rest, connection_config: config }
    return [key, kept] as const
  })
  return {
    configDefaults: body.integrations_config_defaults ? Object.fromEntries(defaults) : null,
    overrides: body.overrides ?? null,
    webhookUrlOverride: (body.webhook_url_override ?? old[0]) || null,
  }
}

function checkOldUrl(runtime: SandboxRuntime, key: string, url: unknown): string {
  const parsed = webhookUrl(runtime.areInnerHostsRefused).safeParse(url)
  if (parsed.success) return parsed.data ?? ''
  const path = ['integrations_config_defaults', key, 'connection_config', 'webhook_url']
  const errors = toErrors(parsed.error.issues.map((issue) => ({ ...issue, path })))
  throw new ApiFailure(400, { code: 'invalid_body', errors })
}
