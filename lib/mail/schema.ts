import { z } from 'zod'

import { toStorable } from '@/lib/core/text'
import { readEmail } from '@/lib/core/typed/email-text'
import { toPlainName } from '@/lib/core/typed/plain-text'

import { mailEnds, mailFaults, mailKinds } from './words'

export const MailKind = z.enum(mailKinds)
export type MailKind = z.infer<typeof MailKind>
export const MailEnd = z.enum(mailEnds)
export type MailEnd = z.infer<typeof MailEnd>
export const MailFault = z.enum(mailFaults)
export type MailFault = z.infer<typeof MailFault>

/** One address, as mail servers write it; see `readEmail`. */
export const MailAddress = z
  .string()
  .max(500)
  .transform((given, ctx) => {
    const { address, fault } = readEmail(given)
    if (address !== null) return address
    ctx.addIssue({ code: 'custom', message: fault ?? undefined })
    return z.NEVER
  })

const mostSubject = 200

/** One line, whatever came into it: no line break, no other character that nobody sees. */
const Subject = z
  .string()
  .max(2_000)
  .overwrite((given) => toStorable(toPlainName(toStorable(given)).slice(0, mostSubject)))
  .min(1)

/** Text as a mail can hold it: line breaks and tabs, and no other control character. */
const Body = z
  .string()
  .min(1)
  .max(60_000)
  .overwrite((given) =>
    toStorable(given)
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[^\P{Cc}\n\t]/gu, ''),
  )

const HttpUrl = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\/[!-~]+$/)

/** What a mail says. `unsubscribe` is where its recipient says that they want no more of its kind: by POST, at once. */
export const MailContent = z.object({
  subject: Subject,
  text: Body,
  html: Body,
  unsubscribe: HttpUrl.nullable(),
})
export type MailContent = z.infer<typeof MailContent>
