import 'server-only'
import { ownValue } from '@/lib/core/json'
import { fillText, type Language } from '@/lib/core/language'
import { isolated } from '@/lib/core/sentence'
import type { CheckKind } from '@/lib/handoff/words'

import { cleanLabel, cleanName } from './clean'
import { type Telling, tellUntil } from './tell-until'
import { type Template, textsOf } from './texts/all'
import { type Channel, type Field, fieldPattern } from './words'

/** What a message says of a link. Names are taken as somebody typed them. */
export type MessageFacts = {
  channel: Channel
  language: Language
  /** Whether it is an address of ours that works for days, or Nango's own, for 30 minutes. */
  isHandoff: boolean
  isReconnect: boolean
  /** What the page of a hand-off link asks for first. */
  check: CheckKind
  customerName: string | null
  agentFirstName: string | null
  company: string | null
  /** What is still to be connected, by name; at least one. */
  integrations: string[]
  url: string
  endsAt: Date
  now: Date
  /** An IANA zone. */
  zone: string
  /** Whether it has been asked for before. */
  isReminder: boolean
  /** Whether a new link was asked for in the place of the one that it renews. */
  isAnswer: boolean
}

/** A message as it is sent: plain text. Only an email has a subject, and it is one line. */
export type Message = Template

/** A template with its fields filled. What takes the place of one is not looked through for others; a field that there is not stays as it is. Pure; never fails. */
export function renderMessage(template: Template, facts: MessageFacts): Message {
  const values = valuesOf(facts)
  const body = fillTemplate(template.body, values)
  return {
    subject:
      template.subject === null ? null : toSubject(fillSubject(template.subject, values, facts), facts),
    body: facts.channel === 'sms' ? toSmsText(body) : body,
  }
}

const isolatedName = (name: string | null) => isolated(cleanName(name ?? ''))
const isolatedLabel = (label: string | null) => isolated(cleanLabel(label ?? ''))

/** Who asks whom for what. */
export type Parties = Pick<
  MessageFacts,
  'language' | 'customerName' | 'agentFirstName' | 'company' | 'integrations'
>

const senderOf = ({ language, agentFirstName, company }: Parties) => {
  const { from, nobody } = textsOf[language]
  const known = { agent: isolatedName(agentFirstName), company: isolatedLabel(company) }
  if (known.agent !== '' && known.company !== '') return fillText(from, known)
  return known.agent || known.company || nobody.sender
}

/** The sentences for a way to send, of which only what is short goes into an SMS. */
const sentencesOf = ({ language, channel }: MessageFacts) =>
  textsOf[language][channel === 'sms' || channel === 'phone' ? channel : 'written']

/** Who asks for what, as a sentence; a reminder says that it is one, and so does what a customer asked for. */
export function renderRequest(facts: MessageFacts): string {
  const { language, channel, isReconnect, integrations, isReminder, isAnswer } = facts
  const { nobody, reminder, answer, space } = textsOf[language]
  const { one, other, again } = sentencesOf(facts).request
  const text = isReconnect ? again : integrations.length === 1 ? one : other
  const sender = senderOf(facts)
  const request = fillText(text, { sender, integrations: listOf(facts) })
  const isBare = text.startsWith('{sender}') && sender === nobody.sender
  const sentence = isBare ? request.charAt(0).toLocaleUpperCase(language) + request.slice(1) : request
  if (isReminder) return reminder.request + space + sentence
  if (!isAnswer) return sentence
  // Whoever calls says first who they are.
  if (channel === 'phone') return sentence + space + answer.phone
  return (channel === 'sms' ? answer.sms : answer.written) + space + sentence
}

const listOf = ({ language, integrations }: Parties) =>
  new Intl.ListFormat(language).format(integrations.map(isolatedLabel))

