import 'server-only'
import type { z } from 'zod'

import { toMailAddress } from '@/lib/core/typed/email-text'
import { withoutQuotes } from '@/lib/core/typed/plain-text'

import { open, secret } from './facts'
import { count, refuse, text } from './kinds'

/** A mail server: TLS from the first byte, after STARTTLS, or none at all. */
export type Smtp = {
  host: string
  port: number
  tls: 'implicit' | 'starttls' | 'none'
  login: { user: string; pass: string } | null
}

export type Sender = { name: string; address: string }

const mustBe =
  'must be smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465; in user and password / is written %2F, ? %3F, @ %40, # %23 and % %25'

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const toTls = ({ protocol, search }: URL): Smtp['tls'] | null => {
  if (search !== '' && search !== '?tls=none') return null
  if (protocol === 'smtps:') return search === '' ? 'implicit' : null
  return search === '' ? 'starttls' : 'none'
}

/** A host and nothing behind it but what `toTls` reads. */
const isPlace = (given: string, { hostname, pathname }: URL) =>
  /^([a-z0-9_.-]+|\[[0-9a-f:.]+\])$/i.test(hostname) && /^\/?$/.test(pathname) && !given.includes('#')

/** User and password; null for neither. */
const readLogin = ({ username, password }: URL): { login: Smtp['login'] } | { fault: string } => {
  const [user, pass] = [decoded(username), decoded(password)]
  if (user === null || pass === null) return { fault: mustBe }
  if ((user === '') !== (pass === '')) return { fault: 'has a user without a password, or the other way' }
  return { login: user === '' ? null : { user, pass } }
}

/** A mail server by its address, or what is wrong with the address. */
const readSmtpUrl = (given: string): Smtp | { fault: string } => {
  const url = /^smtps?:\/\//i.test(given) && URL.canParse(given) ? new URL(given) : null
  if (!url || !isPlace(given, url)) return { fault: mustBe }
  const tls = toTls(url)
  if (tls === null)
    return { fault: 'may say ?tls=none behind smtp://host:port, and nothing else behind the host' }
  const read = readLogin(url)
  if ('fault' in read) return read
  const port = Number(url.port) || (tls === 'implicit' ? 465 : 587)
  return { host: url.hostname.replaceAll(/[[\]]/g, ''), port, tls, ...read }
}

const smtpUrl = text(4_096).superRefine((given, ctx) => {
  const read = readSmtpUrl(given)
  if ('fault' in read) refuse(ctx, read.fault)
})

const mostName = 60

/** Who a mail is from, of `name <address>` or the address alone; null where that is neither. */
const readSender = (given: string): Sender | null => {
  const opens = given.endsWith('>') ? given.lastIndexOf('<') : -1
  const name = opens < 0 ? '' : withoutQuotes(given.slice(0, opens).trim())
  const address = toMailAddress(opens < 0 ? given : given.slice(opens + 1, -1))
  return address === null || name.length > mostName || /[<>@]/.test(name) ? null : { name, address }
}

/** A sender as it stands in a mail: the bare address where there is no name. */
export function senderText({ name, address }: Sender): string {
  return name === '' ? address : `${name} <${address}>`
}

const sender = text(400).transform((given, ctx) => {
  const read = readSender(given)
  if (read === null) return refuse(ctx, 'must be one address, such as Acme Support <support@example.com>')
  return senderText(read)
})

/** The settings of mails. */
export const mailSettings = {
  SMTP_URL: secret(
    smtpUrl.optional(),
    'The server that the desk sends mails through: smtp://user:password@host:587 (STARTTLS, which it has to offer) or smtps:// (TLS from the start, port 465); smtp://host:25?tls=none for a relay beside the desk that has none. In user and password / is written %2F, ? %3F, @ %40, # %23 and % %25. Unset: no mails; in the sandbox they come to its mailbox.',
  ),
  MAIL_FROM: open(
    sender.optional(),
    'Who these mails are from, such as Acme Support <support@example.com>: an address that the server lets the desk use, and that somebody reads.',
  ),
  MAIL_PER_LINK: open(count(1, 100).default(5), 'Mails that bring one link, or remind of it.'),
  MAIL_PER_HOUR: open(count(1, 100_000).default(200), 'Mails that one person may send in an hour.'),
}

type MailInput = z.infer<z.ZodObject<typeof mailSettings>>

/** How mails go out. */
export type MailSettings = {
  /** Null: into the mailbox of the sandbox. */
  smtp: Smtp | null
  from: Sender
  perLink: number
  perHour: number
}

const ofSandbox: Sender = { name: 'Connect Desk', address: 'desk@example.com' }

/** How mails go out; null where nobody said how. */
export function toMail(input: MailInput, isSandbox: boolean): MailSettings | null {
  const smtp = input.SMTP_URL === undefined ? null : readSmtpUrl(input.SMTP_URL)
  const from = input.MAIL_FROM === undefined ? null : readSender(input.MAIL_FROM)
  const limits = { perLink: input.MAIL_PER_LINK, perHour: input.MAIL_PER_HOUR }
  if (smtp !== null && from !== null && !('fault' in smtp)) return { smtp, from, ...limits }
  return isSandbox ? { smtp: null, from: ofSandbox, ...limits } : null
}
