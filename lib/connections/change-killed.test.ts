import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

import { DeskCtx } from '@/lib/ctx'
import { events, staff } from '@/lib/db/schema'
import { connectionChanges } from '@/lib/db/schema-late'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { integration } from '@/lib/testing/connect-customer'
import { type FaultServer, startFaultServer } from '@/lib/testing/fault-server'
import { openCrashDatabase } from '@/lib/testing/test-database'
import { openTestNango } from '@/lib/testing/test-desk'
import { useCrashSite } from '@/lib/testing/use-crash-site'

import { finishChanges } from './change'

const root = join(import.meta.dirname, '../..')
const site = useCrashSite('change-killed')
let faults: FaultServer

beforeAll(async () => {
  faults = await startFaultServer({ target: site.sandbox.origin })
})
afterAll(() => faults.close())

const openNango = () => openTestNango(faults.origin, site.sandbox.publicOrigin)

/** A new connection of user_42; returns its id. */
const connect = async (): Promise<string> => {
  const { sdk } = openNango()
  const mark = randomUUID()
  const tags = { end_user_id: 'user_42', mark }
  const made = await sdk.createConnectSession({ tags, allowed_integrations: [integration] })
  await connectByApiKey(made.data.connect_link)
  const { connections } = await sdk.listConnections({ tags: { mark } })
  return connections[0]?.connection_id ?? ''
}

type Moment = 'before Nango did it' | 'after Nango did it'

/** Lets a process change a connection, and kills it where it waits for the answer of Nango. */
const changeAndKill = async (what: 'retag' | 'disconnect', id: string, moment: Moment) => {
  const node = ['--liftoff-only', '--conditions=react-server', '--import', 'tsx']
  const args = [
    ...node,
    'lib/testing/changing-desk.ts',
    site.database,
    faults.origin,
    site.sandbox.publicOrigin,
    what,
    id,
  ]
  const method = what === 'retag' ? 'PATCH' : 'DELETE'
  const call = { method, path: `/connections/${id}` }
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  const kill = (answer: unknown) => {
    child.kill('SIGKILL')
    return answer
  }
  if (moment === 'after Nango did it') faults.setFault(call, { kind: 'rewrite', rewrite: kill })
  else {
    faults.setFault(call, { kind: 'silent' })
    const isAsked = () => faults.calls().some((one) => one.method === method && one.path === call.path)
    await expect.poll(isAsked, { timeout: 60_000 }).toBe(true)
    child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  faults.reset()
}

const Facts = z.looseObject({
  connection: z.string().optional(),
  code: z.string().optional(),
  tags: z.string().optional(),
})

/** What the history tells of a connection when a new process looks at what was left, a minute later. */
const sweep = async (id: string) => {
  const { db, close } = await openCrashDatabase(site.database)
  const before = await db.select().from(connectionChanges)
  expect(before).toMatchObject([{ connectionId: id }])
  const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date(Date.now() + 60_000) })
  await finishChanges(ctx)
  await finishChanges(ctx)
  expect(await db.select().from(connectionChanges)).toEqual([])
  const [person] = await db.select().from(staff)
  const rows = await db.select().from(events).orderBy(events.id)
  await close()
  const recorded = rows.filter(({ facts }) => Facts.parse(facts).connection === id)
  expect(new Set(recorded.map(({ actorId }) => actorId))).toEqual(new Set([person?.id]))
  return recorded.map(({ kind, facts }) => {
    const { code, tags } = Facts.parse(facts)
    return [kind, code ?? tags ?? null]
  })
}

it('a change of tags whose process is killed is told, whether Nango had done it or not', async () => {
  const id = await connect()
  await changeAndKill('retag', id, 'before Nango did it')
  const first = [
    ['connection.retag_asked', 'plan'],
    ['connection.change_failed', 'cut_off'],
  ]
  expect(await sweep(id)).toEqual(first)
  await changeAndKill('retag', id, 'after Nango did it')
  expect(await sweep(id)).toEqual([
    ...first,
    ['connection.retag_asked', 'plan'],
    ['connection.retagged', 'plan'],
  ])
}, 120_000)

it('a removal whose process is killed is told', async () => {
  const id = await connect()
  await changeAndKill('disconnect', id, 'after Nango did it')
  expect(await sweep(id)).toEqual([
    ['connection.disconnect_asked', null],
    ['connection.disconnected', null],
  ])
}, 120_000)
