import { createHmac } from 'node:crypto'

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { processDatabase } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { refusedWebhooks } from '@/lib/db/schema-late'
import { webhookDeliveries } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { processNango } from '@/lib/nango/client'
import { readDeskStatus } from '@/lib/status/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { signingKey } from '@/lib/testing/test-settings'
import { useTestDesk } from '@/lib/testing/use-test-desk'
import { flushRefusedWebhooks } from '@/lib/webhooks/count-refused'
import { receiveWebhook } from '@/lib/webhooks/receive'
import { addRefusedWebhooks, countRefusedWebhooks } from '@/lib/webhooks/store/incoming'

import { receiveAsNango } from './webhook'

const { desk, agent } = useTestDesk({ agent: 'agent' })

beforeAll(() => processDatabase.set(Promise.resolve(desk.database)))
beforeEach(() => processNango.set(desk.deskCtx().nango))

const sign = (body: string, key = signingKey) => createHmac('sha256', key).update(body).digest('hex')

const post = (body: string, signature: string | null = sign(body)) =>
  receiveAsNango(
    new Request('http://desk.example.com/api/webhooks/nango', {
      method: 'POST',
      body,
      headers: signature === null ? {} : { 'X-Nango-Hmac-Sha256': signature },
    }),
    receiveWebhook,
  )

const rows = async () => ({
  deliveries: await agent.db.select().from(webhookDeliveries),
  events: (await agent.db.select().from(events)).length,
})
const lastOutcome = async () => (await rows()).deliveries.at(-1)?.outcome

const authEvent = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'auth',
    operation: 'creation',
    success: true,
    connectionId: 'c-1',
    providerConfigKey: 'private-api-bearer',
    ...changes,
  })

