import type { ZodError } from 'zod'

import type { FieldErrors } from './failure'

export type Pair = { key: string; value: string }

export type AdvancedValues = { config: Pair[]; scopes: string; params: Pair[] }

/** What stands in the New link form, as typed; also what a refused form gets back. */
export type LinkFormValues = {
  customerId: string
  email: string
  displayName: string
  organizationId: string
  organizationName: string
  integrations: string[]
  language: string
  tags: Pair[]
  advanced: Record<string, AdvancedValues>
  confirmedHosts: string[]
}

export const emptyLinkForm: LinkFormValues = {
  customerId: '',
  email: '',
  displayName: '',
  organizationId: '',
  organizationName: '',
  integrations: [],
  language: '',
  tags: [],
  advanced: {},
  confirmedHosts: [],
}

const plainFields = [
  'customerId',
  'email',
  'displayName',
  'organizationId',
  'organizationName',
  'language',
] as const

const texts = (data: FormData, name: string) =>
  data.getAll(name).filter((value): value is string => typeof value === 'string')

/** Rows of a name and a value each, as typed. */
export const readPairs = (data: FormData, name: string): Pair[] => {
  const values = texts(data, `${name}.value`)
  return texts(data, `${name}.key`).map((key, index) => ({ key, value: values[index] ?? '' }))
}

const advancedName = /^advanced\.(?<kind>scopes|config|params)\.(?:(?:key|value)\.)?(?<key>.+)$/

/** Names of the inputs for one integration's advanced values. The integration's key comes last: it may contain dots. */
export const advancedInput = {
  scopes: (key: string) => `advanced.scopes.${key}`,
  pairKey: (kind: 'config' | 'params', key: string) => `advanced.${kind}.key.${key}`,
  pairValue: (kind: 'config' | 'params', key: string) => `advanced.${kind}.value.${key}`,
}

const advancedOf = (data: FormData): Record<string, AdvancedValues> => {
  const keys = new Set<string>()
  for (const name of data.keys()) {
    const key = advancedName.exec(name)?.groups?.['key']
    if (key) keys.add(key)
  }
  const rows = (kind: 'config' | 'params', key: string) => {
    const values = texts(data, advancedInput.pairValue(kind, key))
    return texts(data, advancedInput.pairKey(kind, key)).map((name, index) => ({
      key: name,
      value: values[index] ?? '',
    }))
  }
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      {
        config: rows('config', key),
        scopes: texts(data, advancedInput.scopes(key))[0] ?? '',
        params: rows('params', key),
      },
    ]),
  )
}

/** The intent key that the form was posted with; empty when it has none. */
export const readIntentKey = (data: FormData): string => texts(data, 'intentKey')[0] ?? ''

/** Reads the form as typed. Nothing is checked here. */
export const readLinkForm = (data: FormData): LinkFormValues => ({
  ...emptyLinkForm,
  ...Object.fromEntries(plainFields.map((name) => [name, texts(data, name)[0] ?? ''])),
  integrations: texts(data, 'integrations'),
  tags: readPairs(data, 'tags'),
  advanced: advancedOf(data),
  confirmedHosts: texts(data, 'confirmedHosts'),
})

const knownNames = new Set<string>([
  ...plainFields,
  'intentKey',
  'integrations',
  'tags.key',
  'tags.value',
  'confirmedHosts',
])

/** Field names that the form does not have; a request with one was not made by the form. Next's own start with `$ACTION`. */
export const strangeFields = (data: FormData): string[] =>
  [...data.keys()].filter(
    (name) => !knownNames.has(name) && !name.startsWith('$ACTION') && !advancedName.test(name),
  )

/** Without the empty rows at the end: an added row that was never used is no mistake. Others keep their place. */
const dropEmptyEnd = (pairs: Pair[]) =>
  pairs.slice(0, pairs.findLastIndex((pair) => pair.key.trim() !== '' || pair.value.trim() !== '') + 1)

/** The form's values in the shape of `CreateLinkInput`, still unchecked. */
export const toCreateLinkInput = (intentKey: string, values: LinkFormValues) => ({
  intentKey,
  customer: {
    id: values.customerId,
    email: values.email,
    displayName: values.displayName,
    organizationId: values.organizationId,
    organizationName: values.organizationName,
  },
  integrations: values.integrations,
  language: values.language === '' ? null : values.language,
  confirmedHosts: values.confirmedHosts,
  tags: dropEmptyEnd(values.tags),
  advanced: Object.fromEntries(
    Object.entries(values.advanced).map(([key, one]) => [
      key,
      { ...one, config: dropEmptyEnd(one.config), params: dropEmptyEnd(one.params) },
    ]),
  ),
})

const formNames: Record<string, string> = {
  'customer.id': 'customerId',
  'customer.email': 'email',
  'customer.displayName': 'displayName',
  'customer.organizationId': 'organizationId',
  'customer.organizationName': 'organizationName',
}

/** The form's field for an issue's path: `['integrations', 0]` → `integrations`, `['tags', 2, 'key']` → `tags.2.key`. */
const fieldOf = (path: PropertyKey[]) => {
  const dotted = path.map(String).join('.')
  return formNames[dotted] ?? (path[0] === 'integrations' ? 'integrations' : dotted)
}

/** Complaints about config values, `config.<integration>.<name>`, at the fields of the form that hold them. */
export const atConfigFields = (errors: FieldErrors, { advanced }: LinkFormValues): FieldErrors => {
  const found: FieldErrors = {}
  for (const [key, { config }] of Object.entries(advanced))
    for (const [index, { key: name }] of config.entries()) {
      const message = errors[`config.${key}.${name.trim()}`]
      if (message) found[`advanced.${key}.config.${index}.value`] = message
    }
  return { ...errors, ...found }
}

/** One message per field of the form, the first of each. */
export const toFieldErrors = (error: ZodError): FieldErrors => {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[fieldOf(issue.path)] ??= issue.message
  return errors
}
