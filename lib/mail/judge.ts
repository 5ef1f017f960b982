import 'server-only'
import { z } from 'zod'

import { toStorable } from '@/lib/core/text'
import { scrub } from '@/lib/log'

import type { Heard } from './store/mails'
import type { MailEnd, MailFault } from './words'

/** How far an attempt is: until the server greets and lets the desk in, while it is told of whom and to whom, and after it was given the mail. */
export type Stage = 'connect' | 'envelope' | 'body'

/** What came of an attempt that did not end well; `unknown`: the server was given the mail and went away. */
export type Failed =
  | { kind: 'put_off' | 'failed' | 'unknown'; said: Heard }
  | { kind: 'refused'; said: Heard; why: MailEnd }

/** What nodemailer says of what went wrong (nodemailer/lib/errors, `SMTPConnection._formatError`). */
const SmtpError = z.object({
  code: z.string().catch(''),
  originalCode: z.string().catch(''),
  command: z.string().catch(''),
  message: z.string().catch(''),
  response: z.string().catch(''),
  responseCode: z.number().nullable().catch(null),
})
type SmtpError = z.infer<typeof SmtpError>

const certificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|SSL|TLS/

/** Why nothing can be sent through this server, whatever the mail: the first that applies. */
const faults: [MailFault, (error: SmtpError) => boolean][] = [
  ['busy', ({ responseCode }) => responseCode !== null && responseCode < 500],
  ['login', ({ code, responseCode }) => code === 'EAUTH' || [530, 534, 535, 538].includes(responseCode ?? 0)],
  ['refusing', ({ responseCode }) => responseCode !== null],
  [
    'tls',
    ({ code, originalCode, message }) => code === 'ETLS' || certificate.test(`${originalCode} ${message}`),
  ],
  ['silent', ({ code, originalCode }) => [code, originalCode].includes('ETIMEDOUT')],
  ['strange', ({ code }) => code === 'EPROTOCOL'],
]

const faultOf = (error: SmtpError): MailFault =>
  faults.find(([, applies]) => applies(error))?.[0] ?? 'unreachable'

/** By enhanced status codes (RFC 3463 and the registry of RFC 5248), the first that fits. */
const byStatus: [RegExp, MailEnd][] = [
  [/^5\.(1\.2|1\.10|4\.4)$/, 'no_domain'],
  [/^5\.1\.3$/, 'bad_address'],
  [/^5\.1\./, 'no_mailbox'],
  [/^5\.2\.1$/, 'mailbox_closed'],
  [/^5\.2\.2$/, 'mailbox_full'],
  [/^5\.(2\.3|3\.4)$/, 'too_large'],
  [/^5\.7\./, 'policy'],
]

/** By the plain ones (RFC 5321 §4.2.3, RFC 7504); of what is said to the mail itself 550 and 552 mean something else. */
const byCode: Record<number, MailEnd> = {
  521: 'no_domain',
  550: 'no_mailbox',
  551: 'no_mailbox',
  552: 'mailbox_full',
  553: 'bad_address',
  556: 'no_domain',
}
const byCodeOfBody: Record<number, MailEnd> = { 552: 'too_large' }

const statusOf = (response: string) => /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] ?? ''

const endOf = ({ command, responseCode, response }: SmtpError): MailEnd => {
  const known = byStatus.find(([pattern]) => pattern.test(statusOf(response)))
  if (known) return known[1]
  return (command === 'RCPT TO' ? byCode : byCodeOfBody)[responseCode ?? 0] ?? 'refused'
}

const isTooLarge = (error: SmtpError) =>
  // The server said at its greeting how much it takes.
  (error.code === 'EMESSAGE' && error.responseCode === null) ||
  (error.command === 'MAIL FROM' && error.responseCode === 552) ||
  endOf(error) === 'too_large'

const mostAnswer = 300

/** The code of a hand-off link, however its address is written around it. */
const linkCode = /[0-9a-hjkmnp-tv-z]{26}/g

/** The server's own sentence on one line, without its numbers, and without what of the settings it may repeat. */
export function judgeAnswer(response: string, secrets: string[]): string | null {
  const plain = response
    .replaceAll(/(?:^|[\r\n])\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} ?)?/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  const safe = secrets
    .filter((secret) => secret.length > 2)
    .reduce(
      (text, secret) => text.replaceAll(secret, '[secret]'),
      scrub(plain).replaceAll(linkCode, '[secret]'),
    )
  return safe === '' ? null : toStorable(safe.slice(0, mostAnswer))
}

/** What an error of an attempt means, by how far it was. `secrets` are not repeated. */
export function judgeFailure(stage: Stage, thrown: unknown, secrets: string[]): Failed {
  const error = readError(thrown)
  const said: Heard = { code: error.responseCode, answer: judgeAnswer(error.response, secrets), fault: null }
  const fault = stage === 'connect' ? faultOf(error) : faultOfSender(error)
  if (fault !== null) return { kind: 'failed', said: { ...said, fault } }
  if (isTooLarge(error)) return { kind: 'refused', said, why: 'too_large' }
  if (said.code === null)
    return { kind: stage === 'body' ? 'unknown' : 'put_off', said: { ...said, fault: faultOf(error) } }
  return isForLater(said.code) ? { kind: 'put_off', said } : { kind: 'refused', said, why: endOf(error) }
}

const readError = (thrown: unknown): SmtpError => {
  const { message } = thrown instanceof Error ? thrown : { message: '' }
  return SmtpError.parse(Object.assign(Object.create(null), thrown, { message }))
}

/** 503 is a command out of its order, which another connection may put right. */
const isForLater = (code: number) => code < 500 || code === 503

/** What a server says of the login or the sender once it has greeted is the same for every mail. */
const faultOfSender = (error: SmtpError): MailFault | null => {
  const { responseCode: code, command } = error
  if (code === null || isForLater(code) || isTooLarge(error)) return null
  if ([530, 535, 538].includes(code)) return 'login'
  return command === 'MAIL FROM' ? 'sender' : null
}
