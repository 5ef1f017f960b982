import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { count, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { type Database, openPostgres } from '@/lib/db/open'
import { events, links } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { queueMail } from '@/lib/mail/queue'
import { stopProcess } from '@/lib/testing/child-processes'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { mailSettingsFor } from '@/lib/testing/mail-settings'
import { seedDatabase } from '@/lib/testing/seed-links'
import { type SmtpReceiver, startSmtpReceiver } from '@/lib/testing/smtp-receiver'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

// Processes of their own that send the mails of one PostgreSQL database.

const root = join(import.meta.dirname, '../..')
let url: string
let database: Database
let receiver: SmtpReceiver
let linkId: string
let children: ChildProcess[] = []

beforeAll(async () => {
  receiver = await startSmtpReceiver()
  useTestSettings(mailSettingsFor(receiver.url))
  url = (await createTestDatabase()) ?? ''
  database = await openPostgres(url)
  await seedDatabase(database.db, 1, new Date())
  const [link] = await database.db.select({ id: links.id }).from(links)
  linkId = link?.id ?? ''
})
beforeEach(async () => {
  await database.db.execute(sql`truncate mails, mail_servers`)
  receiver.reset()
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => stopProcess(child, 'SIGKILL', 0)))
})
afterAll(async () => {
  await receiver.close()
  await database.close()
  useTestSettings()
})

const start = async () => {
  const script = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/send-mails.ts']
  const child = spawn(process.execPath, [...script, url, receiver.url], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}
/** Receipts, which go out whatever became of their link. */
const queue = (times: number) =>
  database.db.transaction(async (tx) => {
    for (let n = 0; n < times; n += 1)
      await queueMail(tx, {
        linkId,
        kind: 'receipt',
        to: `ada${n}@example.com`,
        language: 'en',
        subject: 'Done',
        text: 'Thank you.',
        html: '<p>Thank you.</p>',
        createdBy: null,
        at: new Date(),
        notAfter: new Date(Date.now() + dayMs),
      })
  })
const rows = () => database.db.select().from(mails)
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 110_000, interval: 20 })
const sent = (times: number) =>
  until(async () => expect((await rows()).filter((one) => one.sentAt)).toHaveLength(times))
/** Statements on mails that wait for a lock. */
const countWaiting = async () => {
  const [row] = await database.db
    .select({ n: count() })
    .from(sql`pg_stat_activity`)
    .where(sql`datname = current_database() and wait_event_type = 'Lock' and query like 'update "mails"%'`)
  return row?.n
}
const ids = () => receiver.taken.map(({ id }) => id)

it('two processes send each mail once between them', async () => {
  const most = countOf(30, 500)
  await Promise.all([start(), start()])
  await queue(most)
  await sent(most)
  expect([ids().length, new Set(ids()).size]).toEqual([most, most])
  recordEvidence({
    attack: 'two processes send the mails of one database',
    tried: most,
    outcome: 'each sent once',
  })
}, 120_000)

it('a process that is killed between the 250 and its note sends one more, with the same Message-ID, and it is known', async () => {
  await queue(1)
  // Who holds the row keeps the note waiting; the server says 250 in that time.
  await database.db.transaction(async (tx) => {
    receiver.beforeAnswer(async () => {
      await tx.select().from(mails).for('update')
    })
    const child = await start()
    await until(async () => {
      expect(receiver.taken.filter((mail) => mail.isAcknowledged)).toHaveLength(1)
      expect(await countWaiting()).toBe(1)
    })
    await stopProcess(child, 'SIGKILL', 0)
  })
  receiver.beforeAnswer(() => Promise.resolve())
  expect(await rows()).toMatchObject([{ attempts: 1, sentAt: null, sendingSince: expect.any(Date) }])
  await start()
  // As if the time had passed that a process has for an attempt.
  await database.db.execute(sql`update mails set next_attempt_at = clock_timestamp()`)
  await sent(1)
  expect([ids().length, new Set(ids()).size]).toEqual([2, 1])
  expect(await rows()).toMatchObject([{ attempts: 2, unknowns: 1 }])
  const told = await database.db.select().from(events).where(eq(events.kind, 'mail.sent'))
  expect(told.at(-1)).toMatchObject({ linkId, facts: { isMaybeTwice: true } })
}, 120_000)

it('a process that is killed before it hands a mail over leaves no doubt', async () => {
  receiver.setFault({ at: 'rcpt', kind: 'hang' })
  await queue(1)
  const child = await start()
  await until(() => expect(receiver.connections()).toBe(1))
  await stopProcess(child, 'SIGKILL', 0)
  receiver.setFault(null)
  await start()
  await database.db.execute(sql`update mails set next_attempt_at = clock_timestamp()`)
  await sent(1)
  expect(ids()).toHaveLength(1)
  expect(await rows()).toMatchObject([{ attempts: 2, unknowns: 0 }])
}, 120_000)
