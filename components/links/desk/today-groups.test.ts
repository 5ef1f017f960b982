import { describe, expect, it } from 'vitest'

import { minuteMs } from '@/lib/core/time'
import type { HandoffView } from '@/lib/handoff/view'
import type { LinkView } from '@/lib/links/view'
import type { MailView } from '@/lib/mail/view'
import { at, handoff, link, now, untouched } from '@/lib/testing/link-views'

import { groupToday, needOf } from './today-groups'

const gone = { ...untouched, goneAt: at(-1) }
const doubted = { ...untouched, connectedAt: at(-2), isConfirmed: false, isDoubted: true }

const mailed = (state: MailView['state'], changes: Partial<HandoffView> = {}): Partial<LinkView> => {
  const reason = state === 'failed' ? 'mailbox unavailable' : null
  const view = { to: 'ada@example.com', queuedAt: at(-3), endedAt: null, answer: null, isMaybeTwice: false }
  const rest = {
    digits: null,
    reminder: null,
    receipt: null,
    reminded: 0,
    remindsAt: null,
    isUnsubscribed: false,
    left: 9,
  }
  const opened = handoff({ openedAt: null, step: null, ...changes })
  return { ...opened, mail: { last: { ...view, state, reason }, ...rest } }
}
const notSent = mailed('failed')
const stuck = handoff({
  step: { kind: 'stuck', at: at(-1), integrationKey: 'github', reason: 'popup_blocked' },
})
const report = { at: at(-1), reason: 'not_asked', text: '', isProven: false, answeredAt: null } as const
const reported = handoff({ report })
const answered = handoff({ report: { ...report, answeredAt: at(0) } })
const proven = handoff({ report: { ...report, isProven: true } })
const asked = handoff({ askedAt: at(-1) })
const locked = handoff({ lockedAt: at(-2) })
const revoked: Partial<LinkView> = { state: 'revoked', endedAt: at(-1) }
const connected: Partial<LinkView> = { state: 'connected', connectedAt: at(-1), endedAt: at(-1) }
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
    ['a mail that failed', notSent, 'Mail not sent: mailbox unavailable'],
    [
      'a mail that failed, of a link for half an hour',
      { ...notSent, handoff: null, endsAt: at(3) },
      'Mail not sent: mailbox unavailable',
    ],
    [
      'a mail that failed, and its page cannot mail digits',
      mailed('failed', { step: { kind: 'stuck', at: at(-1), integrationKey: null, reason: 'no_digits' } }),
      'Stuck: no digits can be mailed to them',
    ],
    ['a blocked window', stuck, 'Stuck: pop-up blocked'],
    ['too many wrong answers', locked, 'Locked after wrong answers'],
    [
      'too many wrong answers, and somebody asks for another link',
      handoff({ lockedAt: at(-2), askedAt: at(-1) }),
      'Asked for a new link',
    ],
    ['a report', reported, 'Reported: not expected'],
    [
      'a report of who had passed the check, which ended it',
      { ...proven, ...revoked },
      'Reported: not expected',
    ],
    [
      'a report of a link that is connected',
      { ...reported, ...connected },
      'Connected · Reported: not expected',
    ],
    [
      'a report, and a blocked window',
      handoff({ report, step: stuck.handoff?.step ?? null }),
      'Stuck: pop-up blocked · Reported: not expected',
    ],
    [
      'a report, and somebody asks for another link',
      handoff({ report, askedAt: at(-1) }),
      'Asked for a new link · Reported: not expected',
    ],
    [
      'a report, and too many wrong answers',
      handoff({ report, lockedAt: at(-1) }),
      'Locked after wrong answers · Reported: not expected',
    ],
    ['a report, and its end', { ...reported, ...expired }, 'Expired, not connected · Reported: not expected'],
    [
      'a report, and a connection that nobody confirmed',
      { ...reported, ...connected, integrations: [doubted] },
      'Connected, not confirmed · Reported: not expected',
    ],
    [
      'a report that was answered, and a blocked window',
      handoff({ report: { ...report, answeredAt: at(0) }, step: stuck.handoff?.step ?? null }),
      'Stuck: pop-up blocked',
    ],
    ['somebody asks once it has ended', { ...asked, ...expired }, 'Asked for a new link'],
    ['somebody asks once it was revoked', { ...asked, ...revoked }, 'Asked for a new link'],
    [
      'a connection that nobody confirmed',
      { ...handoff(), ...connected, integrations: [doubted] },
      'Connected, not confirmed',
    ],
    [
      'one of two that nobody confirmed, renewed or not',
      { ...handoff(), integrations: [doubted, untouched], renewedAs: 'lnk_b' },
      'Connected, not confirmed',
    ],
    [
      'its connection was deleted while it waits for days',
      { ...handoff(), connectionGoneAt: at(-1) },
      'The connection is no more',
    ],
  ])('after %s', (_title, changes, need) => expect(needOf(link('a', changes), now)).toBe(need))

  it.each<[string, Partial<LinkView>]>([
    ['it waits', {}],
    ['it is connected after an attempt failed', { state: 'connected', attemptFailedAt: at(-1) }],
    ['it was revoked', { state: 'revoked', endsAt: at(5) }],
    ['it is being revoked', { isRevoking: true, endsAt: at(2) }],
    ['it was renewed', { ...expired, renewedAs: 'lnk_b' }],
    ['its end is an hour ago', { ...expired, endsAt: at(-60) }],
    ['its integration was deleted after it was used', { integrations: [{ ...gone, connectedAt: at(-2) }] }],
    ['it waits for days', handoff()],
    ['its mail waits', mailed('queued')],
    ['its mail was sent', mailed('sent')],
    ['it was opened although its mail failed', mailed('failed', { openedAt: at(-1) })],
    ['it was revoked after its mail failed', { ...notSent, ...revoked }],
    ['it is connected although its mail failed', { ...notSent, ...connected }],
    [
      'its customer connects',
      handoff({ step: { kind: 'connecting', at: at(-1), integrationKey: 'github', reason: null } }),
    ],
    ['it is connected after its customer was stuck', { ...stuck, ...connected }],
    ['it is connected after somebody asked for another', { ...asked, ...connected }],
    ['it was renewed after somebody asked', { ...asked, ...expired, renewedAs: 'lnk_b' }],
    ['it was renewed after it was locked', { ...locked, ...revoked, renewedAs: 'lnk_b' }],
    ['it was renewed after a report', { ...proven, ...revoked, renewedAs: 'lnk_b' }],
    ['it was revoked after a report that proved nothing', { ...reported, ...revoked }],
    ['a report of it was answered', answered],
    ['a report of it was answered, and it is connected', { ...answered, ...connected }],
    ['it was revoked after its customer was stuck', { ...stuck, ...revoked }],
    [
      'its connection is confirmed',
      { ...handoff(), ...connected, integrations: [{ ...doubted, isConfirmed: true, isDoubted: false }] },
    ],
  ])('not while %s', (_title, changes) => expect(needOf(link('a', changes), now)).toBeNull())
})

