import { describe, expect, it } from 'vitest'

import type { LinkView } from '@/lib/links/view'

import { groupToday, needOf } from './today-groups'

const minuteMs = 60_000
const now = Date.parse('2026-01-05T12:00:00Z')
const at = (minutes: number) => new Date(now + minutes * minuteMs).toISOString()

const link = (id: string, changes: Partial<LinkView> = {}): LinkView => ({
  id,
  state: 'active',
  customer: { id, email: null, displayName: null, organizationId: null, organizationName: null },
  integrations: [],
  makerName: 'Ada',
  isMine: true,
  canEnd: true,
  canReveal: true,
  canMail: false,
  ticket: null,
  handoff: null,
  mail: null,
  createdAt: at(-10),
  endsAt: at(20),
  connectedAt: null,
  endedAt: null,
  isRevoking: false,
  alarmedAt: null,
  alarms: [],
  endWords: '',
  canDisconnect: false,
  attemptFailedAt: null,
  attemptFailure: null,
  hosts: [],
  reconnectsId: null,
  connectionGoneAt: null,
  renewsId: null,
  renewedAs: null,
  ...changes,
})

const gone = {
  key: 'github',
  displayName: 'GitHub',
  provider: 'github',
  connectedAt: null,
  connectionId: null,
  goneAt: at(-1),
  isConfirmed: null,
  isDoubted: false,
}
const expired: Partial<LinkView> = { state: 'expired', endsAt: at(-1), endedAt: at(-1) }

describe('a link needs its agent', () => {
  it.each<[string, Partial<LinkView>, string]>([
    ['an alarm', { alarmedAt: at(-1), state: 'connected' }, 'Look at an unexpected connection'],
    ['a refusal', { attemptFailedAt: at(-1), attemptFailure: 'declined' }, 'The customer declined'],
    ['an attempt that failed', { attemptFailedAt: at(-1) }, 'An attempt failed'],
    ['a deleted integration', { integrations: [gone] }, 'An integration was deleted'],
    ['a connection that is no more', { connectionGoneAt: at(-1) }, 'The connection is no more'],
    ['five minutes left', { endsAt: at(5) }, 'Five minutes left'],
    [
      'a failed attempt shortly before the end',
      { endsAt: at(1), attemptFailedAt: at(-1) },
      'An attempt failed',
    ],
    ['an end that the page knows before the server', { endsAt: at(0) }, 'Expired, not connected'],
    ['an end', expired, 'Expired, not connected'],
    ['an end 59 minutes ago', { ...expired, endsAt: at(-59) }, 'Expired, not connected'],
  ])('after %s', (_title, changes, need) => expect(needOf(link('a', changes), now)).toBe(need))

  it.each<[string, Partial<LinkView>]>([
    ['it waits', {}],
    ['it is connected after an attempt failed', { state: 'connected', attemptFailedAt: at(-1) }],
    ['it was revoked', { state: 'revoked', endsAt: at(5) }],
    ['it is being revoked', { isRevoking: true, endsAt: at(2) }],
    ['it was renewed', { ...expired, renewedAs: 'lnk_b' }],
    ['its end is an hour ago', { ...expired, endsAt: at(-60) }],
    ['its integration was deleted after it was used', { integrations: [{ ...gone, connectedAt: at(-2) }] }],
  ])('not while %s', (_title, changes) => expect(needOf(link('a', changes), now)).toBeNull())
})

const shape = (links: LinkView[]) =>
  groupToday(links, now).map(({ title, lines }) => `${title}: ${lines.map((one) => one.link.id).join(' ')}`)

describe('the links of today', () => {
  it('stand by what is to be done, newest first, without empty groups', () => {
    expect(shape([])).toEqual([])
    expect(shape([link('a')])).toEqual(['Waiting: a'])
    expect(
      shape([
        link('f', { state: 'connected' }),
        link('e'),
        link('d', { endsAt: at(2) }),
        link('c', { state: 'revoked' }),
        link('b'),
        link('a', { alarmedAt: at(-3), state: 'connected' }),
      ]),
    ).toEqual(['Needs you: d a', 'Waiting: e b', 'Done: f c'])
  })
  it('need nobody once there is a newer one for the customer', () => {
    const { customer } = link('a')
    expect(shape([link('b', { customer }), link('a', expired)])).toEqual(['Waiting: b', 'Done: a'])
    expect(shape([link('b'), link('a', expired)])).toEqual(['Needs you: a', 'Waiting: b'])
    expect(shape([link('a', expired), link('b', { customer })])).toEqual(['Needs you: a', 'Waiting: b'])
  })
  it('need their agent for an alarm, however many newer ones there are', () => {
    const { customer } = link('a')
    expect(shape([link('b', { customer }), link('a', { ...expired, alarmedAt: at(-1) })])).toEqual([
      'Needs you: a',
      'Waiting: b',
    ])
  })
})
