import { constantFrom, sample } from 'fast-check'
import { expect, it, vi } from 'vitest'

import { carryBySmtp } from '@/lib/mail/carry'
import type { Smtp } from '@/lib/settings/mail'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { useMailDesk } from '@/lib/testing/mail-desk'
import { freePort } from '@/lib/testing/ports'
import { type SmtpFault, startDrip, startSmtpReceiver } from '@/lib/testing/smtp-receiver'

const world = useMailDesk()

/** Every way in which a server is wrong about one mail, and none half of the time. */
const faults: (SmtpFault | null)[] = [
  { at: 'connect', kind: 'cut' },
  { at: 'connect', kind: 'answer', code: 421, text: 'Too many connections' },
  { at: 'mail', kind: 'cut' },
  { at: 'mail', kind: 'answer', code: 451, text: 'Later' },
  { at: 'rcpt', kind: 'cut' },
  { at: 'rcpt', kind: 'answer', code: 450, text: '4.7.1 Greylisted' },
  { at: 'rcpt', kind: 'answer', code: 550, text: '5.1.1 Nobody' },
  { at: 'data', kind: 'cut' },
  { at: 'data', kind: 'taken' },
  { at: 'data', kind: 'answer', code: 421, text: 'Too fast' },
  { at: 'data', kind: 'answer', code: 554, text: '5.7.1 Spam' },
  { at: 'data', kind: 'answer', code: 552, text: '5.3.4 Too large' },
  { at: 'connect', kind: 'hang' },
  { at: 'rcpt', kind: 'hang' },
  { at: 'data', kind: 'hang' },
  ...Array.from({ length: 15 }, () => null),
]
/** Why a mail may end here otherwise than sent. */
const refusals = ['no_mailbox', 'policy', 'too_large', 'unknown', 'put_off']
/** A server that hangs, or drips, is not waited for as long as a real one. */
const patience = { wholeMs: 2_000, connectMs: 500, silenceMs: 500 }

/** Servers that are wrong about all mails. */
const openWrongServers = async () => {
  const { smtp } = world.receiver
  const drip = await startDrip(smtp)
  const strict = await startSmtpReceiver({ hideSTARTTLS: false, login: { user: 'desk', pass: 'right' } })
  const servers: Smtp[] = [
    { ...smtp, port: await freePort() },
    { ...smtp, tls: 'implicit' },
    // Its certificate is nobody's.
    { ...strict.smtp, tls: 'starttls' },
    { ...strict.smtp, login: { user: 'desk', pass: 'wrong' } },
    drip.smtp,
  ]
  return { servers, close: () => Promise.all([drip.close(), strict.close()]) }
}
const count = countOf(12, 500)
const seed = Date.now() % 2 ** 31

it(`loses none of ${count} mails and sends none twice that it knows to be taken (seed ${seed})`, async () => {
  const drawn = sample(constantFrom(...faults), { numRuns: count * 40, seed })
  world.receiver.setFault(() => drawn.pop() ?? null)
  await world.queueMany(count)
  const strange = await openWrongServers()
  const right = Array.from({ length: 15 }, () => world.receiver.smtp)
  const carriers = [...strange.servers, ...right].map((smtp) => carryBySmtp(smtp, patience))
  const asked = sample(constantFrom(...carriers), { numRuns: count * 40, seed })
  const taken = new Set<string>()
  const again: string[] = []
  world.start(async (mail, handOver) => {
    if (taken.has(mail.messageId)) again.push(mail.messageId)
    const outcome = await (asked.pop() ?? carryBySmtp(world.receiver.smtp))(mail, handOver)
    if (outcome.kind === 'sent') taken.add(mail.messageId)
    return outcome
  })
  await vi.waitFor(
    async () => {
      await world.pass()
      expect((await world.rows()).filter((one) => one.nextAttemptAt)).toEqual([])
    },
    { timeout: 590_000, interval: 150 },
  )
  await world.stop()
  await strange.close()
  const rows = await world.rows()
  const wrongs = rows.flatMap(({ id: mail, sentAt, stoppedWhy, unknowns, recipient }) => {
    const came = world.receiver.taken.filter((one) => one.id.startsWith(mail))
    const found: Record<string, boolean> = {
      'was sent, and never acknowledged': sentAt !== null && !came.some((one) => one.isAcknowledged),
      'came twice, and nobody knows': came.length > 1 && unknowns === 0,
      'came more than twice': came.length > 2,
      'came to somebody else': came.some(({ to }) => to !== recipient),
      'was given up': stoppedWhy !== null && !refusals.includes(stoppedWhy),
    }
    return Object.keys(found).flatMap((wrong) => (found[wrong] ? [`${mail} ${wrong}`] : []))
  })
  expect(wrongs).toEqual([])
  expect(again, 'sent again after the desk had its 250').toEqual([])
  const sent = rows.filter((row) => row.sentAt !== null).length
  recordEvidence({
    attack:
      'mails through servers that refuse, defer, hang, drip, cut, take and go away, or know neither us nor TLS',
    tried: count,
    outcome: `${sent} sent, ${count - sent} refused or not known, 0 lost, 0 twice after a noted 250`,
  })
  expect(sent).toBeGreaterThan(count / 4)
}, 600_000)
