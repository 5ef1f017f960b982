import { expect, it } from 'vitest'

import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { renewLink } from './renew'

const { agent } = useTestDesk({ agent: 'agent' })

const make = async (key: string, value: string) =>
  valueOf(await createLink(agent, linkInput({ tags: [{ key, value }] }))).link

it('a link names the ticket of its tag, and leads to it where the settings say how', async () => {
  useTestSettings()
  expect((await make('ticket', '4711')).ticket).toEqual({ number: '4711', url: null })
  expect((await make('plan', 'pro')).ticket).toBeNull()
  useTestSettings({ TICKET_TAG_KEY: 'Case', TICKET_URL: 'https://help.example.com/{ticket}?again={ticket}' })
  expect((await make('ticket', '4711')).ticket).toBeNull()
  const link = await make('case', 'A/1?x=”&b')
  const encoded = encodeURIComponent('A/1?x=”&b')
  const ticket = { number: 'A/1?x=”&b', url: `https://help.example.com/${encoded}?again=${encoded}` }
  expect(link.ticket).toEqual(ticket)
  expect(valueOf(await renewLink(agent, link.id, crypto.randomUUID())).link.ticket).toEqual(ticket)
  useTestSettings()
})
