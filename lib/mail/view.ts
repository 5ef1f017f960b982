import type { Language } from '@/lib/core/language'

export type MailState = 'queued' | 'sent' | 'failed'

/** A mail about a link, as staff see it: never what it says. Instants are ISO strings. */
export type MailView = {
  to: string
  state: MailState
  queuedAt: string
  /** When it was sent, or given up. */
  endedAt: string | null
  /** Why it failed, or waits still, as the rest of a sentence; null where there is nothing to say. */
  reason: string | null
  /** The mail server's own sentence, where it put the mail off or refused it. */
  answer: string | null
  /** It may have gone out twice: the desk does not know what became of an earlier attempt. */
  isMaybeTwice: boolean
}

/** The mails of a link, and what is planned. */
export type LinkMailView = {
  /** The last one that brought the link, or was to. */
  last: MailView | null
  /** The last one with digits that the customer's page asks for. */
  digits: MailView | null
  /** The last reminder, where it was not sent and nothing came after it; null too where nobody wants it any more. */
  reminder: MailView | null
  /** What tells the customer that it is done. */
  receipt: MailView | null
  /** How many reminders were sent. */
  reminded: number
  /** When the next one is planned; null for none. */
  remindsAt: string | null
  /** Whether the customer wants no reminders. */
  isUnsubscribed: boolean
  /** How many mails may still be sent. */
  left: number
}

/** How the mails of the desk stand, for admins. */
export type MailStatus = {
  waiting: number
  /** Of the last seven days. */
  failed: number
  /** What keeps all of them, in words, and since when; null where nothing does. */
  trouble: { text: string; answer: string | null; since: string } | null
}

/** A mail as it would go out, to be looked at first; the address of its link is masked. */
export type MailPreview = {
  from: string
  /** The customer's address; null where none is known. */
  to: string | null
  subject: string
  body: string
  /** Names exactly this text. */
  seen: string
  language: Language
  /** How many mails may be sent still. */
  left: number
  /** When reminders would follow, as ISO instants: at hours at which people work in the zone of the desk. */
  reminders: string[]
  timeZone: string
  /** What the first of them would say, with the same address masked; null where none would follow. */
  reminder: { subject: string; body: string } | null
}

/** What came of a mail that somebody sent: queued, or another text to look at first. */
export type MailSending = { isQueued: true } | { isQueued: false; preview: MailPreview }
