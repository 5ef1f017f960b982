/** How long a link works: as Nango's own link, or for days as a hand-off link. */
export const worksForChoices = ['30m', '1d', '3d', '7d'] as const
export type WorksFor = (typeof worksForChoices)[number]

/** What the choice is called, where it is made. */
export const worksForWords: Record<WorksFor, string> = {
  '30m': '30 minutes',
  '1d': '1 day',
  '3d': '3 days',
  '7d': '7 days',
}

const days: Record<WorksFor, number> = { '30m': 0, '1d': 1, '3d': 3, '7d': 7 }

/** Days that a hand-off link works; 0 for Nango's own link. */
export function daysOf(worksFor: WorksFor): number {
  return days[worksFor]
}

/** How a customer shows that it is them, before a hand-off link does anything. */
export const checkKinds = ['none', 'email', 'words'] as const
export type CheckKind = (typeof checkKinds)[number]

export const checkWords: Record<CheckKind, string> = {
  none: 'No check',
  email: 'They type their email address',
  words: 'They type two words that you read out',
}

/** Where a customer is on their page, as the page itself said last. */
export const steps = ['opened', 'checking', 'connecting', 'stuck', 'connected'] as const
export type Step = (typeof steps)[number]

/** Why a customer is stuck: kinds of the errors of Nango's Connect UI, and what our own page noticed. */
export const stuckReasons = [
  'popup_blocked',
  'window_closed',
  'refused',
  'declined',
  'no_frame',
  'session_over',
  'unknown',
] as const
export type StuckReason = (typeof stuckReasons)[number]

export const stuckWords: Record<StuckReason, string> = {
  popup_blocked: 'pop-up blocked',
  window_closed: 'window closed',
  refused: 'credentials refused',
  declined: 'declined at the provider',
  no_frame: 'their browser shows no form',
  session_over: 'waited too long',
  unknown: 'an attempt failed',
}

/** What somebody may say who did not expect a link. */
export const reportReasons = ['unknown_company', 'not_asked', 'other_person', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

export const reportWords: Record<ReportReason, string> = {
  unknown_company: 'does not know the company',
  not_asked: 'did not ask for it',
  other_person: 'it is meant for somebody else',
  other: 'another reason',
}
