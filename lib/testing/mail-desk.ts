import { asc, eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'

import type { EventKind } from '@/lib/audit/events'
import { hourMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { processDatabase } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { carryBySmtp } from '@/lib/mail/carry'
import { claimDueMails, deliverMail } from '@/lib/mail/deliver'
import { type NewMail, queueMail } from '@/lib/mail/queue'
import { claimMs } from '@/lib/mail/store/mails'
import type { SendMailInput } from '@/lib/messages/schema'
import { previewMail, sendLinkMail } from '@/lib/messages/send'
import { startMailSender } from '@/lib/process/mail-sender'

import { makeHandoff } from './customer-browser'
import { mailSettingsFor, mostPerLink } from './mail-settings'
import { isClaimed, keepSenders, until } from './run-senders'
import { startSmtpReceiver } from './smtp-receiver'
import { openTestDesk, valueOf } from './test-desk'
import { useTestSettings } from './test-settings'
import { useWorld } from './use-world'

/** From one turn of the sender to the next. */
const turnMs = 20

/** What a mail says as it came: its soft line breaks and letters undone. */
export const readMailText = (raw: string) => {
  const whole = raw.replaceAll('=\r\n', '')
  const letters = whole.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
  return Buffer.from(letters, 'latin1').toString()
}

export type MailDesk = Awaited<ReturnType<typeof openMailDesk>>

/** A desk whose mails go to a real mail server on loopback, and a link to mail. */
const openMailDesk = async () => {
  const desk = await openTestDesk()
  processDatabase.set(Promise.resolve(desk.database))
  const { db } = desk.database
  const receiver = await startSmtpReceiver()
  const settings = mailSettingsFor(receiver.url)
  useTestSettings(settings)
  const agent = await desk.ctxFor('agent')
  const { keep, stop } = keepSenders()
  const rows = () => db.select().from(mails).orderBy(asc(mails.id))
  const make = () => makeHandoff(agent)
  const queue = async (linkId: string, changes: Partial<NewMail> = {}) =>
    valueOf(
      await db.transaction((tx) =>
        queueMail(tx, {
          linkId,
          kind: 'link',
          to: 'ada@example.com',
          language: 'en',
          subject: 'Your link',
          text: 'Open it.',
          html: '<p>Open it.</p>',
          createdBy: agent.actor.id,
          at: agent.now(),
          notAfter: new Date(agent.now().getTime() + hourMs),
          ...changes,
        }),
      ),
    ).id
  return {
    desk,
    db,
    agent,
    receiver,
    settings,
    rows,
    until,
    stop,
    start: (carry = carryBySmtp(receiver.smtp)) => {
      keep(startMailSender(carry, turnMs))
    },
    /** Sends what is due once, by the desk's clock. */
    deliver: async () => {
      const ctx = desk.deskCtx()
      for (const mail of await claimDueMails(ctx, 100))
        await deliverMail(ctx, carryBySmtp(receiver.smtp), mail)
    },
    make,
    /** Queues a mail about a link. */
    queue,
    /** Sends the mail with a link, as its dialog does. */
    send: async (linkId: string, changes: Partial<SendMailInput> = {}, ctx: StaffCtx = agent) => {
      const { language = null, zone = null } = changes
      const { seen } = valueOf(await previewMail(ctx, { linkId, language, zone }))
      const input = { linkId, to: 'ada@example.com', language, zone, seen, withReminders: false }
      return sendLinkMail(ctx, { ...input, ...changes })
    },
    /** Queues so many, each to another address, about as many links as may have them. */
    queueMany: async (count: number) => {
      let id = ''
      for (let n = 0; n < count; n += 1) {
        if (n % mostPerLink === 0) ({ id } = await make())
        await queue(id, { to: `ada${n}@example.com` })
      }
    },
    eventsOf: (kind: EventKind) =>
      db.select().from(events).where(eq(events.kind, kind)).orderBy(asc(events.id)),
    /** As if the time had passed until the next attempts, and until the server may be asked again; not that of a claim. */
    pass: async () => {
      await db.execute(sql`update mails set next_attempt_at = clock_timestamp()
        where next_attempt_at is not null and abs(extract(epoch from next_attempt_at - last_attempt_at) - 120) > 1`)
      await db.execute(sql`update mail_servers set blocked_until = clock_timestamp()`)
    },
    /** Waits until so many attempts of the only mail were made and recorded. */
    attempted: (attempts: number) =>
      until(async () => {
        const [row] = await rows()
        expect(row?.attempts).toBe(attempts)
        expect(row?.lastCode ?? row?.lastFault ?? row?.stoppedWhy).not.toBeNull()
        expect(isClaimed(row, claimMs)).toBe(false)
      }),
    settled: () => until(async () => expect((await rows()).filter((one) => one.nextAttemptAt)).toEqual([])),
    begin: async () => {
      await desk.letAskAgain()
      await db.execute(sql`truncate mails, mail_servers, mail_reminders`)
      receiver.reset()
    },
    reset: async () => {
      receiver.reset()
      await stop()
      desk.reset()
      useTestSettings(settings)
    },
    close: async () => {
      processDatabase.set(undefined)
      await receiver.close()
      await desk.close()
      useTestSettings()
    },
  }
}

/** Such a desk for the tests of a file. */
export function useMailDesk(): MailDesk {
  return useWorld(openMailDesk)
}
