/** What a mail is for: the link itself, a reminder of it, the six digits that its customer asked for, or the receipt when it is connected. */
export const mailKinds = ['link', 'reminder', 'digits', 'receipt'] as const
export type MailKind = (typeof mailKinds)[number]

/** Those that count for the limit of a link. */
export const limitedKinds: readonly MailKind[] = ['link', 'reminder']

/** Why a mail was not sent, and is not tried again. */
export const mailEnds = [
  'no_mailbox',
  'no_domain',
  'bad_address',
  'mailbox_closed',
  'mailbox_full',
  'too_large',
  'policy',
  'refused',
  'put_off',
  'unknown',
  'link_ended',
  'opened',
  'unsubscribed',
  'reported',
  'corrected',
  'too_late',
  'unreadable',
  'switched_off',
] as const
export type MailEnd = (typeof mailEnds)[number]

/** There is nobody at the address: what else goes there does not arrive either. */
export const nobodyThere: readonly MailEnd[] = ['no_mailbox', 'no_domain', 'bad_address']

/** By then nobody wants the mail any more: that it is not sent is no failure. */
export const unwanted: readonly MailEnd[] = ['link_ended', 'opened', 'unsubscribed', 'reported', 'corrected']

/** As the rest of a sentence, behind a colon. */
export const mailEndWords: Record<MailEnd, string> = {
  no_mailbox: 'mailbox unavailable',
  no_domain: 'there is no such domain',
  bad_address: 'the mail server does not take this address',
  mailbox_closed: 'the mailbox takes no mails',
  mailbox_full: 'the mailbox is full',
  too_large: 'too large for the mail server',
  policy: 'refused by a rule of the mail server',
  refused: 'refused by the mail server',
  put_off: 'the mail server put it off too often',
  unknown: 'the mail server did not say whether it took it, twice',
  link_ended: 'the link ended first',
  opened: 'the link was opened first',
  unsubscribed: 'the customer wants no more of them',
  reported: 'somebody did not expect the link',
  corrected: 'the link was mailed to another address since',
  too_late: 'its time was up first',
  unreadable: 'its content could not be opened: its key is gone',
  switched_off: 'mails were switched off',
}

/** What is wrong between the desk and its mail server: then mails wait. */
export const mailFaults = [
  'unreachable',
  'silent',
  'tls',
  'login',
  'sender',
  'busy',
  'refusing',
  'strange',
] as const
export type MailFault = (typeof mailFaults)[number]

/** With what an admin can do. */
export const mailFaultWords: Record<MailFault, string> = {
  unreachable: 'The mail server cannot be reached. Check the host and port of SMTP_URL.',
  silent: 'The mail server does not answer in time.',
  tls: 'There is no safe connection to the mail server: its certificate, or TLS itself, is not right. Check SMTP_URL.',
  login: 'The mail server refuses the login. Check user and password of SMTP_URL.',
  sender: 'The mail server does not let the desk send as MAIL_FROM. Check both.',
  busy: 'The mail server wants to be asked later.',
  refusing: 'The mail server takes nothing from this desk. Ask who runs it.',
  strange: 'Something other than a mail server answers. Check SMTP_URL.',
}

/** The same for whoever waits for one mail, as the rest of a sentence. */
export const mailWaitWords: Record<MailFault, string> = {
  unreachable: 'the mail server cannot be reached',
  silent: 'the mail server does not answer',
  tls: 'the desk has no safe connection to the mail server; an admin has to look',
  login: 'the mail server refuses the desk’s login; an admin has to look',
  sender: 'the mail server refuses the desk’s address; an admin has to look',
  busy: 'the mail server wants to be asked later',
  refusing: 'the mail server takes nothing from the desk; an admin has to look',
  strange: 'something other than a mail server answers; an admin has to look',
}
