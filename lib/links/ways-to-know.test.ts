import { describe, expect, it } from 'vitest'

import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { usePostedDesk } from '@/lib/testing/use-test-desk'
import { receiveWebhook } from '@/lib/webhooks/receive'

import { createLink } from './create'
import { checkOpenLinks } from './finish'
import { readLink } from './read'
import { readLinkState } from './store/find'
import type { LiveLinkView } from './view'

// Three ways to learn of a connection, and each of them alone: what a test does not call is switched off.

const { desk, agent, nangosPost } = usePostedDesk({ agent: 'agent' })

const make = async (): Promise<LiveLinkView> => {
  const made = await createLink(agent, linkInput({ integrations: ['private-api-bearer'] }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const stateOf = (id: string) => readLinkState(agent.db, id)

describe('a connection is known', () => {
  it('by the webhook alone', async () => {
    const { link, url } = await make()
    const before = nangosPost.received.length
    await connectByApiKey(url)
    await expect.poll(() => nangosPost.received.length).toBe(before + 1)
    const body: unknown = JSON.parse(nangosPost.received.at(-1)?.body ?? '')
    expect(await receiveWebhook(desk.deskCtx(), { body, bodyHash: link.id })).toBe('applied')
    expect(await stateOf(link.id)).toBe('connected')
  })

  it('by watching alone', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    expect(await readLink(agent, link.id)).toMatchObject({ value: { link: { state: 'connected' } } })
  })

  it('by the sweep alone, with one question for many links', async () => {
    const made = [await make(), await make(), await make()]
    for (const { url } of made) await connectByApiKey(url)
    await checkOpenLinks(desk.deskCtx())
    expect(await Promise.all(made.map(({ link }) => stateOf(link.id)))).toEqual([
      'connected',
      'connected',
      'connected',
    ])
    expect(desk.faults.calls().filter(({ path }) => path === '/connections')).toHaveLength(1)
  })

  it('by the sweep until an hour after the end, with no question when nothing can come any more', async () => {
    const { link, url } = await make()
    const questions = () => desk.faults.calls().filter(({ path }) => path === '/connections').length
    desk.advance(1_800_000 + 3_500_000)
    desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'refuse', times: 2 })
    await checkOpenLinks(desk.deskCtx())
    expect(await stateOf(link.id)).toBe('expired')
    await connectByApiKey(url)
    await desk.letAskAgain()
    await checkOpenLinks(desk.deskCtx())
    expect(await stateOf(link.id)).toBe('connected')

    desk.advance(200_000)
    await desk.letAskAgain()
    const before = questions()
    await checkOpenLinks(desk.deskCtx())
    expect(questions()).toBe(before)
  })
})

describe('what was missed while no process ran', () => {
  it('is read page by page until what is known', async () => {
    const made: LiveLinkView[] = []
    for (let n = 0; n < 3; n += 1) made.push(await make())
    const [first] = made
    await connectByApiKey(first?.url ?? null)
    // More than one page of newer connections that are nobody's here.
    const stranger = await make()
    for (let n = 0; n < 102; n += 1) await connectByApiKey(stranger.url)
    await desk.letAskAgain()
    await checkOpenLinks(desk.deskCtx())
    expect(await stateOf(first?.link.id ?? '')).toBe('connected')
  })
})
