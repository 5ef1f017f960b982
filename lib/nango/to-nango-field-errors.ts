import 'server-only'
import type { FieldErrors } from '@/lib/core/failure'
import { ownValue } from '@/lib/core/own-value'
import { customerFieldNames, customerFields, forNames } from '@/lib/customers/fields'

import type { NangoIssue } from './to-failure'

type Request = { tags: Record<string, string>; integrations: string[] }

const formFields: Record<string, string> = forNames(
  customerFieldNames,
  'tag',
  (field) => customerFields[field].input,
)

/** Nango's complaints, said in our words at the fields of the New link form they belong to. */
export const toNangoFieldErrors = (issues: NangoIssue[], request: Request): { fieldErrors?: FieldErrors } => {
  const errors: FieldErrors = {}
  for (const issue of issues) {
    const found = locate(issue, request)
    if (found) errors[found.field] ??= found.message
  }
  return Object.keys(errors).length > 0 ? { fieldErrors: errors } : {}
}

const locate = ({ path, message }: NangoIssue, request: Request) => {
  const [top, second] = path
  if (top === 'allowed_integrations') return goneIntegration(request.integrations[Number(second)])
  if (top === 'integrations_config_defaults') return goneIntegration(second)
  if (top !== 'tags') return null
  // Some complaints about one tag stand at `tags` itself and name the key in quotes.
  return atTag(second ?? /"([^"]+)"/.exec(message)?.[1])
}

const goneIntegration = (key: string | undefined) => ({
  field: 'integrations',
  message: `Nango does not know ${key ?? 'one of them'} any more. Remove it and choose another.`,
})

const atTag = (key: string | undefined) => {
  const field = key ? ownValue(formFields, key) : undefined
  if (field) return { field, message: 'Nango refused this value. Change it.' }
  return {
    field: 'tags',
    message: key ? `Nango refused the tag ${key}. Change it.` : 'Nango refused the tags.',
  }
}
