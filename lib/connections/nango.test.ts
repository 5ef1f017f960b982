import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Nango } from '@/lib/nango/client'
import type { Connection } from '@/lib/nango/connection'
import { listConnections } from '@/lib/nango/list-connections'
import type { ServedSandbox } from '@/lib/sandbox/serve-sandbox'
import { connectUnauthenticated } from '@/lib/testing/connect-by'
import { type FaultServer, startFaultServer } from '@/lib/testing/fault-server'
import { openTestNango, serveTestSandbox } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

import { type Walk, walkConnections } from './nango'
import type { ConnectionCursor } from './schema'

let sandbox: ServedSandbox
let faults: FaultServer
let nango: Nango
let aheadMs = 0

beforeEach(async () => {
  useTestSettings()
  aheadMs = 0
  sandbox = await serveTestSandbox()
  faults = await startFaultServer({ target: sandbox.origin })
  nango = openTestNango(faults.origin, sandbox.publicOrigin)
})
afterEach(async () => {
  await faults.close()
  await sandbox.close()
})

const now = () => new Date(Date.now() + aheadMs)
/** Lets everything that is kept of earlier answers grow old. */
const forget = () => {
  aheadMs += 15_001
}
const calls = () => faults.calls().filter(({ path }) => path === '/connections').length

const walk = async (changes: Partial<Walk> = {}) => {
  const asked: Walk = {
    question: { integration: null, customerId: null },
    from: null,
    isWanted: () => true,
    limit: 10,
    size: 12,
    now,
    ...changes,
  }
  const walked = await walkConnections(nango, asked)
  if (!walked.ok) throw new Error(walked.failure.code)
  return walked.value
}

/** Walks page by page to the end; `meanwhile` happens between two pages. */
const walkAll = async (
  changes: Partial<Walk> = {},
  meanwhile: (page: Connection[]) => Promise<void> = async () => {},
) => {
  const pages: Connection[][] = []
  let from: ConnectionCursor = changes.from ?? null
  do {
    const { connections, next } = await walk({ ...changes, from })
    pages.push(connections)
    await meanwhile(connections)
    from = next
  } while (from !== null)
  return pages
}
const idsOf = (pages: Connection[][]) => pages.flat().map(({ id }) => id)
const idOf = ({ id }: Connection) => id

const ask = (page: number) =>
  listConnections(nango, { integration: null, customerId: null }, { limit: 10, page }, now())

const connectOne = async () => {
  const { data } = await nango.sdk.createConnectSession({
    tags: { end_user_id: 'newcomer' },
    allowed_integrations: ['demo-unauthenticated'],
  })
  await connectUnauthenticated(data.connect_link)
}

describe('page after page', () => {
  it('shows every connection once, newest first, with one call each', async () => {
    sandbox.addExamples(205)
    const pages = await walkAll()
    expect(pages.map((page) => page.length)).toEqual([...Array<number>(20).fill(10), 5])
    expect(idsOf(pages)).toEqual((await walk({ limit: 205, size: 207 })).connections.map(idOf))
    expect(calls()).toBe(21 + 1)
  })

  it('ends where a full page is the last one, and with nothing at all', async () => {
    expect(await walk()).toEqual({ connections: [], next: null, isCutShort: false })
    sandbox.addExamples(20)
    forget()
    expect((await walkAll()).map((page) => page.length)).toEqual([10, 10])
  })

  it('neither repeats nor passes over any while others are made and removed', async () => {
    sandbox.addExamples(150)
    const before = (await walk({ limit: 150, size: 152 })).connections
    const removed = new Set<string>()
    let made = 0
    let turn = 0
    const pages = await walkAll({}, async () => {
      turn += 1
      // Seen and unseen ones go, more of them than a page holds; new ones come.
      const left = before.filter(({ id }) => !removed.has(id))
      const going = left.filter((_, index) => (index * 7 + turn) % 11 === 0)
      for (const { id, integrationKey } of going) {
        removed.add(id)
        await nango.sdk.deleteConnection(integrationKey, id)
      }
      for (let count = 0; count < turn % 4; count += 1, made += 1) await connectOne()
      if (turn % 2 === 0) forget()
    })
    const shown = idsOf(pages)
    expect([removed.size > 50, made > 10]).toEqual([true, true])
    expect(shown.length).toBe(new Set(shown).size)
    const stayed = before.map(idOf).filter((id) => !removed.has(id))
    expect(stayed.filter((id) => !shown.includes(id))).toEqual([])
    expect(pages.flat().every(({ tags }) => tags['end_user_id'] !== 'newcomer')).toBe(true)
  })

  it('finds its way back when many pages above it are gone', async () => {
    sandbox.addExamples(150)
    const all = (await walk({ limit: 150, size: 152 })).connections
    const { next } = await walk({ limit: 125, size: 127 })
    for (const { id, integrationKey } of all.slice(0, 100))
      await nango.sdk.deleteConnection(integrationKey, id)
    forget()
    const rest = await walkAll({ from: next })
    expect(idsOf(rest)).toEqual(all.slice(125).map(idOf))
  })
})

