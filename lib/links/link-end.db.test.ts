import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { events, links } from '@/lib/db/schema'
import { connectByApiKey, connectUnauthenticated } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { catchUp } from './catch-up'
import { createLink } from './create'
import { failAbandoned, retireLeftovers } from './finish'
import { readLink } from './read'
import { beginLink } from './store/begin'
import type { LiveLinkView } from './view'

const { desk, agent } = useTestDesk({ agent: 'agent' })

const make = async (integrations = ['private-api-bearer']): Promise<LiveLinkView> => {
  const made = await createLink(agent, linkInput({ integrations }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const storedOf = async (id: string) => (await agent.db.select().from(links).where(eq(links.id, id)))[0]
const eventsOf = async (id: string) =>
  (await agent.db.select().from(events).where(eq(events.linkId, id)).orderBy(events.id)).map(
    ({ kind, facts }) => [kind, facts],
  )
const kindsOf = async (id: string) => (await eventsOf(id)).map(([kind]) => kind)
const deletion = { method: 'DELETE', path: '/connect/session' }

describe('retiring a connected link', () => {
  it('deletes its connect session, so that it cannot be used again, and says what Nango answered', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    await catchUp(desk.deskCtx())
    expect(await storedOf(link.id)).toMatchObject({ state: 'connected', sealedToken: null })
    expect((await eventsOf(link.id)).at(-1)).toEqual(['link.retired', { nangoStatus: 204 }])
    await expect(connectByApiKey(url)).rejects.toThrow('401')
  })

  it('waits until every integration is connected', async () => {
    const { link, url } = await make(['private-api-bearer', 'demo-unauthenticated'])
    await connectByApiKey(url)
    await catchUp(desk.deskCtx())
    expect(await kindsOf(link.id)).toEqual(['link.created', 'link.progressed'])
    await connectUnauthenticated(url)
    await desk.letAskAgain()
    await catchUp(desk.deskCtx())
    expect(await kindsOf(link.id)).toEqual([
      'link.created',
      'link.progressed',
      'link.progressed',
      'link.connected',
      'link.retired',
    ])
  })

  it('is tried again while Nango cannot be told, and given up within a minute with the token', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    desk.faults.setFault(deletion, { kind: 'status', status: 500, json: {} })
    await catchUp(desk.deskCtx())
    expect((await storedOf(link.id))?.sealedToken).not.toBeNull()
    await retireLeftovers(desk.deskCtx())
    expect((await storedOf(link.id))?.sealedToken).not.toBeNull()
    desk.advance(46_000)
    await retireLeftovers(desk.deskCtx())
    expect(await storedOf(link.id)).toMatchObject({ state: 'connected', sealedToken: null })
    expect((await eventsOf(link.id)).at(-1)).toEqual(['link.retire_failed', { code: 'nango_failed' }])
  })

  it('succeeds at the next sweep when Nango is back', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    desk.faults.setFault(deletion, { kind: 'refuse' })
    await catchUp(desk.deskCtx())
    desk.faults.reset()
    await retireLeftovers(desk.deskCtx())
    expect((await eventsOf(link.id)).at(-1)).toEqual(['link.retired', { nangoStatus: 204 }])
  })
})

describe('a connection too many', () => {
  it('raises one alarm each on the link, in whatever order and however often they are seen', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    await connectByApiKey(url)
    await connectByApiKey(url)
    await catchUp(desk.deskCtx())
    await desk.letAskAgain()
    await catchUp(desk.deskCtx())
    const kinds = await kindsOf(link.id)
    expect(kinds.filter((kind) => kind === 'link.alarmed')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'link.connected')).toHaveLength(1)
    const read = await readLink(agent, link.id)
    expect(read).toMatchObject({ value: { link: { state: 'connected', alarmedAt: expect.any(String) } } })
  })

  it('is noticed after a link was connected, for as long as a flow begun in time may last', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    desk.faults.setFault(deletion, { kind: 'refuse' })
    await catchUp(desk.deskCtx())
    await connectByApiKey(url)
    await desk.letAskAgain()
    await catchUp(desk.deskCtx())
    expect((await storedOf(link.id))?.alarmedAt).not.toBeNull()
  })
})

describe('a link that was cut off while it was made', () => {
  const input = {
    ownTags: [],
    language: null,
    configDefaults: {},
    hosts: [],
    integrations: [],
    worksFor: '30m' as const,
    check: 'none' as const,
    renewsId: null,
    reconnects: null,
  }

  it('is failed after a minute, not before', async () => {
    const { link } = await beginLink(agent.db, {
      ...input,
      maker: agent.actor,
      intentKey: 'cut-off',
      inputHash: 'x',
      customer: linkInput().customer,
      createdAt: agent.now(),
    })
    desk.advance(59_000)
    await failAbandoned(desk.deskCtx())
    expect(await storedOf(link.id)).toMatchObject({ state: 'creating' })
    desk.advance(2_000)
    await failAbandoned(desk.deskCtx())
    expect(await storedOf(link.id)).toMatchObject({ state: 'failed', failureCode: 'intent_abandoned' })
    expect(await kindsOf(link.id)).toEqual(['link.failed'])
  })
})
