import type { ZodError } from 'zod'

import {
  customerFieldNames,
  customerFields,
  type CustomerTexts,
  forFields,
  forNames,
} from '@/lib/core/customer-fields'
import type { FailureView, FieldErrors } from '@/lib/core/failure'
import { firstErrors } from '@/lib/core/field-errors'
import { ownValue } from '@/lib/core/json'
import { checkFor } from '@/lib/handoff/words'

import type { LiveLinkView } from '../view'

export type Pair = { key: string; value: string }

export type AdvancedValues = { config: Pair[]; scopes: string; params: Pair[] }

/** What stands in the New link form, as typed; also what a refused form gets back. */
export type LinkFormValues = CustomerTexts & {
  integrations: string[]
  language: string
  tags: Pair[]
  advanced: Record<string, AdvancedValues>
  confirmedHosts: string[]
  worksFor: string
  check: string
}

/** Those of them that say what the customer's page is like. */
export const pageFieldNames = ['language', 'worksFor', 'check'] as const
export type PageValues = Pick<LinkFormValues, (typeof pageFieldNames)[number]>

const emptyCustomerTexts = forNames(customerFieldNames, 'input', () => '')

export const emptyLinkForm: LinkFormValues = {
  ...emptyCustomerTexts,
  integrations: [],
  language: '',
  tags: [],
  advanced: {},
  confirmedHosts: [],
  worksFor: '30m',
  check: '',
}

const plainFields = [...Object.keys(emptyCustomerTexts), 'language', 'check']

/** No form of a person has more fields; each integration, tag and value is one or two. */
const mostFields = 1_000

type Fields = Map<string, string[]>

/** The fields of a form by their names, in one pass. Files count as fields without text. */
const readFields = (data: FormData): Fields => {
  const fields: Fields = new Map()
  for (const [name, value] of data) {
    const values = fields.get(name) ?? []
    if (typeof value === 'string') values.push(value)
    fields.set(name, values)
  }
  return fields
}

/** Whether a form has more fields than any form here. */
export function hasTooManyFields(data: FormData) {
  let left = mostFields
  for (const _ of data.keys()) if ((left -= 1) < 0) return true
  return false
}

/** Rows of a name and a value each, as typed. */
const toPairs = (fields: Fields, keyName: string, valueName: string): Pair[] => {
  const values = fields.get(valueName) ?? []
  return (fields.get(keyName) ?? []).map((key, index) => ({ key, value: values[index] ?? '' }))
}

/** Rows of a name and a value each, as typed. */
export function readPairs(data: FormData, name: string): Pair[] {
  return toPairs(readFields(data), `${name}.key`, `${name}.value`)
}

const advancedName = /^advanced\.(?<kind>scopes|config|params)\.(?:(?:key|value)\.)?(?<key>.+)$/

/** Names of the inputs for one integration's advanced values. The integration's key comes last: it may contain dots. */
export const advancedInput = {
  scopes: (key: string) => `advanced.scopes.${key}`,
  pairKey: (kind: 'config' | 'params', key: string) => `advanced.${kind}.key.${key}`,
  pairValue: (kind: 'config' | 'params', key: string) => `advanced.${kind}.value.${key}`,
}

const advancedOf = (fields: Fields): Record<string, AdvancedValues> => {
  const keys = new Set<string>()
  for (const name of fields.keys()) {
    const key = advancedName.exec(name)?.groups?.['key']
    if (key) keys.add(key)
  }
  const rows = (kind: 'config' | 'params', key: string) =>
    toPairs(fields, advancedInput.pairKey(kind, key), advancedInput.pairValue(kind, key))
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      {
        config: rows('config', key),
        scopes: fields.get(advancedInput.scopes(key))?.[0] ?? '',
        params: rows('params', key),
      },
    ]),
  )
}

/** The intent key that the form was posted with; empty when it has none. */
export function readIntentKey(data: FormData): string {
  return readFields(data).get('intentKey')?.[0] ?? ''
}

