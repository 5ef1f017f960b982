import { findIntegration, type Store } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import type { SessionBody } from '../schemas/session-schemas'
import { ApiFailure } from './api-failure'
import { toErrors } from './validate'

type Named = Pick<SessionBody, 'allowed_integrations' | 'integrations_config_defaults' | 'overrides'>

/** Every named integration must exist, and the documentation link may not be overridden without a paid plan. */
export function checkIntegrations({ store }: SandboxRuntime, body: Named): void {
  failOnUnknown(
    store,
    (body.allowed_integrations ?? []).map((key, index) => ({ key, path: ['allowed_integrations', index] })),
  )
  failOnUnknown(
    store,
    (['integrations_config_defaults', 'overrides'] as const).flatMap((field) =>
      Object.keys(body[field] ?? {}).map((key) => ({ key, path: [field, key] })),
    ),
  )
  if (Object.values(body.overrides ?? {}).some(({ docs_connect }) => docs_connect)) {
    throw new ApiFailure(403, {
      code: 'forbidden',
      message: 'You are not allowed to override the docs connect url',
    })
  }
}

function failOnUnknown(store: Store, named: { key: string; path: (string | number)[] }[]): void {
  const unknown = named.filter(({ key }) => findIntegration(store, key) === undefined)
  if (unknown.length > 0) {
    const issues = unknown.map(({ path }) => ({
      code: 'custom' as const,
      message: 'Integration does not exist',
      path,
    }))
    throw new ApiFailure(400, { code: 'invalid_body', errors: toErrors(issues) })
  }
}
