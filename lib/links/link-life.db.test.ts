import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { events, links } from '@/lib/db/schema'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { finishRevocations } from './finish'
import { listMyLinks } from './list'
import { readLink } from './read'
import { renewLink } from './renew'
import { openLink } from './reveal'
import { revokeLink } from './revoke'
import type { LiveLinkView } from './view'

const { desk, agent, colleague, admin, viewer } = useTestDesk({
  agent: 'agent',
  colleague: ['agent', 'colleague'],
  admin: 'admin',
  viewer: 'viewer',
})

const apiKeyWish = () => linkInput({ integrations: ['private-api-bearer'] })

const make = async (input = apiKeyWish(), ctx = agent): Promise<LiveLinkView> => {
  const made = await createLink(ctx, input)
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

const stateOf = async (id: string, ctx = agent) => {
  const read = await readLink(ctx, id)
  return read.ok ? read.value.link.state : read.failure.code
}
const storedOf = async (id: string) => (await agent.db.select().from(links).where(eq(links.id, id)))[0]
const kindsOf = async (id: string) =>
  (await agent.db.select().from(events).where(eq(events.linkId, id)).orderBy(events.id)).map(
    ({ kind }) => kind,
  )
const nangoIsAhead = (clockAheadMs: number) =>
  desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'pass', clockAheadMs })
const questions = () => desk.faults.calls().filter(({ path }) => path === '/connections').length

describe('reading a link', () => {
  it('turns connected by reading back from Nango, and erases the token', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    expect(await stateOf(link.id)).toBe('connected')
    expect(await storedOf(link.id)).toMatchObject({ sealedToken: null, state: 'connected' })
    expect(await kindsOf(link.id)).toEqual([
      'link.created',
      'link.progressed',
      'link.connected',
      'link.retired',
    ])
  })

  it('asks Nango at most once in 5 s, however many watch', async () => {
    const { link } = await make()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => stateOf(link.id, index % 2 ? agent : colleague)),
    )
    expect(questions()).toBe(1)
    await desk.letAskAgain()
    await stateOf(link.id)
    expect(questions()).toBe(2)
  })

  it('keeps what it knows while Nango cannot be asked', async () => {
    const { link } = await make()
    desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 500, json: {} })
    expect(await stateOf(link.id)).toBe('active')
  })

  it('is connected only when every integration is', async () => {
    const { link, url } = await make(linkInput({ integrations: ['private-api-bearer', 'github'] }))
    await connectByApiKey(url)
    const read = await readLink(agent, link.id)
    expect(read).toMatchObject({ ok: true, value: { link: { state: 'active' } } })
    const progress = read.ok
      ? read.value.link.integrations.map((one) => [one.key, one.connectedAt !== null])
      : []
    expect(progress).toEqual([
      ['private-api-bearer', true],
      ['github', false],
    ])
  })

  it('knows no foreign ids', async () => expect(await stateOf('lnk_nope')).toBe('not_found'))
})

describe('the end by the clock', () => {
  it('expires on time and forgets the token, and a late connection still wins', async () => {
    const { link, url } = await make()
    desk.advance(1_800_001)
    nangoIsAhead(1_801_000)
    expect(await stateOf(link.id)).toBe('expired')
    expect(await storedOf(link.id)).toMatchObject({ sealedToken: null })
    desk.faults.reset()
    await connectByApiKey(url)
    await desk.letAskAgain()
    expect(await stateOf(link.id)).toBe('connected')
    expect(await kindsOf(link.id)).toEqual([
      'link.created',
      'link.expired',
      'link.progressed',
      'link.connected',
    ])
  })
})

describe('clocks that are wrong', () => {
  it('never end a link that lives at Nango', async () => {
    const { link } = await make()
    desk.advance(86_400_000)
    expect(await stateOf(link.id)).toBe('active')
  })
  it('count when Nango is silent: better a link too few than one that is dead', async () => {
    const { link } = await make()
    desk.advance(1_800_001)
    desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 500, json: {} })
    expect(await stateOf(link.id)).toBe('expired')
  })
})

describe('opening a card again', () => {
  it('shows the link to its maker and to admins, each time with an event; to others only the facts', async () => {
    const { link, url } = await make()
    expect(await openLink(agent, link.id)).toMatchObject({ value: { url } })
    expect(await openLink(admin, link.id)).toMatchObject({ value: { url } })
    expect(await openLink(colleague, link.id)).toMatchObject({
      value: { url: null, link: { canEnd: true } },
    })
    expect(await openLink(viewer, link.id)).toMatchObject({ value: { url: null, link: { canEnd: false } } })
    expect(await kindsOf(link.id)).toEqual(['link.created', 'link.revealed', 'link.revealed'])
  })
})

