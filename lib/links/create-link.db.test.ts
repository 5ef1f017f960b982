import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { events, links } from '@/lib/db/schema'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'

const { desk, agent } = useTestDesk({ agent: 'agent' })

const creations = () => desk.faults.calls().filter((call) => call.path === '/connect/sessions').length
const create = { method: 'POST', path: '/connect/sessions' }

describe('createLink', () => {
  it('makes one link that its maker may show, with the sandbox behind the real SDK', async () => {
    const made = await createLink(agent, linkInput({ language: 'de' }))
    if (!made.ok) throw new Error(made.failure.code)
    expect(made.value.link).toMatchObject({ state: 'active', isMine: true, canEnd: true })
    expect(made.value.link.id).toMatch(/^lnk_[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(made.value.remainingMs).toBeGreaterThan(1_790_000)
    const url = new URL(made.value.url ?? '')
    expect(url.origin).toBe(desk.sandbox.publicOrigin)
    expect(url.searchParams.get('session_token')).toMatch(/^nango_connect_session_[0-9a-f]{64}$/)
    expect(url.searchParams.get('apiURL')).toBe(desk.sandbox.publicOrigin)
    expect(url.searchParams.get('lang')).toBe('de')
  })

  it('writes the token only sealed, and one event', async () => {
    const made = await createLink(agent, linkInput())
    if (!made.ok) throw new Error(made.failure.code)
    const token = new URL(made.value.url ?? '').searchParams.get('session_token') ?? ''
    const stored = JSON.stringify([await agent.db.select().from(links), await agent.db.select().from(events)])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(token.slice('nango_connect_session_'.length))
    const recorded = (await agent.db.select().from(events)).filter(
      (event) => event.linkId === made.value.link.id,
    )
    expect(recorded.map((event) => event.kind)).toEqual(['link.created'])
  })

  it('answers a repeated request with the first link, and another request under the same key with a refusal', async () => {
    const input = linkInput()
    const first = await createLink(agent, input)
    const again = await createLink(agent, input)
    const other = await createLink(agent, { ...input, integrations: ['hubspot'] })
    expect(again).toMatchObject({ ok: true })
    expect(first.ok && again.ok && first.value.link.id === again.value.link.id).toBe(true)
    expect(other).toEqual({ ok: false, failure: { code: 'intent_reused' } })
    expect(creations()).toBe(1)
  })

  it('keeps the same key of two people apart', async () => {
    const input = linkInput()
    const other = await desk.ctxFor('agent', 'other')
    const [mine, theirs] = [await createLink(agent, input), await createLink(other, input)]
    expect(mine.ok && theirs.ok && mine.value.link.id !== theirs.value.link.id).toBe(true)
  })

  it('answers a repeated failed request with the same failure, without asking Nango again', async () => {
    const input = linkInput({ integrations: ['no-such-integration'] })
    const first = await createLink(agent, input)
    const again = await createLink(agent, input)
    expect(first).toMatchObject({
      failure: { code: 'nango_refused', fieldErrors: { integrations: expect.any(String) } },
    })
    expect(again).toMatchObject({ failure: { code: 'nango_refused' } })
    expect(creations()).toBe(1)
  })

  it('refuses a viewer', async () => {
    const viewer = await desk.ctxFor('viewer')
    expect(await createLink(viewer, linkInput())).toEqual({ ok: false, failure: { code: 'not_allowed' } })
  })

  it('calls a request that was cut off abandoned, after a minute', async () => {
    const input = linkInput()
    desk.faults.setFault(create, { kind: 'silent' })
    const cutOff = createLink(agent, input)
    await expect.poll(creations).toBe(1)
    desk.advance(61_000)
    expect(await createLink(agent, input)).toEqual({ ok: false, failure: { code: 'intent_abandoned' } })
    desk.faults.reset()
    expect(await cutOff).toMatchObject({ ok: false })
  })

  it('shows nothing when Nango answers with a link to another host than before', async () => {
    await createLink(agent, linkInput())
    desk.faults.setFault(create, {
      kind: 'rewrite',
      rewrite: (answer) =>
        JSON.parse(JSON.stringify(answer).replaceAll(desk.sandbox.publicOrigin, 'https://evil.example.net')),
    })
    const made = await createLink(agent, linkInput())
    expect(made).toEqual({
      ok: false,
      failure: { code: 'nango_foreign_link', detail: 'https://evil.example.net' },
    })
  })
})

const keyCount = countOf(50, 5_000)
/** The second post waits for the first one as long as any input may take, however slow the machine is. */
const patienceMs = 55_000

describe(`${keyCount} intent keys, two posts each at the same time`, () => {
  it(
    'make a link a key: none lost, none twice',
    async () => {
      const keys = Array.from({ length: keyCount }, () => randomUUID())
      const before = (await agent.db.select().from(links)).length
      const outcomes: Awaited<ReturnType<typeof createLink>>[] = []
      // 25 keys at a time: as many agents as one desk will see at once.
      for (let at = 0; at < keys.length; at += 25) {
        const posts = keys
          .slice(at, at + 25)
          .flatMap((intentKey) => [linkInput({ intentKey }), linkInput({ intentKey })])
        outcomes.push(...(await Promise.all(posts.map((input) => createLink(agent, input, patienceMs)))))
      }
      const ids = outcomes.map((outcome) => (outcome.ok ? outcome.value.link.id : outcome.failure.code))
      const pairs = keys.map((_, index) => [ids[2 * index], ids[2 * index + 1]])
      expect(pairs.filter(([first, second]) => first !== second)).toEqual([])
      expect(new Set(ids).size).toBe(keyCount)
      expect(creations()).toBe(keyCount)
      const rows = await agent.db.select().from(links)
      expect(rows.length - before).toBe(keyCount)
      expect(rows.filter((row) => row.state === 'creating')).toEqual([])
      recordEvidence({
        attack: 'intent keys posted twice at once',
        tried: keyCount,
        outcome: '0 lost, 0 made twice',
      })
    },
    60_000 + keyCount * 2_000,
  )
})
