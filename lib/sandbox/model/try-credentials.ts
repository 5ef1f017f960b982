import type { AuthMode } from './integration'

export type TypedFields = Record<string, string>

/** The names of the secrets that each mode asks for; the last one of a mode may be the word "invalid". */
const secretFields: Record<AuthMode, { name: string; isRequired: boolean }[]> = {
  API_KEY: [{ name: 'apiKey', isRequired: true }],
  BASIC: [
    { name: 'username', isRequired: true },
    { name: 'password', isRequired: false },
  ],
  OAUTH2_CC: [
    { name: 'client_id', isRequired: true },
    { name: 'client_secret', isRequired: true },
  ],
  NONE: [],
  OAUTH1: [],
  OAUTH2: [],
}

export function credentialFields(authMode: AuthMode): { name: string; isRequired: boolean }[] {
  return secretFields[authMode]
}

/** Stands in for Nango's test call at the provider: the literal word "invalid" is refused, anything else passes. */
export function areRejected(authMode: AuthMode, typed: TypedFields): boolean {
  return secretFields[authMode].some(({ name }) => typed[name]?.trim() === 'invalid')
}
