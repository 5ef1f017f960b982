import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import type { Smtp } from '@/lib/settings/mail'
import { collectGarbage } from '@/lib/testing/garbage'
import { freePort, listenOnLoopback } from '@/lib/testing/ports'
import { type SmtpFault, type SmtpReceiver, startDrip, startSmtpReceiver } from '@/lib/testing/smtp-receiver'
import { useTestSettings } from '@/lib/testing/test-settings'

import { carryBySmtp, smtpPatience } from './carry'
import type { FinishedMail } from './compose'

const closes: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closes.splice(0).map((close) => close()))
})

const start = async (...args: Parameters<typeof startSmtpReceiver>): Promise<SmtpReceiver> => {
  useTestSettings()
  const receiver = await startSmtpReceiver(...args)
  closes.push(receiver.close)
  return receiver
}

const mail = (changes: Partial<FinishedMail['content']> = {}): FinishedMail => ({
  messageId: 'mail_01ARZ3NDEKTSV4RRFFQ69G5FAV@example.com',
  kind: 'link',
  from: { name: 'Acme Support', address: 'support@example.com' },
  to: 'ada@example.com',
  createdAt: new Date('2026-05-04T09:00:00Z'),
  content: { subject: 'Your link', text: 'Open it.', html: '<p>Open it.</p>', unsubscribe: null, ...changes },
})

const carry = async (smtp: Smtp, patience: Partial<typeof smtpPatience> = {}, one = mail()) => {
  let handed = 0
  const outcome = await carryBySmtp(smtp, { ...smtpPatience, ...patience })(one, async () => {
    handed += 1
    return true
  })
  return { ...outcome, handed }
}

const answer = (at: SmtpFault['at'], code: number, text: string): SmtpFault => ({
  at,
  kind: 'answer',
  code,
  text,
})

describe('a mail server that is well', () => {
  it('takes it once, with the login where there is one', async () => {
    const receiver = await start({ login: { user: 'desk', pass: 'right' } })
    expect(await carry(receiver.smtp)).toMatchObject({ kind: 'sent', said: { code: 250 }, handed: 1 })
    expect(receiver.taken).toMatchObject([
      { to: 'ada@example.com', from: 'support@example.com', id: mail().messageId },
    ])
  })
  it('is forgotten with the mail, however long that might have taken', async () => {
    const receiver = await start()
    const held = new AsyncLocalStorage<object>()
    const carryOne = async () => {
      const attempt = {}
      expect(await held.run(attempt, () => carry(receiver.smtp))).toMatchObject({ kind: 'sent' })
      return new WeakRef(attempt)
    }
    const attempts = [await carryOne(), await carryOne(), await carryOne()]
    await receiver.close()
    await collectGarbage()
    // A socket that closes just now knows who opened it.
    expect(attempts.filter((one) => one.deref()).length).toBeLessThanOrEqual(1)
  })
  it('is not given what another process has by now', async () => {
    const receiver = await start()
    const outcome = await carryBySmtp(receiver.smtp)(mail(), () => Promise.resolve(false))
    expect([outcome, receiver.taken]).toEqual([{ kind: 'not_ours' }, []])
  })
  it('is not given what could not be recorded as handed over', async () => {
    const receiver = await start()
    const lost = carryBySmtp(receiver.smtp)(mail(), () => Promise.reject(new Error('the database is away')))
    await expect(lost).rejects.toThrow('the database is away')
    expect(receiver.taken).toEqual([])
  })
})

describe('what is wrong with all mails', () => {
  const login = { user: 'desk', pass: 'a-wrong-password' }
  const cases: [string, () => Promise<Smtp>, string, (string | null)?][] = [
    ['nobody listens', async () => ({ ...(await start()).smtp, port: await freePort() }), 'unreachable'],
    ['no such host', async () => ({ ...(await start()).smtp, host: 'mail.invalid' }), 'unreachable'],
    [
      'it wants a login and gets none',
      async () => ({ ...(await start({ login })).smtp, login: null }),
      'login',
    ],
    [
      'the password is wrong',
      async () => ({ ...(await start({ login: { user: 'desk', pass: 'x' } })).smtp, login }),
      'login',
      'Who is [secret]?',
    ],
    ['it takes no logins', async () => ({ ...(await start()).smtp, login }), 'login'],
    ['it offers no STARTTLS', async () => ({ ...(await start()).smtp, tls: 'starttls' }), 'tls'],
    [
      'its certificate is nobody’s',
      async () => ({ ...(await start({ hideSTARTTLS: false })).smtp, tls: 'starttls' }),
      'tls',
    ],
    ['it speaks no TLS at its TLS port', async () => ({ ...(await start()).smtp, tls: 'implicit' }), 'tls'],
    ['another server answers', startOther, 'strange'],
  ]
  it.each(cases)('%s', async (_, prepare, fault, said) => {
    const outcome = await carry(await prepare())
    expect(outcome).toMatchObject({ kind: 'failed', said: { fault }, handed: 0 })
    if (said !== undefined) expect(outcome).toMatchObject({ said: { answer: said } })
    expect(JSON.stringify(outcome)).not.toContain(login.pass)
  })
  it.each([
    ['connect', 554, 'refusing'],
    ['connect', 421, 'busy'],
    ['auth', 454, 'busy'],
    ['mail', 550, 'sender'],
    ['mail', 530, 'login'],
  ] as const)('%s answers %d', async (at, code, fault) => {
    const receiver = await start(at === 'auth' ? { login } : {})
    receiver.setFault(answer(at, code, 'No'))
    expect(await carry(receiver.smtp)).toMatchObject({ kind: 'failed', said: { code, fault, answer: 'No' } })
  })
})

