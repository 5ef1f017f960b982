import type { SandboxRuntime } from '../runtime'
import type { Integration } from './integration'

export type TypedFields = Record<string, string>

type SecretField = { name: string; isRequired: boolean }

/** The names of the secrets that each mode asks for. */
const secretFields: Record<string, SecretField[]> = {
  API_KEY: [{ name: 'apiKey', isRequired: true }],
  BASIC: [
    { name: 'username', isRequired: true },
    { name: 'password', isRequired: false },
  ],
  OAUTH2_CC: [
    { name: 'client_id', isRequired: true },
    { name: 'client_secret', isRequired: true },
  ],
}

export function credentialFields({ definition }: Integration): SecretField[] {
  return secretFields[definition.auth_mode] ?? []
}

/**
 * Stands in for Nango's test call at the provider: secrets that the sandbox was told to refuse are refused ("invalid"
 * unless told otherwise), and so is a call whose address lacks a value. Anything else passes.
 */
export function areRejected(
  { refusedSecrets }: SandboxRuntime,
  integration: Integration,
  typed: Record<string, unknown>,
  config: Record<string, unknown>,
): boolean {
  return (
    Object.values(typed).some((value) => typeof value === 'string' && refusedSecrets.has(value.trim())) ||
    lacksHost(integration, config)
  )
}

function lacksHost({ definition }: Integration, config: Record<string, unknown>): boolean {
  const { base_url, verification } = definition.proxy ?? {}
  if (verification === undefined || typeof base_url !== 'string') return false
  return [...base_url.matchAll(/\$\{connectionConfig\.(\w+)\}/g)].some(([, name = '']) => !(name in config))
}