const make = async (integrations = ['private-api-bearer']) => {
  const made = await createLink(agent, linkInput({ integrations }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

describe('a stranger', () => {
  it.each([
    ['without a signature', null],
    ['with a signature by another key', sign(authEvent(), 'another-key')],
    ['with the signature of another body', sign('{}')],
    ['with a signature of strange characters', 'ä'.repeat(64)],
  ])('%s is a 401, and nothing is written', async (_, signature) => {
    const before = await rows()
    expect((await post(authEvent(), signature)).status).toBe(401)
    expect(await rows()).toEqual(before)
    expect(desk.faults.calls()).toEqual([])
  })

  it('who guesses signatures is never heard, however near they come', async () => {
    const before = await rows()
    const body = authEvent()
    const good = sign(body)
    const forged = (turn: number) => {
      const at = turn % good.length
      const other = ((Number.parseInt(good.charAt(at), 16) + 1 + (turn % 15)) % 16).toString(16)
      const near = good.slice(0, at) + other + good.slice(at + 1)
      return [
        near,
        sign(body, `key-${turn}`),
        sign(`${body} `.padEnd(turn)),
        good.slice(0, at),
        `${good}${at}`,
      ][turn % 5]
    }
    const tried = countOf(60, 10_000)
    for (let turn = 0; turn < tried; turn += 1)
      expect((await post(body, forged(turn) ?? null)).status).toBe(401)
    expect(await rows()).toEqual(before)
    recordEvidence({ attack: 'forged webhooks', tried, outcome: 'each refused with 401, nothing written' })
  }, 300_000)

  it('with too much to say is a 413, announced or not', async () => {
    const before = await rows()
    const large = JSON.stringify({ type: 'auth', padding: 'x'.repeat(256 * 1024) })
    expect((await post(large)).status).toBe(413)
    const stream = new Blob([large]).stream()
    const init = { method: 'POST', body: stream, duplex: 'half' } as const
    const request = new Request('http://desk.example.com/', init)
    expect((await receiveAsNango(request, receiveWebhook)).status).toBe(413)
    expect(await rows()).toEqual(before)
  })
})

describe('keys', () => {
  it('may be two, while Nango rotates them', async () => {
    processNango.set({ ...desk.deskCtx().nango, webhookSigningKeys: ['new-key', signingKey] })
    const body = JSON.stringify({ type: 'sync' })
    expect((await post(body, sign(body, 'new-key'))).status).toBe(200)
    expect((await post(body)).status).toBe(200)
  })
  it('that are missing are a plain 503', async () => {
    processNango.set({ ...desk.deskCtx().nango, webhookSigningKeys: [] })
    const answer = await post(authEvent())
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { message: 'NANGO_WEBHOOK_SIGNING_KEY is not set.' },
    ])
  })
})

describe('a signed body', () => {
  it.each([
    ['of another type', JSON.stringify({ type: 'sync', model: 'x' }), 'ignored'],
    ['that is no JSON', 'not json', 'ignored'],
    ['that is no object', '[1]', 'ignored'],
    ['without tags', authEvent(), 'foreign'],
    ['with somebody else’s tag', authEvent({ tags: { connect_link_id: 'lnk_nope' } }), 'foreign'],
    [
      'with the id of no link',
      authEvent({ tags: { connect_link_id: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' } }),
      'foreign',
    ],
    ['with strange fields', authEvent({ operation: 7, tags: 'x', connectionId: {} }), 'foreign'],
  ])('%s is taken with a 200, kept, and changes nothing', async (_, body, outcome) => {
    const before = await rows()
    expect((await post(body)).status).toBe(200)
    expect(await lastOutcome()).toBe(outcome)
    expect((await rows()).events).toBe(before.events)
    expect(desk.faults.calls()).toEqual([])
  })

  it('that the desk sent itself is taken, and stands in no list', async () => {
    const before = await rows()
    const answer = await post(JSON.stringify({ type: 'connect_desk.test', id: 'x' }))
    expect([answer.status, await answer.json()]).toEqual([200, { message: 'ignored' }])
    expect(await rows()).toEqual(before)
  })

  it('with a character that no database keeps is ignored, wherever it stands', async () => {
    const { link } = await make()
    const tags = { connect_link_id: link.id }
    for (const strange of ['\\u0000', '\\ud800', 'a\\udfffb'])
      for (const changes of [
        { tags, connectionId: '@' },
        { tags, providerConfigKey: 'x@' },
        { tags, operation: '@' },
        { tags, success: false, error: { type: '@', description: '' } },
        { tags: { ...tags, plan: '@' } },
        { tags: { ...tags, 'a@': 'b' } },
        { type: '@' },
        { type: 'forward', payload: { deep: [{ '@': 1 }] } },
      ]) {
        const answer = await post(authEvent(changes).replaceAll('@', strange))
        expect([answer.status, await answer.json()], JSON.stringify(changes)).toEqual([
          200,
          { message: 'ignored' },
        ])
      }
  })

  it('that claims a connection which is not at Nango changes no state', async () => {
    const { link } = await make()
    const forged = authEvent({ tags: { connect_link_id: link.id }, connectionId: 'made-up' })
    expect((await post(forged)).status).toBe(200)
    expect(await lastOutcome()).toBe('unconfirmed')
  })

  it('is answered with 503 when Nango or the database cannot be asked, and works when sent again', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    const body = authEvent({ tags: { connect_link_id: link.id } })
    desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'refuse' })
    expect((await post(body)).status).toBe(503)
    desk.faults.reset()
    const before = processDatabase.peek()
    processDatabase.set(Promise.reject(new Error('the database is away')))
    expect((await post(body)).status).toBe(503)
    processDatabase.set(before)
    expect((await post(body)).status).toBe(200)
    expect(await lastOutcome()).toBe('applied')
  })
})

const refused = async () => {
  await flushRefusedWebhooks()
  return valueOf(await readDeskStatus(await desk.ctxFor('admin'))).refusedWebhooks
}

describe('webhooks whose signature does not fit', () => {
  it('are counted, with no question to the database for each of a flood', async () => {
    const before = await refused()
    const opened = vi.spyOn(processDatabase, 'get')
    const flood = Array.from({ length: 500 }, (_, n) => post(authEvent({ n }), n % 2 ? 'a'.repeat(64) : null))
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([401]))
    expect(opened).not.toHaveBeenCalled()
    expect(await refused()).toBe(before + 500)
    expect(opened).toHaveBeenCalledTimes(1)
  })

  it('are counted on when the database is away, and no more than a day is shown', async () => {
    const before = await refused()
    const database = processDatabase.peek()
    processDatabase.set(Promise.reject(new Error('the database is away')))
    await post(authEvent(), null)
    await flushRefusedWebhooks()
    processDatabase.set(database)
    expect(await refused()).toBe(before + 1)
    expect(await countRefusedWebhooks(agent.db, new Date(Date.now() + dayMs))).toBe(0)
    await addRefusedWebhooks(agent.db, 1, new Date(Date.now() + 3 * dayMs))
    expect(await agent.db.$count(refusedWebhooks)).toBe(1)
  })
})
