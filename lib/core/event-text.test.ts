import { describe, expect, it } from 'vitest'

import { EventKind } from './event-kind'
import { eventText } from './event-text'

const nameOf = (key: string) => (key === 'github' ? 'GitHub' : key)

describe('eventText', () => {
  it('has a sentence for every kind, with and without facts', () => {
    for (const kind of EventKind.options) {
      expect(eventText({ kind, facts: {} })).toMatch(/^[A-Za-z].*\.$/)
      expect(eventText({ kind, facts: { integration: null, code: null, nangoStatus: null } })).not.toMatch(
        /null|undefined/,
      )
    }
  })

  it('calls an attempt that failed the guess that it is', () => {
    expect(eventText({ kind: 'link.attempt_failed', facts: { integration: 'github' } }, nameOf)).toBe(
      'An attempt with GitHub failed at about this time. It may have been this customer or another one.',
    )
  })

  it('says what an export was narrowed to, and what Nango answered', () => {
    const facts = { rows: 12, status: 'expired', search: 'ada', zone: 'Europe/Berlin' }
    expect(eventText({ kind: 'links.exported', facts })).toBe(
      'Exported 12 links as CSV (status expired, search ada).',
    )
    expect(eventText({ kind: 'link.revoked', facts: { nangoStatus: 204 } })).toBe(
      'The link was revoked. Nango answered 204.',
    )
  })
})
