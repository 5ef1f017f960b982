import { constantFrom, sample } from 'fast-check'
import { expect, it, vi } from 'vitest'

import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { useMailDesk } from '@/lib/testing/mail-desk'
import type { SmtpFault } from '@/lib/testing/smtp-receiver'

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
  ...Array.from({ length: 11 }, () => null),
]
/** Why a mail may end here otherwise than sent. */
const refusals = ['no_mailbox', 'policy', 'unknown', 'put_off']
const count = countOf(40, 500)
const seed = Date.now() % 2 ** 31

it(`loses none of ${count} mails and sends none twice that it knows to be taken (seed ${seed})`, async () => {
  const drawn = sample(constantFrom(...faults), { numRuns: count * 40, seed })
  world.receiver.setFault(() => drawn.pop() ?? null)
  await world.queueMany(count)
  world.start()
  await vi.waitFor(
    async () => {
      await world.pass()
      expect((await world.rows()).filter((one) => one.nextAttemptAt)).toEqual([])
    },
    { timeout: 590_000, interval: 150 },
  )
  await world.stop()
  const rows = await world.rows()
  const wrongs = rows.flatMap(({ id: mail, sentAt, stoppedWhy, unknowns, recipient }) => {
    const taken = world.receiver.taken.filter((one) => one.id.startsWith(mail))
    const acknowledged = taken.filter((one) => one.isAcknowledged).length
    const found: Record<string, boolean> = {
      'was sent, and never acknowledged': sentAt !== null && acknowledged === 0,
      'was sent again after it was acknowledged': acknowledged > 1,
      'came twice, and nobody knows': taken.length > 1 && unknowns === 0,
      'came more than twice': taken.length > 2,
      'came to somebody else': taken.some(({ to }) => to !== recipient),
      'was given up': stoppedWhy !== null && !refusals.includes(stoppedWhy),
    }
    return Object.keys(found).flatMap((wrong) => (found[wrong] ? [`${mail} ${wrong}`] : []))
  })
  expect(wrongs).toEqual([])
  const sent = rows.filter((row) => row.sentAt !== null).length
  recordEvidence({
    attack: 'mails through a server that refuses, defers, cuts, takes and goes away',
    tried: count,
    outcome: `${sent} sent, ${count - sent} refused or not known, 0 lost, 0 twice after a noted 250`,
  })
  expect(sent).toBeGreaterThan(count / 4)
}, 600_000)
