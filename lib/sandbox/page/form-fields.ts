import { askedFields, type Integration } from '../model/integration'
import { credentialFields, type TypedFields } from '../model/provider-calls'
import { type ConnectSession, presetConfig } from '../model/store'
import type { Texts } from './texts'

/** One question of the connect form. */
export type FormField = {
  name: string
  label: string
  isSecret: boolean
  isRequired: boolean
  hint?: string
  suffix?: string
  pattern?: string
  example?: string
}

const configPrefix = 'config.'

/** Config questions that the link does not answer already, then the credentials of the auth mode. */
export function formFields(session: ConnectSession, integration: Integration, texts: Texts): FormField[] {
  const preset = presetConfig(session, integration.uniqueKey)
  const config = askedFields(integration.definition)
    .filter(([name]) => !(name in preset))
    .map(([name, { title, description, pattern, example, suffix, optional }]) => ({
      name: `${configPrefix}${name}`,
      label: title,
      isSecret: false,
      isRequired: !optional,
      hint: description,
      ...(pattern !== undefined && { pattern }),
      ...(example !== undefined && { example }),
      ...(suffix !== undefined && { suffix }),
    }))
  const labels: Record<string, string> = {
    apiKey: texts.apiKey,
    username: texts.username,
    password: texts.password,
    client_id: texts.clientId,
    client_secret: texts.clientSecret,
  }
  const credentials = credentialFields(integration).map(({ name, isRequired }) => ({
    name,
    label: labels[name] ?? name,
    isSecret: name !== 'username' && name !== 'client_id',
    isRequired,
  }))
  return [...config, ...credentials]
}

/** The first fault of each field, by field name; empty when all is well. */
export function findFaults(fields: FormField[], typed: TypedFields, texts: Texts): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const { name, label, isRequired, pattern, example } of fields) {
    const value = typed[name]?.trim() ?? ''
    if (isRequired && value === '') {
      faults[name] = texts.missing(label)
    } else if (value !== '' && pattern !== undefined && !new RegExp(pattern).test(value)) {
      faults[name] = texts.malformed(label, example ?? '')
    }
  }
  return faults
}

export function typedConfig(fields: FormField[], typed: TypedFields): Record<string, string> {
  return Object.fromEntries(
    fields
      .filter(({ name }) => name.startsWith(configPrefix))
      .map(({ name }) => [name.slice(configPrefix.length), typed[name]?.trim() ?? '']),
  )
}
