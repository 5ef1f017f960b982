import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { handoffs } from '@/lib/db/schema-handoff'
import { outgoingWebhooks } from '@/lib/db/schema-tools'
import { exportLinks, listNews } from '@/lib/links/list'
import { readLink, readLinkHistory, readLinkStatuses } from '@/lib/links/read'
import { integration } from '@/lib/testing/connect-customer'
import { makeHandoff, openBrowser } from '@/lib/testing/customer-browser'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { valueOf } from '@/lib/testing/test-desk'
import { useHandoffDesk } from '@/lib/testing/use-handoff-desk'
import { fillOutbox } from '@/lib/webhooks/store/outbox'

import { FrameEvent } from './schema'

const { desk, agent } = useHandoffDesk({ agent: 'agent' })

const said = 'The app is not verified by its provider.'
const error = { type: 'error', integrationKey: integration, isDenied: false } as const
const readSaid = async (id: string) => valueOf(await readLink(agent, id)).link.handoff?.said ?? null

const begin = async () => {
  const made = await makeHandoff(agent)
  const browser = openBrowser(desk, made.code)
  await browser.enter()
  return { ...made, browser }
}

it('what the provider said stands on the card, and nowhere else; its kind in the history', async () => {
  await fillOutbox(agent.db)
  const { id, code, browser } = await begin()
  await browser.say({ ...error, errorType: 'callback_err', errorMessage: `${said} ${code}` })
  expect(await readSaid(id)).toEqual({ errorType: 'callback_err', text: `${said} [secret]` })
  const { events } = valueOf(await readLinkHistory(agent, id))
  expect(events.findLast(({ kind }) => kind === 'link.stuck')?.facts).toEqual({
    reason: 'unknown',
    errorType: 'callback_err',
  })
  await fillOutbox(agent.db)
  const elsewhere = [
    events,
    await listNews(agent),
    await readLinkStatuses(agent, [id]),
    valueOf(await exportLinks(agent, noLinksFilter)),
    await agent.db.select().from(outgoingWebhooks),
    await browser.look(),
  ]
  expect(JSON.stringify(elsewhere)).not.toContain('verified')
})

it('is gone with the next step, and is not what Connect UI says by itself', async () => {
  const { id, browser } = await begin()
  await browser.say({ ...error, errorType: 'unknown_err', errorMessage: said })
  await browser.say({ type: 'ready', integrationKey: integration })
  expect(await readSaid(id)).toBeNull()
  for (const errorType of ['connection_test_failed', 'blocked_by_browser', 'window_closed'])
    await browser.say({ ...error, errorType, errorMessage: 'Die Anmeldedaten sind falsch.' })
  expect(await readSaid(id)).toEqual({ errorType: 'window_closed', text: null })
  await browser.say({ ...error, errorType: 'callback_err', isDenied: true, errorMessage: said })
  expect(await readSaid(id)).toEqual({ errorType: 'callback_err', text: said })
})

it('is gone with the next failure that a process of the release before keeps, which knows nothing of it', async () => {
  const { id, browser } = await begin()
  await browser.say({ ...error, errorType: 'unknown_err', errorMessage: said })
  desk.advance(1_000)
  const kept = { step: 'stuck', stepAt: agent.now(), stepReason: 'unknown' }
  await agent.db.update(handoffs).set(kept).where(eq(handoffs.linkId, id))
  expect(await readSaid(id)).toBeNull()
})

it('a page of before, which sends no text, is heard; what is no kind of an error is none', async () => {
  const { id, browser } = await begin()
  const old = FrameEvent.parse({ ...error, errorType: 'provider_config_err' })
  await browser.say(old)
  expect(await readSaid(id)).toEqual({ errorType: 'provider_config_err', text: null })
  for (const errorType of ['see https://evil.example.com', '01h8xgjwbwbaq4z4wbrvtyk2n5', '', '\u202Eabc']) {
    await browser.say({ ...error, errorType, errorMessage: said })
    expect(await readSaid(id)).toEqual({ errorType: null, text: said })
  }
  expect(FrameEvent.safeParse({ ...old, errorMessage: 'x'.repeat(301) }).success).toBe(false)
})
