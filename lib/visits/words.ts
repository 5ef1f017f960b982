import { ownValue } from '@/lib/core/json'

/** Where a customer is on their page, as the page itself said last. */
export const steps = ['opened', 'connecting', 'stuck', 'connected'] as const
export type Step = (typeof steps)[number]

/** Why a customer is stuck: kinds of the errors of Nango's Connect UI, and what our own page noticed. */
export const stuckReasons = [
  'popup_blocked',
  'window_closed',
  'refused',
  'declined',
  'no_frame',
  'session_over',
  'no_digits',
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
  no_digits: 'no digits can be mailed to them',
  unknown: 'an attempt failed',
}

/** Kinds of errors as Connect UI sends them: packages/connect-ui/src/views/Go.tsx, and the callback's own. */
const errorReasons: Record<string, StuckReason> = {
  blocked_by_browser: 'popup_blocked',
  window_closed: 'window_closed',
  connection_test_failed: 'refused',
  unknown_connect_session_token: 'session_over',
}

/** What an error of Connect UI means; its own kinds are an open list. */
export function stuckReasonOf(errorType: string, isDenied: boolean): StuckReason {
  if (isDenied) return 'declined'
  return ownValue(errorReasons, errorType) ?? 'unknown'
}

/** In characters, what is kept of what a provider said; the customer's page cuts what is longer. */
export const mostProviderText = 300

/** What somebody may say who did not expect a link. */
export const reportReasons = ['unknown_company', 'not_asked', 'other_person', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

export const reportWords: Record<ReportReason, string> = {
  unknown_company: 'does not know the company',
  not_asked: 'did not ask for it',
  other_person: 'it is meant for somebody else',
  other: 'another reason',
}