describe('revoking', () => {
  it('ends the link at Nango first; any agent may', async () => {
    const { link, url } = await make()
    expect(await revokeLink(colleague, link.id)).toMatchObject({ value: { state: 'revoked' } })
    expect(await storedOf(link.id)).toMatchObject({ sealedToken: null })
    const token = new URL(url ?? '').searchParams.get('session_token') ?? ''
    const asked = await fetch(`${desk.sandbox.origin}/connect/session`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(asked.status).toBe(401)
    expect(await openLink(agent, link.id)).toMatchObject({ value: { url: null } })
  })
  it('loses against a connection that was there already', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    expect(await revokeLink(agent, link.id)).toMatchObject({ value: { state: 'connected' } })
  })
  it('leaves the link alive when Nango cannot be reached, and goes on with it later', async () => {
    const { link } = await make()
    desk.faults.setFault({ method: 'DELETE', path: '/connect/session' }, { kind: 'refuse' })
    expect(await revokeLink(agent, link.id)).toMatchObject({ failure: { code: 'nango_unreachable' } })
    expect(await storedOf(link.id)).toMatchObject({ state: 'active' })
    desk.faults.reset()
    desk.advance(15_001)
    await finishRevocations(desk.deskCtx())
    expect(await storedOf(link.id)).toMatchObject({ state: 'revoked', sealedToken: null })
    const recorded = await agent.db.select().from(events).where(eq(events.linkId, link.id)).orderBy(events.id)
    expect(recorded.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['link.created', agent.actor.id],
      ['link.revoke_asked', agent.actor.id],
      ['link.revoked', agent.actor.id],
    ])
  })
  it('does not take a stranger’s 401 for Nango’s word', async () => {
    const { link } = await make()
    desk.faults.setFault(
      { method: 'DELETE', path: '/connect/session' },
      { kind: 'status', status: 401, html: 'log in' },
    )
    expect(await revokeLink(agent, link.id)).toMatchObject({ failure: { code: 'nango_bad_answer' } })
    expect(await storedOf(link.id)).toMatchObject({ state: 'active' })
  })
  it('is not for viewers', async () => {
    const { link } = await make()
    expect(await revokeLink(viewer, link.id)).toEqual({ ok: false, failure: { code: 'not_allowed' } })
  })
})

describe('renewing', () => {
  it('makes a twin once per key and revokes the old link', async () => {
    const input = linkInput({ tags: [{ key: 'plan', value: 'pro' }], language: 'fr' })
    const { link } = await make(input)
    const key = randomUUID()
    const [one, two] = await Promise.all([renewLink(agent, link.id, key), renewLink(agent, link.id, key)])
    if (!one.ok || !two.ok) throw new Error('the renewal failed')
    expect(one.value.link.id).toBe(two.value.link.id)
    expect(one.value.link.customer).toEqual(link.customer)
    expect(new URL(one.value.url ?? '').searchParams.get('lang')).toBe('fr')
    expect(await storedOf(link.id)).toMatchObject({ state: 'revoked' })
    expect(await storedOf(one.value.link.id)).toMatchObject({ renewsId: link.id, ownTags: input.tags })
  })
  it('answers from a second tab with the live twin, and never renews what is connected', async () => {
    const { link } = await make()
    const one = await renewLink(agent, link.id, randomUUID())
    const two = await renewLink(agent, link.id, randomUUID())
    expect(one.ok && two.ok && one.value.link.id === two.value.link.id).toBe(true)
    const done = await make()
    await connectByApiKey(done.url)
    await stateOf(done.link.id)
    expect(await renewLink(agent, done.link.id, randomUUID())).toMatchObject({
      failure: { code: 'link_not_renewable' },
    })
  })
  it('is not for viewers', async () => {
    const { link } = await make()
    expect(await renewLink(viewer, link.id, randomUUID())).toEqual({
      ok: false,
      failure: { code: 'not_allowed' },
    })
  })
})

describe('your links today', () => {
  it('are your own, newest first, without failed attempts or secrets', async () => {
    const newcomer = await desk.ctxFor('agent', 'newcomer')
    const [first, second] = [await make(apiKeyWish(), newcomer), await make(apiKeyWish(), newcomer)]
    await createLink(newcomer, linkInput({ integrations: ['gone'] }))
    const listed = await listMyLinks(newcomer)
    expect(listed.map(({ id }) => id)).toEqual([second.link.id, first.link.id])
    expect(JSON.stringify(listed)).not.toContain('session_token')
  })
})
