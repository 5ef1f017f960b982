import { describe, expect, it } from 'vitest'

import { eventCatalogue, EventKind, eventText, shownFacts } from './events'
import type { StoredFacts } from './events/entry'

const nameOf = (key: string) => (key === 'github' ? 'GitHub' : key)

const changed = (facts: StoredFacts) => {
  const shown = shownFacts({ kind: 'setting.changed', facts })
  return `${eventText({ kind: 'setting.changed', facts })} ${JSON.stringify(shown)}`
}

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

  it('tells of the receiver’s address no more than its origin, also where an older version kept all of it', () => {
    const [from, to] = ['https://a.example.com/canary', 'https://me:canary@b.example.com/?key=canary']
    const told = changed({ name: 'DESK_WEBHOOK_URL', from, to })
    expect(told).toContain('changed from https://a.example.com to https://b.example.com.')
    expect(told).not.toContain('canary')
    expect(changed({ name: 'DESK_WEBHOOK_URL', from, to: null })).toContain('to unset.')
    const same = 'https://a.example.com'
    expect(changed({ name: 'DESK_WEBHOOK_URL', from: same, to: same })).toContain(
      'The setting DESK_WEBHOOK_URL changed behind https://a.example.com.',
    )
    expect(changed({ name: 'NANGO_HOST', from: to, to: 'https://nango.example.com/api' })).toBe(
      'The setting NANGO_HOST changed from https://b.example.com to https://nango.example.com/api. ' +
        '{"name":"NANGO_HOST","from":"https://b.example.com","to":"https://nango.example.com/api"}',
    )
    expect(changed({ name: 'LOG_LEVEL', from: 'info', to: 'warn' })).toContain('from info to warn.')
  })

  it('reads what another version wrote: facts that miss, that are more, or that are of another type', () => {
    expect(eventText({ kind: 'link.renewed', facts: { more: true } })).toBe('Renewed the link.')
    expect(eventText({ kind: 'link.revoked', facts: { nangoStatus: 'gone', extra: 1 } })).toBe(
      'The link was revoked.',
    )
  })
})

it('a kind of event takes its own facts and no others', () => {
  const { facts } = eventCatalogue['link.revoked']
  expect(facts.safeParse({ nangoStatus: 204 }).success).toBe(true)
  expect(facts.safeParse({}).success).toBe(false)
  expect(facts.safeParse({ nangoStatus: 204, token: 'x' }).success).toBe(false)
})
