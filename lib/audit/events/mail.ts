import { z } from 'zod'

import { mailEnds, mailEndWords, type MailKind, mailKinds } from '@/lib/mail/words'

import { defineEvent } from './entry'

const text = z.string()
const aMail = { mail: text, about: z.enum(mailKinds), to: text }

const whats: Record<MailKind, string> = {
  link: 'mail with the link',
  reminder: 'reminder',
  digits: 'mail with six digits',
  receipt: 'receipt',
}

const mailOf = (about: MailKind | null, to: string | null) =>
  `${about === null ? 'mail' : whats[about]} to ${to ?? 'the customer'}`

const planned = (count: number) => {
  if (count === 0) return ''
  return count === 1 ? ', and planned a reminder' : `, and planned ${count} reminders`
}

/** What becomes of mails about a link. */
export const mailEvents = {
  'mail.queued': defineEvent({
    title: 'Mail queued',
    group: 'links',
    facts: { ...aMail, reminders: z.number().optional() },
    sentence: ({ about, to, reminders }) => `Queued a ${mailOf(about, to)}${planned(reminders ?? 0)}.`,
  }),
  'mail.sent': defineEvent({
    title: 'Mail sent',
    group: 'links',
    facts: { ...aMail, isMaybeTwice: z.boolean() },
    sentence: ({ about, to, isMaybeTwice }) => {
      const sent = `The mail server took the ${mailOf(about, to)}.`
      return isMaybeTwice
        ? `${sent} It may have gone out twice: what became of an earlier attempt is not known.`
        : sent
    },
  }),
  'mail.failed': defineEvent({
    title: 'Mail not sent',
    group: 'links',
    facts: { ...aMail, why: z.enum(mailEnds), isMaybeSent: z.boolean() },
    sentence: ({ about, to, why, isMaybeSent }) => {
      const failed = `The ${mailOf(about, to)} was not sent${why === null ? '' : `: ${mailEndWords[why]}`}.`
      return isMaybeSent ? `${failed} It may have arrived all the same.` : failed
    },
  }),
  'mail.unsubscribed': defineEvent({
    title: 'Reminders stopped',
    group: 'links',
    facts: {},
    sentence: () => 'The customer wants no more reminders of this link.',
  }),
}
