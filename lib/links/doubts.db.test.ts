import { desc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { linkIntegrations } from '@/lib/db/schema'
import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { connectByApiKey, connectByBasic } from '@/lib/testing/connect-by'
import { formOf, makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'
import { LinkWebhook } from '@/lib/webhooks/schema'
import { fillOutbox } from '@/lib/webhooks/store/outbox'

import { catchUp } from './catch-up'
import { confirmConnection, confirmOrDoubt } from './confirm'
import { readStoredLink } from './read'
import { listEventsOf } from './store/alarms'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

const [bearer, basic] = ['private-api-bearer', 'private-api-basic']

/** The desk sees what came at Nango, and waits for its page in vain. */
const settle = async () => {
  await desk.letAskAgain()
  await catchUp(desk.deskCtx())
  desk.advance(25_000)
  await confirmOrDoubt(desk.deskCtx())
}

it('each connection of a link that nobody confirmed is an alarm of its own, once, which says of which it is', async () => {
  await fillOutbox(agent.db)
  const { id, code } = await makeHandoff(agent, { integrations: [bearer, basic] })
  const doubted = async () =>
    (await listEventsOf(agent.db, id)).filter(({ kind }) => kind === 'link.doubted').map(({ facts }) => facts)
  const browser = openBrowser(desk, code)
  await browser.enter()
  await connectByApiKey(formOf(desk, valueOf(await browser.session(bearer)).token))
  await settle()
  await settle()
  expect(await doubted()).toEqual([{ integration: bearer }])
  await connectByBasic(formOf(desk, valueOf(await browser.session(basic)).token))
  await settle()
  await settle()
  expect(await doubted()).toEqual([{ integration: bearer }, { integration: basic }])
  const confirmed = valueOf(await confirmConnection(agent, { linkId: id, integrationKey: bearer }))
  expect(confirmed.integrations.map(({ key, isDoubted }) => [key, isDoubted])).toEqual([
    [bearer, false],
    [basic, true],
  ])
  await fillOutbox(agent.db)
  const rows = await agent.db
    .select()
    .from(outgoingWebhooks)
    .where(eq(outgoingWebhooks.linkId, id))
    .orderBy(desc(outgoingWebhooks.eventId))
  const told = rows.toReversed().map(({ body }) => LinkWebhook.parse(body))
  expect(told.map(({ type, data }) => [type, data.integration])).toEqual([
    ['link.doubted', bearer],
    ['link.connected', undefined],
    ['link.doubted', basic],
    ['link.confirmed', bearer],
  ])
})

it('what its page told of in time is confirmed and never in doubt', async () => {
  const { id, code } = await makeHandoff(agent)
  const browser = openBrowser(desk, code)
  await browser.enter()
  await connectByApiKey(formOf(desk, valueOf(await browser.session()).token))
  const { connections } = await agent.nango.sdk.listConnections({ limit: 1 })
  const connectionId = connections[0]?.connection_id ?? ''
  await browser.say({ type: 'connect', integrationKey: bearer, connectionId })
  await settle()
  const [row] = await agent.db.select().from(linkIntegrations).where(eq(linkIntegrations.linkId, id))
  expect(row).toMatchObject({ confirmedAt: expect.any(Date), doubtedAt: null })
  expect((await readStoredLink(agent, id))?.state).toBe('connected')
})
