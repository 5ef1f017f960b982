import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { readConnection } from '@/lib/nango/read-connection'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { connectAndUse, integration, kindsOf, metadata, override } from '@/lib/testing/connect-customer'
import { formOf, openBrowser, toMade } from '@/lib/testing/customer-browser'
import { codeOf, valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'
import { opensNoMore } from '@/lib/visits/open'

import { readStoredLink } from './read'
import { reconnectLink } from './reconnect'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

/** A connection that the product uses, and the browser of whoever has a link of three days to connect it anew. */
const openLink = async () => {
  const id = await connectAndUse(desk, agent, integration)
  const input = { intentKey: randomUUID(), integration, connectionId: id, language: null }
  const made = toMade(valueOf(await reconnectLink(agent, { ...input, worksFor: '3d', check: 'none' })))
  const browser = openBrowser(desk, made.code)
  await browser.press()
  return { id, linkId: made.id, browser }
}

const name = (id: string) => ({ connectionId: id, provider_config_key: integration })
const atNango = async (id: string) => valueOf(await readConnection(agent.nango, integration, id))

describe('a link that reconnects days after it was made', () => {
  it('keeps the connection as the product has made it since', async () => {
    const { id, linkId, browser } = await openLink()
    const { sdk } = agent.nango
    const tags = { end_user_id: 'user_42', plan: 'Max' }
    await sdk.patchConnection(name(id), { tags, webhook_url_override: `${override}/new` })
    await sdk.setMetadata(integration, id, { plan: 'platinum' })
    desk.advance(2 * dayMs)
    await connectByApiKey(formOf(desk, valueOf(await browser.session()).token))
    await browser.say({ type: 'connect', integrationKey: integration, connectionId: id })
    expect(await readStoredLink(agent, linkId)).toMatchObject({ state: 'connected' })
    expect(await atNango(id)).toMatchObject({
      tags: { ...tags, connect_link_id: linkId, connect_visit_id: await browser.visitId() },
      metadata: { plan: 'platinum' },
      webhookUrlOverride: `${override}/new`,
    })
    expect(await kindsOf(agent, linkId)).toContain('link.reconnected')
  })

  it('opens no more where the connection is gone; its customer asks for another link', async () => {
    const { id, linkId, browser } = await openLink()
    await agent.nango.sdk.deleteConnection(integration, id)
    for (const refused of [await browser.session(), await browser.session(), await browser.goOn()]) {
      expect(codeOf(refused)).toBe('connection_gone')
      expect(opensNoMore('connection_gone')).toBe(true)
    }
    expect((await kindsOf(agent, linkId)).filter((kind) => kind === 'link.connection_gone')).toHaveLength(1)
    expect((await readStoredLink(agent, linkId))?.connectionGoneAt).not.toBeNull()
    await browser.ask()
    expect(await browser.look()).toMatchObject({ kind: 'connect', hasAsked: true })
    expect(await kindsOf(agent, linkId)).toContain('link.asked_anew')
  })

  it('opens no more where the product’s own tags have taken the place of ours', async () => {
    const { id, browser } = await openLink()
    const tags = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`tag${index}`, 'x']))
    await agent.nango.sdk.patchConnection(name(id), { tags })
    expect(codeOf(await browser.session())).toBe('connection_tags_full')
    expect(opensNoMore('connection_tags_full')).toBe(true)
  })

  it('opens again where Nango only did not answer', async () => {
    const { browser } = await openLink()
    desk.faults.setFault({ method: 'GET', path: /^\/connections\// }, { kind: 'refuse' })
    const refused = await browser.session()
    expect(refused.ok ? null : opensNoMore(refused.failure.code)).toBe(false)
    desk.faults.setFault({ method: 'GET', path: /^\/connections\// }, null)
    expect(codeOf(await browser.session())).toBe('ok')
  })

  it('does not take what it has made of the connection for what was there', async () => {
    const { id, linkId, browser } = await openLink()
    await connectByApiKey(formOf(desk, valueOf(await browser.session()).token))
    expect((await atNango(id)).metadata).toEqual({})
    expect(codeOf(await browser.session())).toBe('link_ended')
    expect(await readStoredLink(agent, linkId)).toMatchObject({ state: 'connected' })
    expect((await atNango(id)).metadata).toEqual(metadata)
  })
})
