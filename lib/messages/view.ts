import type { Language } from '@/lib/core/language'

import type { Channel } from './words'

/** How a text is sent as an SMS: in how many parts, and how many letters go into the last one still. */
export type SmsCount = { encoding: 'GSM-7' | 'UCS-2'; used: number; parts: number; left: number }

/** A message about a link. Its address is in it only where it was taken. */
export type MessageView = {
  channel: Channel
  language: Language
  subject: string | null
  body: string
  /** Null but for an SMS. */
  sms: SmsCount | null
  /** The customer's email address, where it is known. */
  email: string | null
}

/** What is printed beside the code and the address, in the customer's language. */
export type SheetView = { language: Language; request: string; steps: string[]; works: string }

/** A text as an admin edits it; `version` is 0 where nobody has saved one. */
export type TemplateView = {
  channel: Channel
  language: Language
  version: number
  subject: string | null
  body: string
  isOurs: boolean
}

/** One version of a text, as it was saved. Without a body it is our own. `savedAt` is an ISO instant. */
export type TemplateVersion = {
  version: number
  subject: string | null
  body: string | null
  savedBy: string
  savedAt: string
}

/** What a text looks like with the facts of an example. */
export type PreviewView = { subject: string | null; body: string; sms: SmsCount | null }

const lines = (text: string) => encodeURIComponent(text.replaceAll('\n', '\r\n'))

/** The address that opens a new email in the mail program (RFC 6068: lines end in CRLF). */
export function toMailto({ email, subject, body }: Pick<MessageView, 'email' | 'subject' | 'body'>): string {
  const to = encodeURIComponent(email ?? '').replace('%40', '@')
  return `mailto:${to}?subject=${encodeURIComponent(subject ?? '')}&body=${lines(body)}`
}

/** The same for an SMS. RFC 5724 begins with `?`, iOS with `&`; both are understood so. */
export function toSmsLink({ body }: Pick<MessageView, 'body'>): string {
  return `sms:?&body=${encodeURIComponent(body)}`
}
