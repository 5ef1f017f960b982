import { expect, it } from 'vitest'

import { carryBySmtp } from '@/lib/mail/carry'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { useMailDesk } from '@/lib/testing/mail-desk'
import { startPostfix } from '@/lib/testing/postfix'

import { startMailSender } from './mail-sender'

const world = useMailDesk()

/** What stands between the desk and who reads its mails: nothing, and a real Postfix. */
const relays = {
  nothing: () => Promise.resolve({ port: world.receiver.port, stop: () => Promise.resolve() }),
  Postfix: () => startPostfix(world.receiver.port),
}
const tried = Object.entries(relays).slice(0, countOf(1, 2))
const count = countOf(10, 200)

it.each(tried)(
  'mails come through %s, each once',
  async (name, start) => {
    const relay = await start()
    await world.queueMany(count)
    const smtp = { host: '127.0.0.1', port: relay.port, tls: 'none' as const, login: null }
    const stop = startMailSender(carryBySmtp(smtp), 20)
    await world.settled()
    await world.until(() => expect(world.receiver.taken).toHaveLength(count))
    expect(new Set(world.receiver.taken.map(({ to }) => to)).size).toBe(count)
    expect((await world.rows()).filter((row) => row.sentAt === null)).toEqual([])
    if (name === 'Postfix') {
      const { id } = await world.make()
      await world.queue(id, { to: 'nobody@example.com' })
      await world.queue(id, { to: 'later@example.com' })
      await world.until(async () => {
        const [refused, putOff] = (await world.rows()).slice(-2)
        expect(refused).toMatchObject({
          stoppedWhy: 'no_mailbox',
          lastAnswer: expect.stringContaining('No such user'),
        })
        expect(putOff).toMatchObject({ lastCode: 450, refusals: 1, stoppedWhy: null })
      })
    }
    await stop()
    await relay.stop()
    recordEvidence({ attack: `mails through ${name}`, tried: count, outcome: 'each came once' })
  },
  300_000,
)
