import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'

import { events, links } from '@/lib/db/schema'
import { noLinksFilter } from '@/lib/testing/no-filter'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { exportLinks, linkExportColumns, pageLinks } from './list'
import { readLinkHistory } from './read'
import { renewLink } from './renew'
import { revokeLink } from './revoke'
import { type LinkStatus } from './schema/lists'

const { desk, agent } = useTestDesk({ agent: 'agent' })

const make = async (customerId = 'user_42') => {
  const customer = { ...linkInput().customer, id: customerId }
  return valueOf(await createLink(agent, linkInput({ customer }))).link
}
const renew = (id: string) => renewLink(agent, id, randomUUID())
const linkOf = async (id: string) => valueOf(await readLinkHistory(agent, id)).live.link
const eventsOf = async (id: string) =>
  (await agent.db.select().from(events).where(eq(events.linkId, id)).orderBy(events.id)).map(
    ({ kind, facts }) => [kind, facts],
  )
const deletion = { method: 'DELETE', path: '/connect/session' }

it('is told of on both links, each with the name of the other', async () => {
  const link = await make()
  const { link: twin } = valueOf(await renew(link.id))
  expect((await eventsOf(link.id)).slice(1)).toEqual([
    ['link.renewed', { renewedAs: twin.id }],
    ['link.revoke_asked', {}],
    ['link.revoked', { nangoStatus: 204 }],
  ])
  expect(await eventsOf(twin.id)).toEqual([['link.created', { renews: link.id }]])
  expect(twin).toMatchObject({ renewsId: link.id, renewedAs: null })
  expect(await linkOf(link.id)).toMatchObject({ state: 'revoked', renewsId: null, renewedAs: twin.id })
})

it('is told of on a link that had ended, which stays what it was', async () => {
  const link = await make()
  await revokeLink(agent, link.id)
  const { link: twin } = valueOf(await renew(link.id))
  expect((await eventsOf(link.id)).slice(-2)).toEqual([
    ['link.revoked', { nangoStatus: 204 }],
    ['link.renewed', { renewedAs: twin.id }],
  ])
  expect(await linkOf(link.id)).toMatchObject({ state: 'revoked', renewedAs: twin.id })
})

it('leaves the old link alone while the new one does not come to be', async () => {
  const link = await make()
  desk.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'status', status: 400 })
  expect(await renew(link.id)).toMatchObject({ ok: false })
  expect(await linkOf(link.id)).toMatchObject({ state: 'active', isRevoking: false, renewedAs: null })
  expect(await eventsOf(link.id)).toEqual([['link.created', {}]])
})

it('is one with the input to end the old link: neither is stored without the other', async () => {
  const link = await make()
  desk.faults.setFault(deletion, { kind: 'status', status: 500 })
  const { link: twin } = valueOf(await renew(link.id))
  expect(await linkOf(link.id)).toMatchObject({ state: 'active', isRevoking: true, renewedAs: twin.id })
  desk.faults.reset()
  // From a second tab: the twin that lives, and the old link is ended now.
  expect(valueOf(await renew(link.id)).link.id).toBe(twin.id)
  const [stored] = await agent.db.select().from(links).where(eq(links.id, link.id))
  expect(stored).toMatchObject({ state: 'revoked', sealedToken: null })
})

it('is found under Renewed and not under Revoked, and named in the export', async () => {
  const customerId = `customer-${randomUUID()}`
  const [revoked, renewed] = [await make(customerId), await make(customerId)]
  await revokeLink(agent, revoked.id)
  const { link: twin } = valueOf(await renew(renewed.id))
  const filter = (status: LinkStatus) => ({ ...noLinksFilter, search: customerId, status })
  const of = async (status: LinkStatus) =>
    (await pageLinks(agent, filter(status), null)).links.map(({ id }) => id)
  expect(await of('revoked')).toEqual([revoked.id])
  expect(await of('renewed')).toEqual([renewed.id])
  expect(await of('active')).toEqual([twin.id])
  expect(linkExportColumns.renewedAs).toBe('renewed as')
  const rows = []
  for await (const batch of valueOf(await exportLinks(agent, filter('renewed')))) rows.push(...batch)
  expect(rows).toMatchObject([{ id: renewed.id, state: 'revoked', renewedAs: twin.id }])
})