describe('what is wrong with one mail', () => {
  it.each([
    ['rcpt', 550, '5.1.1 No such user here', 'no_mailbox'],
    ['rcpt', 550, 'No such user here', 'no_mailbox'],
    ['rcpt', 550, '5.7.1 Blocked', 'policy'],
    ['rcpt', 550, '5.4.4 Host not found', 'no_domain'],
    ['rcpt', 556, 'Nobody takes mail there', 'no_domain'],
    ['rcpt', 552, '5.2.2 Over quota', 'mailbox_full'],
    ['rcpt', 553, 'Not a name', 'bad_address'],
    ['rcpt', 554, '5.2.1 Closed', 'mailbox_closed'],
    ['rcpt', 554, 'Not you', 'refused'],
    ['mail', 552, 'Too much', 'too_large'],
    ['data', 552, 'Too much', 'too_large'],
    ['data', 554, '5.3.4 Too much', 'too_large'],
    ['data', 550, '5.7.1 Spam', 'policy'],
    ['data', 554, 'No', 'refused'],
  ] as const)('%s answers %d %s: %s', async (at, code, text, why) => {
    const receiver = await start()
    receiver.setFault(answer(at, code, text))
    const said = { code, answer: text.replace(/^5\.\d\.\d /, '') }
    expect(await carry(receiver.smtp)).toMatchObject({ kind: 'refused', why, said })
  })
  it.each([
    ['rcpt', 450],
    ['rcpt', 451],
    ['rcpt', 503],
    ['data', 421],
    ['data', 452],
  ] as const)('%s answers %d, which is for later', async (at, code) => {
    const receiver = await start()
    receiver.setFault(answer(at, code, '4.7.1 Greylisted'))
    expect(await carry(receiver.smtp)).toMatchObject({ kind: 'put_off', said: { code } })
  })
  it('is larger than the server takes', async () => {
    const receiver = await start({ size: 500 })
    const outcome = await carry(receiver.smtp, {}, mail({ text: 'x'.repeat(2_000) }))
    expect(outcome).toMatchObject({ kind: 'refused', why: 'too_large', handed: 0 })
  })
})

describe('a server that says nothing, or goes away', () => {
  const patience = { connectMs: 1_500, silenceMs: 1_500 }
  const steps = [
    ['connect', 'failed', 0],
    ['auth', 'failed', 0],
    ['mail', 'put_off', 0],
    ['rcpt', 'put_off', 0],
    ['data', 'unknown', 1],
  ] as const
  it.each([
    ['hang', 'silent'],
    ['cut', 'unreachable'],
  ] as const)('%s', async (how, fault) => {
    const login = { user: 'desk', pass: 'right' }
    const outcomes = steps.map(async ([at]) => {
      const receiver = await start({ login })
      receiver.setFault({ at, kind: how })
      const outcome = await carry(receiver.smtp, how === 'hang' ? patience : {})
      return { ...outcome, taken: receiver.taken.length }
    })
    expect(await Promise.all(outcomes)).toMatchObject(
      steps.map(([, kind, handed]) => ({ kind, said: { code: null, fault }, handed, taken: 0 })),
    )
  })
  it('after it took the mail: nobody knows', async () => {
    const receiver = await start()
    receiver.setFault({ at: 'data', kind: 'taken' })
    expect(await carry(receiver.smtp)).toMatchObject({ kind: 'unknown', said: { code: null }, handed: 1 })
    expect(receiver.taken).toHaveLength(1)
  })
  it('drips, and never gets to an end', async () => {
    const receiver = await start()
    const drip = await startDrip(receiver.smtp)
    closes.push(drip.close)
    const outcome = await carry(drip.smtp, { wholeMs: 1_500 })
    expect(outcome).toMatchObject({ kind: 'failed', said: { fault: 'silent' }, handed: 0 })
  })
})

/** Another kind of server. */
async function startOther(): Promise<Smtp> {
  useTestSettings()
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  closes.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { host: '127.0.0.1', port: await listenOnLoopback(server), tls: 'none', login: null }
}
