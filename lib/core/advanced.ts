import { z } from 'zod'

import { addRepeated } from './add-repeated'
import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

const pairs = (what: string) =>
  z
    .array(
      z.strictObject({
        key: TypedText.min(1, `Give the ${what} a name.`)
          .max(255, 'At most 255 characters.')
          .refine((key) => key !== '__proto__', 'This name cannot be used. Choose another.'),
        value: TypedText.min(1, `Give the ${what} a value.`).max(2048, 'At most 2048 characters.'),
      }),
    )
    .superRefine((list, ctx) => addRepeated(ctx, list, { message: 'This name is already in the list.' }))

/** Per chosen integration, what Nango calls `integrations_config_defaults`; every value may be seen by the customer. */
export const Advanced = z.record(
  IntegrationKey,
  z.strictObject({
    config: pairs('value').refine((list) => !list.some((pair) => pair.key === 'oauth_scopes_override'), {
      message: 'Use the field OAuth scopes for oauth_scopes_override.',
    }),
    scopes: TypedText.max(2048, 'At most 2048 characters.'),
    params: pairs('parameter'),
  }),
)
export type Advanced = z.infer<typeof Advanced>

const Values = z.record(z.string(), z.string())

/** What goes to Nango, and what is stored to renew a link with. */
export const ConfigDefaults = z.record(
  z.string(),
  z.object({
    connection_config: Values.exactOptional(),
    authorization_params: Values.exactOptional(),
  }),
)
export type ConfigDefaults = z.infer<typeof ConfigDefaults>

const toRecord = (list: { key: string; value: string }[]) =>
  Object.fromEntries(list.map((pair) => [pair.key, pair.value]))

/** The shape Nango takes; integrations without any value are left out. */
export const toConfigDefaults = (advanced: Advanced): ConfigDefaults => {
  const defaults = Object.entries(advanced).map(([key, one]) => {
    const config = {
      ...toRecord(one.config),
      ...(one.scopes === '' ? {} : { oauth_scopes_override: one.scopes }),
    }
    const entry = {
      ...(Object.keys(config).length > 0 ? { connection_config: config } : {}),
      ...(one.params.length > 0 ? { authorization_params: toRecord(one.params) } : {}),
    }
    return [key, entry] as const
  })
  return Object.fromEntries(defaults.filter(([, entry]) => Object.keys(entry).length > 0))
}
