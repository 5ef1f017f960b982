import 'server-only'
import { Readable } from 'node:stream'

import type SMTPConnection from 'nodemailer/lib/smtp-connection'

import type { Smtp } from '@/lib/settings/mail'

import { composeMail, type FinishedMail } from './compose'
import { type Failed, judgeAnswer, judgeFailure, type Stage } from './judge'
import type { Heard } from './store/mails'

/** What came of an attempt; `not_ours`: whoever was asked said no, and nothing was handed over. */
export type Outcome = { kind: 'sent'; said: Heard } | { kind: 'not_ours' } | Failed

/**
 * Carries a mail out of the desk. `handOver` is asked right before the mail itself goes out: false means that it must not.
 * Throws nothing but what `handOver` throws.
 */
export type Carrier = (mail: FinishedMail, handOver: () => Promise<boolean>) => Promise<Outcome>

/** Waits of our own, in milliseconds, all of them together shorter than a claim: for the whole attempt, until there is a connection, and for each thing that the server says. */
export const smtpPatience = { wholeMs: 60_000, connectMs: 10_000, silenceMs: 30_000 }

/** The next mail is another matter, whatever became of this one: each has a connection of its own, and none idles. */
export function carryBySmtp(smtp: Smtp, patience = smtpPatience): Carrier {
  const secrets = smtp.login ? secretsOf(smtp.login) : []
  return async (mail, handOver) => {
    const message = await composeMail(mail)
    const connection = await prepare(smtp, patience)
    let stage: Stage = 'connect'
    const asked: { failed: unknown } = { failed: null }
    const mayGoOut = async () => {
      try {
        if (!(await handOver())) throw new NotOurs()
      } catch (error) {
        asked.failed = error
        throw error
      }
      stage = 'body'
    }
    const envelope = { from: mail.from.address, to: [mail.to], size: message.length }
    try {
      const answer = await withConnection(connection, patience.wholeMs, async () => {
        await logIn(connection, smtp)
        stage = 'envelope'
        return send(connection, envelope, bodyOf(message, mayGoOut))
      })
      const code = Number(answer.slice(0, 3)) || 250
      return { kind: 'sent', said: { code, answer: judgeAnswer(answer, secrets), fault: null } }
    } catch (error) {
      if (asked.failed instanceof NotOurs) return { kind: 'not_ours' }
      if (asked.failed !== null) throw asked.failed
      return judgeFailure(stage, error, secrets)
    }
  }
}

class NotOurs extends Error {}

/** The login as it is written, and as it goes to the server (RFC 4616, and what LOGIN does). */
const secretsOf = ({ user, pass }: { user: string; pass: string }) => {
  const sent = [`\0${user}\0${pass}`, pass, user].map((text) => Buffer.from(text).toString('base64'))
  return [pass, user, ...sent]
}

const prepare = async ({ host, port, tls }: Smtp, patience: typeof smtpPatience) => {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  return new Connection({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    connectionTimeout: patience.connectMs,
    dnsTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1_024,
    tls: { minVersion: 'TLSv1.2' },
  })
}

/** Rejects as soon as the connection is lost, or when all of it takes too long; closes it in any case. */
const withConnection = async <T>(
  connection: SMTPConnection,
  wholeMs: number,
  work: () => Promise<T>,
): Promise<T> => {
  // Not `AbortSignal.timeout`: that holds the mail and its connection until its time is over, long after both are done.
  let timer: NodeJS.Timeout | undefined
  const lost = new Promise<never>((_, reject) => {
    connection.on('error', reject)
    // What the server said last is told right after this.
    connection.once('end', () => setImmediate(reject, new Error('The connection ended.')))
    timer = setTimeout(
      () => reject(Object.assign(new Error('The attempt took too long.'), { code: 'ETIMEDOUT' })),
      wholeMs,
    )
  })
  // What it is lost for after the end is nobody's concern.
  lost.catch(() => {})
  try {
    const done = await Promise.race([work(), lost])
    connection.quit()
    return done
  } finally {
    clearTimeout(timer)
    connection.close()
  }
}

/** Greeting, TLS and, where there is one, the login. */
const logIn = (connection: SMTPConnection, { login }: Smtp) =>
  new Promise<void>((resolve, reject) => {
    const end = (error?: Error | null) => (error ? reject(error) : resolve())
    connection.connect((error) => {
      if (error || login === null) end(error)
      // Asked for even where the server offers none: it is to say so, rather than to refuse each mail.
      else connection.login({ credentials: login }, end)
    })
  })

type Envelope = { from: string; to: string[]; size: number }

const send = (connection: SMTPConnection, envelope: Envelope, body: Readable) =>
  new Promise<string>((resolve, reject) => {
    connection.send(envelope, body, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')))
  })

/** The mail, asked for when the server is ready to take it; nothing of it goes out before `mayGoOut` has resolved. */
const bodyOf = (message: Buffer, mayGoOut: () => Promise<void>) => {
  let isAsked = false
  return new Readable({
    read() {
      if (isAsked) return
      isAsked = true
      mayGoOut().then(
        () => {
          this.push(message)
          this.push(null)
        },
        (error: Error) => this.destroy(error),
      )
    },
  })
}
