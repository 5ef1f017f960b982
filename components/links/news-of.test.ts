import { expect, it } from 'vitest'

import type { LinkView } from '@/lib/links/view'
import { at, handoff, link, now } from '@/lib/testing/link-views'

import { newsOf } from './news-of'

const report = { at: at(-1), reason: 'not_asked', text: '', isProven: false, answeredAt: null } as const
const reported = handoff({ report })
const answered = handoff({ report: { ...report, answeredAt: at(0) } })
const connected: Partial<LinkView> = { state: 'connected', connectedAt: at(-1), endedAt: at(-1) }

const factsOf = (changes: Partial<LinkView>) => newsOf(link('a', changes), now)?.facts ?? []

it('of a link are those of a report and what comes after it, each by itself', () => {
  const before = factsOf({ ...reported, ...connected })
  expect(newsOf(link('a', { ...reported, ...connected }), now)?.text).toBe(
    '! a: Connected · Reported: not expected',
  )
  expect(newsOf(link('a', { ...answered, ...connected }), now)?.text).toBe('✓ a connected')
  // That a report was answered tells nobody anew what it stood beside.
  expect(before).toEqual(expect.arrayContaining(factsOf({ ...answered, ...connected })))
})
it('of a link are new ones when a newer report comes', () => {
  const newer = handoff({ report: { ...report, at: at(1) } })
  expect(factsOf(newer)).not.toEqual(factsOf(reported))
  expect(factsOf(answered)).toEqual([])
})
