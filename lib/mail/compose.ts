import 'server-only'
import type { Sender } from '@/lib/settings/mail'

import type { MailContent } from './schema'
import type { MailKind } from './words'

/** A mail as it is handed to a server, or to the sandbox. */
export type FinishedMail = {
  /** `mail_…`, beside the host of `from`. */
  messageId: string
  kind: MailKind
  from: Sender
  to: string
  createdAt: Date
  content: MailContent
}

/** What only a machine sends says so (RFC 3834), so that no other one answers; and how to stop it (RFC 8058). */
const headersOf = ({ kind, content }: FinishedMail): Record<string, string> => ({
  ...(kind === 'link' ? {} : { 'Auto-Submitted': 'auto-generated' }),
  ...(content.unsubscribe === null
    ? {}
    : {
        'List-Unsubscribe': `<${content.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
})

const inMail = (text: string) => text.replaceAll('\n', '\r\n')

/** The bytes of a mail. The same at each attempt, but for the lines between its parts. The library is loaded here, when it is needed first. */
export async function composeMail(mail: FinishedMail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const { messageId, from, to, createdAt, content } = mail
  return new MailComposer({
    messageId: `<${messageId}>`,
    date: createdAt,
    from,
    to: { name: '', address: to },
    subject: content.subject,
    text: inMail(content.text),
    html: inMail(content.html),
    headers: headersOf(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
