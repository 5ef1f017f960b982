import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import { type Database, openPostgres } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { listenOnLoopback } from '@/lib/testing/ports'
import { until } from '@/lib/testing/run-senders'
import { seedDatabase } from '@/lib/testing/seed-links'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'
import { fillOutbox } from '@/lib/webhooks/store/outbox'

// Processes of their own that send the webhooks of one PostgreSQL database.

const root = join(import.meta.dirname, '../..')
let url: string
let database: Database
let receiver: Server
let receiverUrl: string
/** The ids of the webhooks that came, and whether the receiver keeps its answers to itself. */
let ids: unknown[]
let isSilent: boolean
let children: ChildProcess[] = []

beforeAll(async () => {
  useTestSettings()
  url = (await createTestDatabase()) ?? ''
  database = await openPostgres(url)
  await seedDatabase(database.db, 1, new Date())
  receiver = createServer((request, response) => {
    ids.push(request.headers['webhook-id'])
    if (!isSilent) request.resume().once('end', () => response.writeHead(204).end())
  })
  receiverUrl = `http://127.0.0.1:${await listenOnLoopback(receiver)}/hook`
})
beforeEach(async () => {
  await database.db.execute(sql`truncate outgoing_webhooks`)
  await fillOutbox(database.db)
  ids = []
  isSilent = false
})
afterEach(async () => {
  await Promise.all(children.map(kill))
  children = []
})
afterAll(async () => {
  receiver.close()
  receiver.closeAllConnections()
  await database.close()
})

const start = async () => {
  const script = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/send-webhooks.ts']
  const args = [...script, url, receiverUrl]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}
const kill = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
const tell = async (times: number) => {
  const [link] = await database.db.select({ id: links.id }).from(links)
  const event = {
    at: new Date(),
    kind: 'link.revoked',
    actorId: null,
    linkId: link?.id ?? '',
    facts: { nangoStatus: 204 },
  } as const
  for (let n = 0; n < times; n += 1) await recordEvent(database.db, event)
}
const rows = () => database.db.select().from(outgoingWebhooks)
const delivered = (count: number) =>
  until(async () => expect((await rows()).filter((one) => one.deliveredAt)).toHaveLength(count))

it('two processes send each webhook once between them', async () => {
  await Promise.all([start(), start()])
  await tell(100)
  await delivered(100)
  expect([ids.length, new Set(ids).size]).toEqual([100, 100])
}, 60_000)

it('a webhook whose process was killed before it could note the answer is sent again by another', async () => {
  isSilent = true
  await tell(1)
  const child = await start()
  await until(() => expect(ids).toHaveLength(1))
  await kill(child)
  expect(await rows()).toMatchObject([{ attempts: 1, lastStatus: null, lastFault: null, deliveredAt: null }])
  isSilent = false
  await start()
  // As if the minute had passed that a process has for an attempt.
  await database.db.execute(sql`update outgoing_webhooks set next_attempt_at = clock_timestamp()`)
  await delivered(1)
  expect(await rows()).toMatchObject([{ attempts: 2, lastStatus: 204 }])
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
}, 60_000)
