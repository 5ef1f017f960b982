import { describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { catchUp } from './catch-up'
import { createLink } from './create'
import { listLiveLinks } from './list'
import { readLinkHistory } from './read'
import { openLink, recordHandOver } from './reveal'
import { revokeLink } from './revoke'

const { desk, agent, colleague, admin, viewer } = useTestDesk({
  agent: ['agent', 'maker'],
  colleague: ['agent', 'colleague'],
  admin: 'admin',
  viewer: 'viewer',
})

const make = async (ctx = agent, customerId = 'user_42', integrations = ['private-api-bearer']) => {
  const input = linkInput({ integrations, tags: [{ key: 'plan', value: 'pro' }] })
  const made = await createLink(ctx, { ...input, customer: { ...input.customer, id: customerId } })
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const historyOf = async (ctx: StaffCtx, id: string) => {
  const read = await readLinkHistory(ctx, id)
  if (!read.ok) throw new Error(read.failure.code)
  return read.value
}

describe('the history of a link', () => {
  it('tells who did what, the tags as sent and the connections, and never the link itself', async () => {
    const { link, url } = await make()
    await recordHandOver(agent, { id: link.id, how: 'copied' })
    await recordHandOver(admin, { id: link.id, how: 'full_screen' })
    await openLink(admin, link.id)
    await connectByApiKey(url)
    await connectByApiKey(url)
    await catchUp(desk.deskCtx())
    const history = await historyOf(viewer, link.id)
    expect(history.events.map(({ kind, actorName }) => [kind, actorName])).toEqual([
      ['link.created', 'maker'],
      ['link.copied', 'maker'],
      ['link.qr_shown', 'admin'],
      ['link.revealed', 'admin'],
      ['link.progressed', null],
      ['link.connected', null],
      ['link.retired', null],
      ['link.alarmed', null],
    ])
    expect(history.tags).toEqual(
      expect.arrayContaining([
        { key: 'connect_link_id', value: link.id },
        { key: 'end_user_id', value: 'user_42' },
        { key: 'plan', value: 'pro' },
      ]),
    )
    expect(history.connections.map(({ alarm }) => alarm)).toEqual([null, 'unexpected'])
    expect(JSON.stringify(history)).not.toContain('session_token')
  })

  it('says who may ask for the link, and keeps what was passed on only from them and while it lives', async () => {
    const { link } = await make()
    const mayReveal = async (ctx: StaffCtx) => (await historyOf(ctx, link.id)).canReveal
    expect(await Promise.all([agent, admin, colleague, viewer].map(mayReveal))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(await recordHandOver(colleague, { id: link.id, how: 'copied' })).toMatchObject({ ok: false })
    await revokeLink(agent, link.id)
    expect(await recordHandOver(agent, { id: link.id, how: 'copied' })).toMatchObject({ ok: false })
    expect(await mayReveal(agent)).toBe(false)
    expect((await historyOf(agent, link.id)).events.map(({ kind }) => kind)).not.toContain('link.copied')
  })

  it('of no link is not there', async () =>
    expect(await readLinkHistory(agent, 'lnk_nope')).toEqual({ ok: false, failure: { code: 'not_found' } }))
})

const ids = async (ctx: StaffCtx, scope: Parameters<typeof listLiveLinks>[1]) => {
  const found = await listLiveLinks(ctx, scope)
  return found.ok ? found.value.map(({ id }) => id) : found.failure.code
}

describe('the live links to revoke together', () => {
  it('are those of a customer, an integration or, for admins, a staff member; never ended ones', async () => {
    const one = await make(agent, 'many', ['private-api-bearer', 'github'])
    const two = await make(colleague, 'many', ['github'])
    const ended = await make(agent, 'many', ['github'])
    await revokeLink(agent, ended.link.id)
    expect(await ids(agent, { by: 'customer', value: 'many' })).toEqual([two.link.id, one.link.id])
    expect(await ids(agent, { by: 'integration', value: 'github' })).toEqual([two.link.id, one.link.id])
    expect(await ids(admin, { by: 'staff', value: colleague.actor.id })).toEqual([two.link.id])
    expect(await ids(agent, { by: 'staff', value: colleague.actor.id })).toBe('not_allowed')
    expect(await ids(viewer, { by: 'customer', value: 'many' })).toBe('not_allowed')
  })
})