/** Reads the form as typed. Nothing is checked here. */
export function readLinkForm(data: FormData): LinkFormValues {
  const fields = readFields(data)
  return {
    ...emptyLinkForm,
    ...Object.fromEntries(plainFields.map((name) => [name, fields.get(name)?.[0] ?? ''])),
    worksFor: fields.get('worksFor')?.[0] ?? '30m',
    integrations: fields.get('integrations') ?? [],
    tags: toPairs(fields, 'tags.key', 'tags.value'),
    advanced: advancedOf(fields),
    confirmedHosts: fields.get('confirmedHosts') ?? [],
  }
}

const knownNames = new Set<string>([
  ...plainFields,
  'intentKey',
  'integrations',
  'tags.key',
  'tags.value',
  'confirmedHosts',
  'worksFor',
])

/** No integration is called `__proto__`, and a list of values by integration could not have it. */
const isAdvanced = (name: string) => {
  const key = advancedName.exec(name)?.groups?.['key']
  return key !== undefined && key !== '__proto__'
}

/** Field names that the form does not have; a request with one does not come from the form. Next's own start with `$ACTION`. */
export function unknownFields(data: FormData): string[] {
  return [...data.keys()].filter(
    (name) => !knownNames.has(name) && !name.startsWith('$ACTION') && !isAdvanced(name),
  )
}

/** Without the empty rows at the end: an added row that was never used is no mistake. Others keep their place. */
const dropEmptyEnd = (pairs: Pair[]) =>
  pairs.slice(0, pairs.findLastIndex((pair) => pair.key.trim() !== '' || pair.value.trim() !== '') + 1)

/** What the form says of a link but for whom it is, still unchecked. */
export function toLinkContent({ integrations, language, tags, advanced }: LinkFormValues) {
  return {
    integrations,
    language: language === '' ? null : language,
    tags: dropEmptyEnd(tags),
    advanced: Object.fromEntries(
      Object.entries(advanced).map(([key, one]) => [
        key,
        { ...one, config: dropEmptyEnd(one.config), params: dropEmptyEnd(one.params) },
      ]),
    ),
  }
}

/** The form's values in the shape of `CreateLinkInput`, still unchecked. */
export function toCreateLinkInput(intentKey: string, values: LinkFormValues) {
  return {
    intentKey,
    customer: forFields(customerFieldNames, (field) => values[customerFields[field].input]),
    confirmedHosts: values.confirmedHosts,
    worksFor: values.worksFor,
    check: checkFor(values.worksFor, values.check, values.email),
    ...toLinkContent(values),
  }
}

const formNames: Record<string, string> = Object.fromEntries(
  customerFieldNames.map((field) => [`customer.${field}`, customerFields[field].input]),
)

/** The form's field for an issue's path: `['integrations', 0]` → `integrations`, `['tags', 2, 'key']` → `tags.2.key`. */
const fieldOf = (path: PropertyKey[]) => {
  const dotted = path.map(String).join('.')
  return ownValue(formNames, dotted) ?? (path[0] === 'integrations' ? 'integrations' : dotted)
}

/** Complaints about config values, `config.<integration>.<name>`, at the fields of the form that hold them. */
export function atConfigFields(errors: FieldErrors, { advanced }: LinkFormValues): FieldErrors {
  const left = new Map(Object.entries(errors))
  for (const [key, { config }] of Object.entries(advanced))
    for (const [index, { key: name }] of config.entries()) {
      const message = left.get(`config.${key}.${name.trim()}`)
      if (message === undefined) continue
      left.delete(`config.${key}.${name.trim()}`)
      left.set(`advanced.${key}.config.${index}.value`, message)
    }
  return Object.fromEntries(left)
}

/** One message per field of the form, the first of each. */
export function toFieldErrors(error: ZodError): FieldErrors {
  const placed = error.issues.filter(({ path }) => path.length > 0)
  return firstErrors(placed.map(({ path, message }) => [fieldOf(path), message]))
}

/**
 * What a New link form begins with, and what has to be said of it, as sentences; `base` is what an empty one begins with: most
 * often nothing.
 */
export type FormStart = { values: LinkFormValues; notes: string[]; base: LinkFormValues }

/** State of the New link form between two posts. `intentKey` is for the next post; `values` are echoed as typed. */
export type LinkFormState = {
  intentKey: string
  values: LinkFormValues
  /** Of a form that was filled in by an address: what of it could not be. */
  notes?: string[]
  created: LiveLinkView | null
  failure: FailureView | null
}