const shape = (links: LinkView[], sinceMs = 0) =>
  groupToday(links, now, sinceMs).map(
    ({ title, lines }) => `${title}: ${lines.map((one) => one.link.id).join(' ')}`,
  )

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
    expect(shape([link('b', { ...expired, customer }), link('a')])).toEqual(['Needs you: b', 'Waiting: a'])
  })
  it('need somebody for what a newer one does not answer', () => {
    const { customer } = link('a')
    const next = link('b', { customer })
    expect(shape([next, link('a', { ...asked, ...expired })])).toEqual(['Waiting: b', 'Done: a'])
    for (const open of [proven, reported, { ...handoff(), integrations: [doubted, untouched] }])
      expect(shape([next, link('a', { ...open, ...expired })])).toEqual(['Needs you: a', 'Waiting: b'])
    const [group] = groupToday([next, link('a', { ...reported, ...expired })], now, 0)
    expect(group?.lines[0]?.need).toBe('Reported: not expected')
  })
  it('are those of today, and of earlier days what waits or needs somebody', () => {
    const since = now - 60 * minuteMs
    const old = { createdAt: at(-300) }
    const all = [
      link('f', { ...handoff(), ...connected, ...old }),
      link('e', { ...handoff(), ...old }),
      link('d', { ...asked, ...expired, ...old, endedAt: at(-200) }),
      link('c', { ...handoff(), ...connected, ...old, connectedAt: at(-100) }),
      link('b', { ...handoff(), ...revoked, ...old, endedAt: at(-100) }),
      link('a'),
    ]
    expect(shape(all, since)).toEqual(['Needs you: d', 'Waiting: e a', 'Done: f'])
    expect(shape(all.toReversed(), since)).toEqual(shape(all, since))
  })
  it('need their agent for an alarm, however many newer ones there are', () => {
    const { customer } = link('a')
    expect(shape([link('b', { customer }), link('a', { ...expired, alarmedAt: at(-1) })])).toEqual([
      'Needs you: a',
      'Waiting: b',
    ])
  })
})
