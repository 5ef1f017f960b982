import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { listConnectionsPage } from '@/lib/connections/list'
import { readConnectionPage } from '@/lib/connections/read'
import { settleAlarm } from '@/lib/connections/settle-alarm'
import type { StaffCtx } from '@/lib/ctx'
import { links } from '@/lib/db/schema'
import { suspicionLinks, suspicions } from '@/lib/db/schema-late'
import { listIntegrations } from '@/lib/integrations/list'
import { beginOauth, connectByOauth } from '@/lib/testing/connect-by'
import { createReconnect } from '@/lib/testing/connect-customer'
import { idIn, useLateDesk } from '@/lib/testing/late-desk'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { valueOf } from '@/lib/testing/test-desk'

import { pageLinks } from './list'
import { readLinkHistory } from './read'
import { renewLink } from './renew'
import { revokeLink } from './revoke'

const late = useLateDesk()

const listed = async () =>
  (await pageLinks(late.agent, { ...noLinksFilter, status: 'alarm' }, null)).links.map(({ id }) => id)

describe('a flow that was begun before its link ended', () => {
  const ends: Record<string, (id: string) => Promise<unknown>> = {
    revoked: (id) => revokeLink(late.agent, id),
    renewed: (id) => renewLink(late.agent, id, randomUUID()),
  }

  it.each(Object.keys(ends))('is an alarm on the %s link: card, list, connections, history', async (how) => {
    const { link, url } = await late.make()
    const flow = await beginOauth(url)
    await ends[how]?.(link.id)
    expect((await late.viewOf(link.id)).alarmedAt).toBeNull()
    const connectionId = idIn(await late.posted(flow.finish))
    await late.look()
    const view = await late.viewOf(link.id)
    expect(view).toMatchObject({ state: 'revoked', alarmedAt: expect.any(String) })
    expect(view.alarms).toMatchObject([{ kind: 'untagged', connectionId, otherLinks: 0 }])
    expect(await listed()).toContain(link.id)
    const facts = { integration: 'github', connection: connectionId, guess: 'untagged', otherLinks: 0 }
    expect(await late.told(link.id, 'link.alarmed')).toMatchObject([{ facts }])
    const name = { integrationKey: 'github', connectionId }
    const page = await readConnectionPage(late.agent, name)
    expect(valueOf(page.detail).connection.isSuspected).toBe(true)
    expect(page.links).toMatchObject([{ link: { id: link.id }, role: 'guessed' }])
    const filter = { search: connectionId, integration: null, health: null, customer: null }
    const { connections } = valueOf(await listConnectionsPage(late.agent, filter, null))
    expect(connections).toMatchObject([{ id: connectionId, isSuspected: true }])
    expect(valueOf(await readLinkHistory(late.agent, link.id)).connections).toMatchObject([
      { alarm: 'untagged' },
    ])
  })

  it('in a second tab is found after the first retired the link', async () => {
    const { link, url } = await late.make()
    const [one, two] = [await beginOauth(url), await beginOauth(url)]
    await one.finish()
    await late.look()
    expect(await late.viewOf(link.id)).toMatchObject({ state: 'connected', alarmedAt: null })
    const body = await late.posted(two.finish)
    expect(await late.deliver(body)).toBe('applied')
    expect(await late.viewOf(link.id)).toMatchObject({ state: 'connected', alarms: [{ kind: 'untagged' }] })
    // Once it is said to be right it is none too many, although the link's tag is on two now.
    const input = {
      linkId: link.id,
      integration: 'github',
      connectionId: idIn(body),
      verdict: 'tag' as const,
    }
    expect(valueOf(await settleAlarm(late.agent, input))).toMatchObject({
      state: 'connected',
      alarmedAt: null,
    })
    await late.look()
    expect(await late.viewOf(link.id)).toMatchObject({ alarmedAt: null, alarms: [] })
    expect(valueOf(await readLinkHistory(late.agent, link.id)).connections).toMatchObject([
      { alarm: null },
      { alarm: null, id: idIn(body) },
    ])
  })

  it('is one alarm however often, in whatever order and by however many processes it is heard of', async () => {
    const ended = await Promise.all([late.make(), late.make(), late.make()])
    const flows = await Promise.all(ended.map(({ url }) => beginOauth(url)))
    for (const { link } of ended) await revokeLink(late.agent, link.id)
    const bodies: string[] = []
    for (const flow of flows.slice(0, 2)) bodies.push(await late.posted(flow.finish))
    const shuffled = Array.from({ length: 20 }, (_, n) => bodies[(n * 7) % 2] ?? '')
    for (let n = 0; n < shuffled.length; n += 5) {
      const heard = shuffled.slice(n, n + 5).map((body) => late.deliver(body))
      await Promise.all([...heard, late.look()])
    }
    for (const { link } of ended) expect(await late.told(link.id, 'link.alarmed')).toHaveLength(2)
    const [first] = ended
    const { alarms } = await late.viewOf(first?.link.id ?? '')
    expect(alarms.map(({ otherLinks }) => otherLinks)).toEqual([2, 2])
  })
})

