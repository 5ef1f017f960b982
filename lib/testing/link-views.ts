import { minuteMs } from '@/lib/core/time'
import type { HandoffView } from '@/lib/handoff/view'
import type { LinkView } from '@/lib/links/view'

/** The clock stands still. */
export const now = Date.parse('2026-01-05T12:00:00Z')

/** An instant so many minutes from then. */
export const at = (minutes: number) => new Date(now + minutes * minuteMs).toISOString()

/** A link of ten minutes ago that waits. */
export const link = (id: string, changes: Partial<LinkView> = {}): LinkView => ({
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
  isAnswer: false,
  ...changes,
})

/** An integration of it. */
export const untouched = {
  key: 'github',
  displayName: 'GitHub',
  provider: 'github',
  connectedAt: null,
  connectionId: null,
  goneAt: null,
  isConfirmed: null,
  isDoubted: false,
}
/** What a hand-off link of three days has besides, which its customer has opened. */
export const handoff = (changes: Partial<HandoffView> = {}): Partial<LinkView> => ({
  endsAt: at(2 * 24 * 60),
  integrations: [untouched],
  handoff: {
    worksFor: '3d',
    language: null,
    check: 'email',
    words: null,
    openedAt: at(-5),
    openedOn: 'iPhone',
    step: { kind: 'opened', at: at(-5), integrationKey: null, reason: null },
    lockedAt: null,
    said: null,
    report: null,
    askedAt: null,
    ...changes,
  },
})
