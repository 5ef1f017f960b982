import { isolated, listText } from '@/lib/core/sentence'
import type { LinkFormValues } from '@/lib/links/schema/form'

import type { PresetContent } from './schema'

/** A preset as whoever may use it sees it. */
export type PresetView = {
  id: string
  name: string
  isShared: boolean
  /** Whether this person may rename and delete it. */
  canChange: boolean
  content: PresetContent
}

/** What a preset has that Nango has no more, as a sentence. */
export function leftOutText(name: string, leftOut: string[]): string {
  return `${listText(leftOut)} of the preset “${isolated(name)}” ${leftOut.length > 1 ? 'are' : 'is'} not at Nango any more and left out.`
}

/** What a preset puts into a form. */
export type PresetFilling = { values: Partial<LinkFormValues>; leftOut: string[] }

type Filled = Pick<LinkFormValues, 'tags' | 'advanced'>

/**
 * What a preset puts into a form that has these tags and values. Integrations and language take the place of what is there; tags of
 * other names stay, but for those of the preset before it. `known` are the integrations at Nango, null where that could not
 * be asked: what is no more is left out.
 */
export function fillFromPreset(
  { content }: Pick<PresetView, 'content'>,
  now: Filled,
  known: readonly string[] | null,
  before: PresetContent | null = null,
): PresetFilling {
  const leftOut = content.integrations.filter((key) => known !== null && !known.includes(key))
  const integrations = content.integrations.filter((key) => !leftOut.includes(key))
  const isOld = (key: string, value: string) =>
    before?.tags.some((tag) => tag.key === key && tag.value === value) ?? false
  const kept = now.tags.filter(
    ({ key, value }) => !content.tags.some((tag) => tag.key === key.toLowerCase()) && !isOld(key, value),
  )
  const advanced = Object.entries(content.advanced).filter(([key]) => integrations.includes(key))
  return {
    values: {
      ...(integrations.length > 0 && { integrations }),
      ...(content.language !== null && { language: content.language }),
      tags: [...content.tags, ...kept.filter(({ key, value }) => key !== '' || value !== '')],
      advanced: { ...now.advanced, ...Object.fromEntries(advanced) },
    },
    leftOut,
  }
}
