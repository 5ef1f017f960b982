import type { FailureView } from '@/lib/core/failure'
import type { HostListInput } from '@/lib/integrations/schema/hosts'

import type { LinkFormValues } from './schema/form'
import type { HandOver, SettleAlarmInput } from './schema/lists'
import type { LinkView, LiveLinkView } from './view'

/** What a server action answers: the browser's side of a `Result`. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: FailureView }

/** State of the New link form between two posts. `intentKey` is for the next post; `values` are echoed as typed. */
export type LinkFormState = {
  intentKey: string
  values: LinkFormValues
  made: LiveLinkView | null
  failure: FailureView | null
}

/** The actions that a link card needs; the app passes them down. */
export type LinkActions = {
  renew: (linkId: string, intentKey: string) => Promise<Answer<LiveLinkView>>
  revoke: (linkId: string) => Promise<Answer<LinkView>>
  /** Says what an alarm is about that is a guess. */
  settleAlarm: (wish: SettleAlarmInput) => Promise<Answer<LinkView>>
  /** Keeps in the link's history that it was passed on. */
  note: (linkId: string, how: HandOver) => Promise<void>
}

export type CreateLinkAction = (state: LinkFormState, data: FormData) => Promise<LinkFormState>

/** Puts a host on an integration's list, or takes it off. */
export type ChangeHostList = (change: HostListInput) => Promise<Answer<null>>
