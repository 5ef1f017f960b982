import { dayMs, minuteMs } from '@/lib/core/time'
import type { MessageFacts } from '@/lib/messages/render'
import type { ReceiptFacts } from '@/lib/messages/render-receipt'

/** The clock of tests of messages: a Wednesday in May, half past two in Berlin. */
export const messageNow = new Date('2026-05-06T12:30:00Z')

const handoff: MessageFacts = {
  channel: 'email',
  language: 'en',
  isHandoff: true,
  isReconnect: false,
  check: 'email',
  customerName: 'Ada Lovelace',
  agentFirstName: 'Ben',
  company: 'Acme',
  integrations: ['GitHub'],
  url: 'https://connect.example.com/c/0123456789abcdefghjkmnpqrs',
  endsAt: new Date(messageNow.getTime() + dayMs),
  now: messageNow,
  zone: 'Europe/Berlin',
  isReminder: false,
  isAnswer: false,
}

/** What a message says of a hand-off link that works until tomorrow. */
export const handoffFacts = (changes: Partial<MessageFacts> = {}): MessageFacts => ({
  ...handoff,
  ...changes,
})

/** The same of Nango's own link. */
export const nangoFacts = (changes: Partial<MessageFacts> = {}): MessageFacts => ({
  ...handoff,
  isHandoff: false,
  check: 'none',
  integrations: ['GitHub', 'Intercom'],
  url: `https://connect.nango.dev/?session_token=nango_connect_session_${'5e'.repeat(32)}`,
  endsAt: new Date(messageNow.getTime() + 30 * minuteMs),
  ...changes,
})

/** What the receipt of such a link says. */
export const receiptFacts = (changes: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  ...handoff,
  connectedAt: messageNow,
  ...changes,
})
