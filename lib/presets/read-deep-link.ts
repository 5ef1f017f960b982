import 'server-only'
import type { z } from 'zod'

import { customerFieldNames, customerFields, type CustomerField, forNames } from '@/lib/core/customer-fields'
import { languages } from '@/lib/core/language'
import { listText } from '@/lib/core/sentence'
import { IdText } from '@/lib/core/text'
import { toPlainId, toPlainName } from '@/lib/core/typed/plain-text'
import { Customer } from '@/lib/customers/schema'
import { Language } from '@/lib/links/schema/create'
import { emptyLinkForm, type FormStart, type LinkFormValues } from '@/lib/links/schema/form'

import type { KnownAtStart } from './begin-form'
import { fillFromPreset, leftOutText } from './view'

/** What an address may be about, beside the form's filling. */
const others = ['link', 'like', 'form']

type Known = Omit<KnownAtStart, 'defaultPreset'> & { ticketKey: string }

type Query = Record<string, string | string[] | undefined>
type Part = { say: (note: string) => void; known: Known }

/** As much of a text as a placeholder is looked for in. */
const mostRead = 300
/** A helpdesk's placeholder that nothing was put into. */
const placeholder = /\{\{.*\}\}|\{%.*%\}|\$\{.*\}|^[{<[]{1,2}[\w. ]+[}>\]]{1,2}$/

/**
 * Fills the form in over what it begins with, as an address says; sends nothing. What is not known or is bad is left out and
 * said in `notes`, each as a sentence; all else is used.
 */
export function readDeepLink(query: Query, start: FormStart, known: Known): FormStart {
  const notes: string[] = [...start.notes]
  const part: Part = { say: (note) => notes.push(note), known }
  const texts = readTexts(query, part)
  const take = (name: string) => texts.get(name) ?? ''
  const preset = readPreset(take('preset'), part)
  const integrations = readIntegrations(take('integrations'), part)
  const language = readLanguage(take('lang'), part)
  const ticket = readTicket(take('ticket'), part)
  const customer = readCustomer(texts, part)
  const { customerId = start.values.customerId } = customer
  // Nobody's address beside the id of somebody else.
  const cleared = customerId === start.values.customerId ? {} : emptyCustomer
  const values = { ...start.values, ...cleared, ...preset, ...customer }
  return {
    base: start.base,
    values: {
      ...values,
      integrations: integrations ?? values.integrations,
      language: language ?? values.language,
      tags: [
        ...values.tags.filter(({ key }) => ticket === null || key !== known.ticketKey),
        ...(ticket ? [ticket] : []),
      ],
    },
    notes,
  }
}

const names = [
  ...customerFieldNames.map((field) => customerFields[field].address),
  'integrations',
  'preset',
  'ticket',
  'lang',
]

const mostNamed = 3
const emptyCustomer = forNames(customerFieldNames, 'input', () => '')

/** The texts of the address by their names; complains about what it does not know, and what stands there twice or unfilled. */
const readTexts = (query: Query, { say }: Part): Map<string, string> => {
  const unknown = Object.keys(query).filter((name) => !names.includes(name) && !others.includes(name))
  for (const name of unknown.slice(0, mostNamed))
    say(`The link to this page names “${toPlainId(name).slice(0, 40)}”, which the form does not have.`)
  if (unknown.length > mostNamed)
    say(`It names ${unknown.length - mostNamed} more that the form does not have.`)
  const texts = new Map<string, string>()
  for (const name of names) {
    const given = query[name]
    if (Array.isArray(given))
      say(`The link to this page has ${name} ${given.length} times; the first one is filled in.`)
    const text = (Array.isArray(given) ? given[0] : given)?.trim() ?? ''
    if (placeholder.test(text.slice(0, mostRead)))
      say(`The link to this page has ${text.slice(0, 60)} for ${name}: nothing was put in its place.`)
    else if (text !== '') texts.set(name, text)
  }
  return texts
}

const shapeOf = (field: CustomerField): z.ZodType<string | null> => Customer.shape[field]

const readCustomer = (texts: Map<string, string>, { say }: Part) => {
  const found = customerFieldNames.flatMap((field) => {
    const { address: name, input } = customerFields[field]
    const text = texts.get(name)
    if (text === undefined) return []
    const parsed = shapeOf(field).safeParse(text)
    if (parsed.success) return [[input, parsed.data ?? ''] as const]
    say(`The ${name} of the link to this page was left out. ${parsed.error.issues[0]?.message ?? ''}`)
    return []
  })
  return Object.fromEntries(found)
}

const readPreset = (wanted: string, { say, known }: Part): Partial<LinkFormValues> => {
  if (wanted === '') return {}
  // As names are told apart where they are kept: by everything but their case.
  const name = toPlainName(wanted.slice(0, mostRead)).toLowerCase()
  const preset =
    known.presets.find(({ id }) => id === wanted) ??
    known.presets
      .filter((one) => one.name.toLowerCase() === name)
      .toSorted((a, b) => Number(a.isShared) - Number(b.isShared))[0]
  if (!preset) {
    say(`There is no preset “${toPlainId(wanted).slice(0, 60)}” that is yours or shared.`)
    return {}
  }
  const { values, leftOut } = fillFromPreset(preset, emptyLinkForm, known.integrations)
  if (leftOut.length > 0) say(leftOutText(preset.name, leftOut))
  // Nothing of another preset that the form begins with.
  return { integrations: [], language: '', ...values }
}

const readIntegrations = (text: string, { say, known }: Part): string[] | null => {
  if (text === '') return null
  const wanted = [
    ...new Set(
      text
        .split(',')
        .map((key) => key.trim())
        .filter(Boolean),
    ),
  ].slice(0, 50)
  const byKey = new Map((known.integrations ?? wanted).map((key) => [key.toLowerCase(), key]))
  const found = wanted.flatMap((key) => byKey.get(key.toLowerCase()) ?? [])
  const missing = wanted.filter((key) => !byKey.has(key.toLowerCase()))
  if (missing.length > 0)
    say(
      `${listText(missing.map((key) => `“${key.slice(0, 60)}”`))} ${missing.length > 1 ? 'are no integrations' : 'is no integration'} at Nango.`,
    )
  return found.length > 0 ? found : null
}

const readLanguage = (text: string, { say }: Part) => {
  if (text === '') return null
  const language = Language.safeParse(text.toLowerCase().split(/[-_]/)[0]).data
  if (!language)
    say(`“${text.slice(0, 20)}” is no language of the customer’s page, which has ${listText(languages)}.`)
  return language ?? null
}

const Ticket = IdText.max(255)

const readTicket = (text: string, { say, known }: Part) => {
  if (text === '') return null
  const ticket = Ticket.safeParse(text.replace(/^#/, ''))
  if (ticket.success && ticket.data !== '') return { key: known.ticketKey, value: ticket.data }
  say('The ticket of the link to this page was left out: it has at most 255 characters.')
  return null
}
