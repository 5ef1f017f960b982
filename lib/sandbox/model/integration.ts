import { z } from 'zod'

import definitions from './provider-definitions.json' with { type: 'json' }

/** A question that a customer's page asks before it connects, in the shape of Nango's provider definitions. */
const ConfigField = z.looseObject({
  title: z.string(),
  description: z.string().default(''),
  example: z.string().optional(),
  pattern: z.string().optional(),
  suffix: z.string().optional(),
  optional: z.boolean().optional(),
  automated: z.boolean().optional(),
})
export type ConfigField = z.infer<typeof ConfigField>

/**
 * What Nango knows of a provider: an answer of GET /providers/:name without name and logo. Only the parts that the
 * sandbox acts upon are named here; the rest is passed on as it is.
 */
const ProviderDefinition = z.looseObject({
  display_name: z.string(),
  auth_mode: z.string(),
  authorization_url: z.string().optional(),
  authorization_params: z.record(z.string(), z.string()).optional(),
  default_scopes: z.array(z.string()).optional(),
  scope_separator: z.string().optional(),
  disable_pkce: z.boolean().optional(),
  webhook_routing_script: z.string().optional(),
  connection_config: z.record(z.string(), ConfigField).optional(),
  proxy: z.looseObject({ base_url: z.unknown(), verification: z.unknown() }).partial().optional(),
})
export type ProviderDefinition = z.infer<typeof ProviderDefinition>

/** Definitions as a Nango 0.71.4 was recorded to answer them, of providers of every kind of auth mode, by name. */
export const recordedProviders: Record<string, ProviderDefinition> = z
  .record(z.string(), ProviderDefinition)
  .parse(definitions)

/** Reads a definition from outside; throws where it is none. */
export function toProviderDefinition(value: unknown): ProviderDefinition {
  return ProviderDefinition.parse(value)
}

/** A definition that may lack titles, as those that are kept for their addresses alone. */
export function toBareDefinition(name: string, value: unknown): ProviderDefinition {
  const { connection_config = {}, ...rest } = Bare.parse(value)
  const fields = Object.entries(connection_config).map(([field, one]) => [field, { title: field, ...one }])
  return toProviderDefinition({ display_name: name, ...rest, connection_config: Object.fromEntries(fields) })
}

const Bare = z.looseObject({ connection_config: z.record(z.string(), z.looseObject({})).optional() })

/** Fields of a definition that a person fills in. */
export function askedFields({ connection_config = {} }: ProviderDefinition): [string, ConfigField][] {
  return Object.entries(connection_config).filter(([, field]) => !field.automated)
}

/** Auth modes that the sandbox can take a customer through. */
export type AuthMode = 'OAUTH2' | 'OAUTH1' | 'OAUTH2_CC' | 'API_KEY' | 'BASIC' | 'NONE' | 'TWO_STEP'

/** The OAuth client of an integration; scopes as Nango stores them, joined by commas. */
export type OAuthClient = { id: string; secret: string; scopes: string; webhookSecret: string | null }

export type Integration = {
  uniqueKey: string
  provider: string
  displayName: string
  definition: ProviderDefinition
  client: OAuthClient | null
  forwardWebhooks: boolean
  createdAt: Date
  updatedAt: Date
}

export function isOAuth({ definition }: Integration): boolean {
  return definition.auth_mode === 'OAUTH2' || definition.auth_mode === 'OAUTH1'
}

/** The scopes that the provider is asked for, unless a link says otherwise. */
export function scopesOf({ client, definition }: Integration): string[] {
  const own = (client?.scopes ?? '').split(',').filter((scope) => scope !== '')
  return [...new Set([...own, ...(definition.default_scopes ?? [])])]
}

/** By provider name, and within a provider in the order in which they were created: so Nango lists them. */
export function inListOrder(integrations: Integration[]): Integration[] {
  return integrations.toSorted((a, b) => (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : 0))
}
