import { z } from 'zod'

import { stateWords } from '@/lib/links/words'
import { receiverSetting } from '@/lib/settings/words'

import { defineEvent, inBrackets, integrationOf, inWords } from './entry'

const text = z.string()
/** A part of a filter, where it was in use. */
const part = text.optional()
const aKey = { name: text, keyId: text }
const aPreset = { name: text, presetId: text, shared: z.boolean() }
const aHost = { integration: text, host: text }

export const exportedLinks = {
  'links.exported': defineEvent({
    title: 'Links exported',
    group: 'exports',
    facts: {
      rows: z.number(),
      status: part,
      integration: part,
      staff: part,
      search: part,
      from: part,
      to: part,
      zone: part,
    },
    sentence: ({ rows, ...filter }) =>
      rows === null ? 'Exported links as CSV.' : `Exported ${rows} links as CSV${narrowedTo(filter)}.`,
  }),
}

const presetText = (name: string | null, isShared: boolean | null) =>
  `the ${isShared ? 'shared ' : ''}preset ${name ?? ''}`.trimEnd()

const narrowedTo = (filter: Record<string, string | null>) => {
  // The zone goes without saying.
  const used = Object.entries(filter).flatMap(([name, value]) =>
    value === null || name === 'zone'
      ? []
      : [`${name} ${Object.hasOwn(stateWords, value) ? inWords(value) : value}`],
  )
  return inBrackets(used.length === 0 ? null : used.join(', '))
}

export const deskEvents = {
  'key.created': defineEvent({
    title: 'API key made',
    group: 'tools',
    facts: { ...aKey, scopes: text },
    sentence: ({ name, scopes }) =>
      name === null ? 'Made an API key.' : `Made the API key ${name}${inBrackets(scopes)}.`,
  }),
  'key.revoked': defineEvent({
    title: 'API key revoked',
    group: 'tools',
    facts: aKey,
    sentence: ({ name }) => (name === null ? 'Revoked an API key.' : `Revoked the API key ${name}.`),
  }),
  'preset.saved': defineEvent({
    title: 'Preset saved',
    group: 'settings',
    facts: { ...aPreset, replaced: z.boolean() },
    sentence: ({ name, shared, replaced }) =>
      `${replaced ? 'Saved anew' : 'Saved'} ${presetText(name, shared)}.`,
  }),
  'preset.renamed': defineEvent({
    title: 'Preset renamed',
    group: 'settings',
    facts: { ...aPreset, from: text },
    sentence: ({ name, shared, from }) => `Renamed ${presetText(from, shared)} to ${name ?? ''}.`,
  }),
  'preset.removed': defineEvent({
    title: 'Preset removed',
    group: 'settings',
    facts: aPreset,
    sentence: ({ name, shared }) => `Removed ${presetText(name, shared)}.`,
  }),
  'template.saved': defineEvent({
    title: 'Message text saved',
    group: 'settings',
    facts: { channel: text, language: text, version: z.number(), ours: z.boolean() },
    sentence: ({ channel, language, ours }) =>
      `${ours ? 'Went back to our text of' : 'Saved a text for'} messages${inBrackets(channel && language && `${channel}, ${language}`)}.`,
  }),
  'webhook.given_up': defineEvent({
    title: 'Webhook given up',
    group: 'tools',
    facts: { message: text, status: z.number().nullable(), fault: text.nullable() },
    sentence: ({ message }) =>
      message === null
        ? 'A webhook could not be delivered.'
        : `The webhook ${message} could not be delivered and is not tried again.`,
  }),
  'webhook.sent_again': defineEvent({
    title: 'Webhook sent again',
    group: 'tools',
    facts: { message: text },
    sentence: ({ message }) =>
      message === null ? 'Sent a webhook again.' : `Sent the webhook ${message} again.`,
  }),
  'host.listed': defineEvent({
    title: 'Host allowed',
    group: 'settings',
    facts: aHost,
    sentence: ({ host, integration }, nameOf) =>
      `Allowed the host ${host ?? ''} for ${integrationOf(integration, nameOf)}.`,
  }),
  'host.unlisted': defineEvent({
    title: 'Host no longer allowed',
    group: 'settings',
    facts: aHost,
    sentence: ({ host, integration }, nameOf) =>
      `No longer allows the host ${host ?? ''} for ${integrationOf(integration, nameOf)}.`,
  }),
  'setting.changed': defineEvent({
    title: 'Setting changed',
    group: 'settings',
    // Of a secret setting neither value is known, and neither is written.
    facts: { name: text, from: text.nullish(), to: text.nullish() },
    sentence: ({ name, from, to }) => {
      if (name === null) return 'A setting changed.'
      if (from === null && to === null) return `The setting ${name} changed.`
      // Of some no more than the origin is kept.
      return from === to
        ? `The setting ${name} changed behind ${to}.`
        : `The setting ${name} changed from ${from ?? 'unset'} to ${to ?? 'unset'}.`
    },
    shown: (facts) => {
      const isOriginOnly = facts['name'] === receiverSetting
      return Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [
          name,
          typeof value === 'string' ? shownAddress(value, isOriginOnly) : value,
        ]),
      )
    },
  }),
  'audit.exported': defineEvent({
    title: 'Audit log exported',
    group: 'exports',
    // An older version counted the rows.
    facts: {
      rows: z.number().optional(),
      kind: part,
      staff: part,
      link: part,
      from: part,
      to: part,
      zone: part,
    },
    sentence: ({ rows }) =>
      rows === null ? 'Exported the audit log as CSV.' : `Exported ${rows} events as CSV.`,
  }),
  'audit.pruned': defineEvent({
    title: 'Old events removed',
    group: 'settings',
    facts: { upTo: z.number(), count: z.number() },
    sentence: ({ upTo }) =>
      upTo === null
        ? 'Old events were removed.'
        : `The events up to number ${upTo} were removed: they had been kept long enough.`,
  }),
}

/** An address as it may be shown: without what may be a secret in it. Anything else stays as it is. */
const shownAddress = (value: string, isOriginOnly: boolean): string => {
  if (!/^https?:/i.test(value) || !URL.canParse(value)) return value
  const { origin, username, password } = new URL(value)
  return isOriginOnly || username || password ? origin : value
}
