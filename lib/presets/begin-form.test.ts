import { describe, expect, it } from 'vitest'

import { emptyLinkForm } from '@/lib/links/schema/form'

import { beginForm } from './begin-form'
import { readDeepLink } from './read-deep-link'
import type { PresetView } from './view'

const content = {
  integrations: ['github', 'gone'],
  language: 'de',
  tags: [{ key: 'plan', value: 'pro' }],
  advanced: {},
} as const
const preset = (name: string, changes: object = {}): PresetView => ({
  id: `pst_${name}`,
  name,
  isShared: false,
  canChange: true,
  content: { ...content, integrations: [...content.integrations], tags: [...content.tags], ...changes },
})
const known = {
  integrations: ['github', 'slack'],
  presets: [preset('Mine')],
  defaultPreset: 'pst_Mine',
  ticketKey: 'ticket',
}

describe('a new form', () => {
  it('begins with nothing, or with the one integration that there is', () => {
    const none = { ...known, defaultPreset: null }
    expect(beginForm(undefined, none)).toEqual({ base: emptyLinkForm, values: emptyLinkForm, notes: [] })
    const { base } = beginForm(undefined, { ...none, integrations: ['github'] })
    expect(base).toEqual({ ...emptyLinkForm, integrations: ['github'] })
  })
  it('begins with the person’s preset, and says what of it is no more', () => {
    const { base, values, notes } = beginForm(undefined, known)
    expect(base).toEqual({ ...emptyLinkForm, integrations: ['github'], language: 'de', tags: content.tags })
    expect(values).toEqual(base)
    expect(notes).toEqual([expect.stringContaining('gone of the preset “Mine”')])
  })
  it('begins as without one where that preset is no more', () =>
    expect(beginForm(undefined, { ...known, defaultPreset: 'pst_Other' }).base).toEqual(emptyLinkForm))
  it('gets another preset by a deep link with nothing of the first', () => {
    const other = preset('Other', { integrations: [], language: null, tags: [{ key: 'tier', value: '1' }] })
    const both = { ...known, presets: [...known.presets, other] }
    const { base, values } = readDeepLink(
      { preset: 'other', customerId: 'cust_42' },
      beginForm(undefined, both),
      both,
    )
    expect(values).toEqual({ ...emptyLinkForm, customerId: 'cust_42', tags: [{ key: 'tier', value: '1' }] })
    expect(base.language).toBe('de')
  })
})
