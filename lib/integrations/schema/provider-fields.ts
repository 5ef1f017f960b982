import type { HostTemplates } from './hosts'

/** A field of a provider's `connection_config`, as Nango describes it. */
export type ProviderField = {
  name: string
  label: string
  description: string | null
  example: string | null
  /** A regular expression of Nango's: text from outside. */
  pattern: string | null
  format: string | null
  options: string[] | null
  prefix: string | null
  suffix: string | null
  isOptional: boolean
  /** Nango fills it in by itself, or with the same for everybody: nobody is asked. */
  isAutomatic: boolean
}

/** What Nango says of a provider, as far as links need it. */
export type ProviderDescription = {
  authMode: string | null
  fields: ProviderField[]
  templates: HostTemplates
}

/** What a field takes and what it is for, for the form. */
export type ConfigFieldView = Omit<ProviderField, 'pattern' | 'format' | 'isAutomatic'> & {
  /** Whether its value decides where the customer's credentials go. */
  reachesHost: boolean
  /** Values that lead to hosts on the integration's list. */
  allowed: string[]
  /** Whether other values can be allowed as well: the list has whole domains, or nothing. */
  isOpen: boolean
}

/** What can be set beforehand for an integration, for whoever asks. */
export type ConfigFieldsView = {
  fields: ConfigFieldView[]
  /** Whether the integration has a list of hosts: it binds everybody. */
  hasList: boolean
  /** Admins may set what no provider describes, and hosts where there is no list. */
  isAdmin: boolean
}

/** Whether an answer is that and not some proxy's page. The server is ours: only the outline is checked. */
export function isConfigFields(value: unknown): value is ConfigFieldsView {
  return typeof value === 'object' && value !== null && 'fields' in value && Array.isArray(value.fields)
}

const formats: Record<string, (value: string) => boolean> = {
  hostname: (value) => /^[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?$/i.test(value),
  uri: (value) => URL.canParse(value) && /^https?:\/\//i.test(value),
  uuid: (value) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value),
  email: (value) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(value),
}

/** Why a value is not one that a field takes, as far as that needs no pattern; null when it may be. */
export function fieldValueFault({ options, format }: ProviderField, value: string): string | null {
  if (options && !options.includes(value)) return `One of: ${options.slice(0, 20).join(', ')}.`
  const isRight = format !== null && Object.hasOwn(formats, format) ? formats[format] : undefined
  return isRight && !isRight(value) ? `This is no ${format ?? 'such value'}.` : null
}