describe('a walk for few among many', () => {
  const nobody = { isWanted: () => false, limit: 50, size: 500 }

  it('is cut short after 5,000 connections, and goes on from there', async () => {
    sandbox.addExamples(12_000)
    const first = await walk(nobody)
    expect(first).toMatchObject({ connections: [], isCutShort: true })
    expect(first.next?.seen).toBeGreaterThanOrEqual(5_000)
    expect(first.next?.seen).toBeLessThan(6_500)
    const callsOfFirst = calls()
    expect(callsOfFirst).toBeLessThanOrEqual(10)
    const oldest = await walkAll({ ...nobody, isWanted: ({ tags }) => tags['end_user_id'] === 'customer_1' })
    expect(oldest.flat().map(({ tags }) => tags['end_user_id'])).toEqual(['customer_1'])
    expect(calls()).toBeLessThanOrEqual(25)
  })

  it('begins no further call after 4 s: a slow Nango is not waited for ten times', async () => {
    sandbox.addExamples(2_000)
    const slow = await walk({
      ...nobody,
      now: () => {
        aheadMs += 1_500
        return now()
      },
    })
    expect(slow).toMatchObject({ isCutShort: true })
    expect(calls()).toBe(2)
  })
})

describe('asking Nango', () => {
  const everything = { question: { integration: null, customerId: null }, limit: 50, size: 500 }

  it('is done once for all who look within 15 s, whatever they look for', async () => {
    sandbox.addExamples(1_200)
    await Promise.all(Array.from({ length: 10 }, () => walk({ ...everything, isWanted: () => false })))
    const once = calls()
    expect(once).toBeLessThanOrEqual(3)
    await walk({ ...everything, isWanted: ({ id }) => id.startsWith('a') })
    expect(calls()).toBe(once)
    forget()
    await walk({ ...everything, isWanted: () => false })
    expect(calls()).toBe(2 * once)
  })

  it('lets Nango pick by integration and customer', async () => {
    sandbox.addExamples(130)
    const question = { integration: 'github', customerId: 'customer_126' }
    const picked = await walk({ question })
    expect(picked.connections.map(({ tags }) => tags['end_user_id'])).toEqual(['customer_126'])
    const ofGithub = await walkAll({ question: { integration: 'github', customerId: null } })
    expect(new Set(ofGithub.flat().map(({ integrationKey }) => integrationKey))).toEqual(new Set(['github']))
    expect(ofGithub.map((page) => page.length)).toEqual([10, 3])
    expect(calls()).toBe(3)
  })

  it('keeps no failure, and not more than 32 answers', async () => {
    faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 403, json: forbidden })
    await expect(walk()).rejects.toThrow('nango_scope_missing')
    faults.reset()
    sandbox.addExamples(5)
    expect((await walk()).connections).toHaveLength(5)
    for (let page = 1; page <= 40; page += 1) await ask(page)
    faults.reset()
    await ask(40)
    expect(calls()).toBe(0)
    await ask(1)
    expect(calls()).toBe(1)
  })
})

const forbidden = {
  error: { code: 'forbidden', message: 'Insufficient scope. Required: environment:connections:list' },
}