const notesOf = (facts: MessageFacts) => {
  const { check, handoff, nango } = sentencesOf(facts)
  const { one, other } = facts.isHandoff ? handoff : nango
  const asked = facts.isHandoff ? check[facts.check] : ''
  const notes = facts.integrations.length === 1 ? one : other
  return [asked, notes].filter(Boolean).join(textsOf[facts.language].space)
}

/** Who asks whom for what, as each stands in a text; empty where one is not known. */
export function renderParties(parties: Parties) {
  const { language, customerName, agentFirstName, company } = parties
  return {
    'customer.name': isolatedName(customerName) || textsOf[language].nobody.customer,
    integrations: listOf(parties),
    sender: senderOf(parties),
    'agent.firstName': isolatedName(agentFirstName),
    company: isolatedLabel(company),
  }
}

const tellings: Record<Channel, Telling> = { email: 'written', chat: 'written', sms: 'short', phone: 'said' }

const valuesOf = (facts: MessageFacts): Record<Field, string> => {
  const { channel, url } = facts
  const { handoff, nango } = sentencesOf(facts)
  const { origin, host } = new URL(url)
  return {
    ...renderParties(facts),
    request: renderRequest(facts),
    link: url,
    'link.host': host,
    until: tellUntil(facts.endsAt, { ...facts, telling: tellings[channel] }),
    notes: notesOf(facts),
    safety: fillText((facts.isHandoff ? handoff : nango).safety, { origin: `${origin}/`, host }),
  }
}

/** In the place of a field that nothing is known for: no character, so no text has it. */
const gap = '\uFFFE'
/** Takes out what is not known, and with it brackets around it and the comma and spaces before it, or behind it where it begins the line. */
const closeGaps = (line: string) =>
  line.split(gap).reduce((before, after) => {
    const isBracketed = /[(（]$/.test(before) && /^[)）]/.test(after)
    const left = (isBracketed ? before.slice(0, -1) : before).trimEnd()
    const right = isBracketed ? after.slice(1) : after
    if (left === '')
      return right
        .trimStart()
        .replace(/^[,:;]/, '')
        .trimStart()
    return `${left.endsWith(',') ? left.slice(0, -1).trimEnd() : left}${right}`
  })

const fillLine = (line: string, values: Record<string, string>): string[] => {
  const known = line.replaceAll(fieldPattern, (place, name: string) =>
    ownValue(values, name) === '' ? gap : place,
  )
  const bare = closeGaps(known)
  // A line for what is not known says nothing.
  if (known.includes(gap) && bare.trim() === '') return []
  return [bare.replaceAll(fieldPattern, (place, name: string) => ownValue(values, name) ?? place)]
}

/** A text with its fields filled, without what is not known. */
export function fillTemplate(text: string, values: Record<string, string>): string {
  return text
    .split('\n')
    .flatMap((line) => fillLine(line, values))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const mostSubject = 150

/** A subject of which nothing is known is ours: a mail without one looks like no mail of a company. */
const fillSubject = (subject: string, values: Record<Field, string>, { language }: MessageFacts) =>
  fillTemplate(subject, values) || fillTemplate(textsOf[language].templates.email.subject, values)

const toSubject = (filled: string, { language, isReminder }: MessageFacts) => {
  const subject = isReminder ? fillText(textsOf[language].reminder.subject, { subject: filled }) : filled
  return toSubjectLine(subject)
}

/** One line, cut where it is too long for a subject. */
export function toSubjectLine(subject: string): string {
  const line = subject.replaceAll(/[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\s]+/gu, ' ').trim()
  return line.length <= mostSubject ? line : `${line.slice(0, mostSubject).replace(/\s\S*$/, '')}…`
}

/** Typographic signs that an SMS would need twice the room for, as they are typed on a telephone. */
const plainSigns: [RegExp, string][] = [
  [/[‘’]/g, "'"],
  [/[“”„]/g, '"'],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/[\u00A0\u2009\u202F]/g, ' '],
]

const toSmsText = (text: string) =>
  plainSigns.reduce((plain, [sign, typed]) => plain.replaceAll(sign, typed), text)
