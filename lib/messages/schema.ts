import { z } from 'zod'

import { LinkId } from '@/lib/core/ids'
import { TimeZone } from '@/lib/core/paging'
import { LinesText } from '@/lib/core/text'
import { Language } from '@/lib/links/schema/create'
import { MailAddress } from '@/lib/mail/schema'

import { channels, exampleKinds, fieldPattern, isField } from './words'

export const Channel = z.enum(channels)
export type Channel = z.infer<typeof Channel>

/** Of the agent's clock; one that is not known here is none, and then the desk's counts. */
const ViewerZone = TimeZone.nullable().catch(null)

/** A message about a link; without a language it is in the customer's. Taken, it has the link's address, and that is recorded. */
export const MessageInput = z.strictObject({
  linkId: LinkId,
  channel: Channel,
  language: Language.nullable(),
  zone: ViewerZone,
  isTaken: z.boolean(),
})
export type MessageInput = z.infer<typeof MessageInput>

/** The mail with a link, to be looked at. */
export const MailPreviewInput = z.strictObject({
  linkId: LinkId,
  language: Language.nullable(),
  zone: ViewerZone,
})
export type MailPreviewInput = z.infer<typeof MailPreviewInput>

/** The same to be sent; `seen` is the preview's, whose text it has to be. */
export const SendMailInput = MailPreviewInput.extend({
  to: MailAddress,
  seen: z.string().max(100),
  withReminders: z.boolean(),
})
export type SendMailInput = z.infer<typeof SendMailInput>

/** What is printed with the code of a link. */
export const SheetInput = z.strictObject({ linkId: LinkId, zone: ViewerZone })
export type SheetInput = z.infer<typeof SheetInput>

const mostSubject = 150
const mostBody = 3_000

const named = (places: string[]) => places.join(', ')

/** What is wrong with the fields of a text, as a sentence; null where nothing is. */
const fieldFault = (text: string): string | null => {
  const unknown = [...text.matchAll(fieldPattern)].filter(([, name = '']) => !isField(name))
  if (unknown.length > 0)
    return `There is no field ${named([...new Set(unknown.map(([place]) => place))])}. The list below has those that there are.`
  return /\{\{|\}\}/.test(text.replaceAll(fieldPattern, ''))
    ? 'Two braces stand there without their partners: a field has two before its name and two behind it.'
    : null
}

const hasLink = (text: string) => [...text.matchAll(fieldPattern)].some(([, name]) => name === 'link')

const text = {
  channel: Channel,
  language: Language,
  /** Only of an email. */
  subject: LinesText.overwrite((subject) => subject.replaceAll('\n', ' '))
    .max(mostSubject, `A subject has at most ${mostSubject} characters.`)
    .nullable(),
  /** Null: our own. */
  body: LinesText.max(mostBody, `A text has at most ${mostBody.toLocaleString('en')} characters.`).nullable(),
}

/** An admin's text in the place of the one that was newest when they began; two of them do not overwrite each other. */
export const SaveTemplateInput = z
  .strictObject({ ...text, replaces: z.int().min(0) })
  .superRefine(({ channel, subject, body }, ctx) => {
    const say = (path: 'subject' | 'body', message: string | null) =>
      message !== null && ctx.addIssue({ code: 'custom', path: [path], message })
    if (body === null) return
    say('subject', subjectFault(channel, subject))
    say('body', bodyFault(channel, body))
  })
export type SaveTemplateInput = z.infer<typeof SaveTemplateInput>

const subjectFault = (channel: Channel, subject: string | null): string | null => {
  if (channel !== 'email') return subject === null ? null : 'Only an email has a subject.'
  if (!subject) return 'Write a subject.'
  return hasLink(subject)
    ? 'The address of the link is a secret, and a subject is shown to everybody who sees the screen. Put it into the text.'
    : fieldFault(subject)
}

const bodyFault = (channel: Channel, body: string): string | null => {
  if (body === '') return 'Write a text, or go back to ours.'
  const fault = fieldFault(body)
  if (fault !== null) return fault
  return channel === 'phone' || hasLink(body)
    ? null
    : 'The text needs the field {{link}}: without it the customer gets no link.'
}

/** Which text an address asks for; the first one where it says nothing that makes sense. */
export const TemplateName = z.object({
  channel: Channel.catch('email'),
  language: Language.catch('en'),
})

/** A text to be looked at, whatever is wrong with it. */
export const PreviewInput = z.strictObject({
  ...text,
  body: LinesText.max(mostBody),
  example: z.enum(exampleKinds),
})
export type PreviewInput = z.infer<typeof PreviewInput>