const guesses = () => late.agent.db.$count(suspicions)

const off = (ctx: StaffCtx) => Object.assign(ctx, { nango: { ...ctx.nango, warnsOfLate: false } })

describe('nobody is blamed for', () => {
  it('what the product makes with tags of its own, what is typed, or what came before the end', async () => {
    const before = await guesses()
    const { link, url } = await late.make()
    const typed = await late.make('private-api-bearer')
    const { data } = await late.agent.nango.sdk.createConnectSession({
      tags: { customer: 'of-the-product' },
      allowed_integrations: ['github'],
    })
    const bare = await late.agent.nango.sdk.createConnectSession({
      tags: {},
      allowed_integrations: ['github'],
    })
    const linkOf = (token: string) => `${new URL(url ?? '').origin}/?session_token=${token}`
    await late.agent.db.update(links).set({ createdAt: new Date(Date.now() - 600_000) })
    await connectByOauth(linkOf(bare.data.token))
    // As if that had been a minute before the link was revoked.
    late.desk.advance(60_000)
    await revokeLink(late.agent, link.id)
    await revokeLink(late.agent, typed.link.id)
    await connectByOauth(linkOf(data.token))
    await late.look()
    expect(await guesses()).toBe(before)
    expect(await late.viewOf(link.id)).toMatchObject({ alarmedAt: null })
  })

  it('anything while the alarms are switched off, and the words do not promise to tell', async () => {
    const before = await guesses()
    const { link, url } = await late.make()
    const flow = await beginOauth(url)
    const quiet = off(await late.desk.ctxFor('agent'))
    const revoked = valueOf(await revokeLink(quiet, link.id))
    expect(revoked.endWords).toMatch(/can still finish for about an hour, and Connect Desk would not notice/)
    const body = await late.posted(flow.finish)
    expect(await late.deliver(body, quiet)).toBe('foreign')
    await late.look(quiet)
    expect(await guesses()).toBe(before)
  })
})

it('says of a link what its end does not stop', async () => {
  await listIntegrations(late.agent)
  const oauth = await late.make()
  const typed = await late.make('private-api-bearer')
  await expect
    .poll(async () => (await late.viewOf(typed.link.id)).endWords)
    .toBe('Nobody can use it any more.')
  await late.viewOf(oauth.link.id)
  await expect.poll(() => late.agent.nango.authModes.byProvider.get('github')).toBe('OAUTH2')
  expect((await late.viewOf(oauth.link.id)).endWords).toMatch(/the provider’s page .*; you would be told\.$/)
})

const connected = async () => {
  const { link, url } = await late.make()
  await late.posted(() => connectByOauth(url))
  await late.look()
  return (await late.viewOf(link.id)).integrations[0]?.connectionId ?? ''
}

describe('a reconnect whose link has ended', () => {
  it('is an alarm on that link once, by the webhook, and is done when it is said to be right', async () => {
    const id = await connected()
    const { link, url } = await createReconnect(late.agent, 'github', id)
    const flow = await beginOauth(url)
    await revokeLink(late.agent, link.id)
    const body = await late.posted(flow.finish)
    expect(JSON.parse(body)).toMatchObject({ operation: 'override', connectionId: id })
    const heard: string[] = []
    for (let n = 0; n < 4; n += 1)
      heard.push(...(await Promise.all(Array.from({ length: 5 }, () => late.deliver(body)))))
    expect(heard.filter((outcome) => outcome === 'applied')).toHaveLength(1)
    expect(await late.told(link.id, 'link.alarmed')).toMatchObject([{ facts: { guess: 'replaced' } }])
    expect((await late.viewOf(link.id)).alarms).toMatchObject([{ kind: 'replaced', connectionId: id }])
    expect(await listed()).toContain(link.id)
    const input = { linkId: link.id, integration: 'github', connectionId: id, verdict: 'tag' as const }
    expect(valueOf(await settleAlarm(late.agent, input))).toMatchObject({
      state: 'connected',
      alarmedAt: null,
    })
  })

  it('is none when its own link, or a newer one, has done it, or the connection is not there', async () => {
    const id = await connected()
    const old = await createReconnect(late.agent, 'github', id)
    const renewed = valueOf(await renewLink(late.agent, old.link.id, randomUUID()))
    const body = await late.posted(() => connectByOauth(renewed.url))
    await late.deliver(body)
    await late.deliver(body)
    await late.look()
    await late.deliver(body)
    expect(await late.viewOf(renewed.link.id)).toMatchObject({ state: 'connected', alarmedAt: null })
    expect(await late.viewOf(old.link.id)).toMatchObject({ alarmedAt: null })
    const forged = { ...JSON.parse(body), connectionId: 'made-up', tags: {} }
    expect(await late.deliver(JSON.stringify(forged))).toBe('foreign')
    expect(await late.agent.db.$count(suspicionLinks, eq(suspicionLinks.linkId, old.link.id))).toBe(0)
  })
})
