import { describe, expect, it } from 'vitest'

import { readConnection } from '@/lib/nango/read-connection'
import { connectAndUse, connectBy, kindsOf, createReconnect, metadata } from '@/lib/testing/connect-customer'
import { valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { finishReconnects } from './finish'
import { readLink } from './read'
import { listEventsOf } from './store/alarms'
import { readLinkState } from './store/find'
import { readReconnect } from './store/reconnects'

const key = 'private-api-bearer'

const { desk, agent } = useTestDesk({ agent: 'agent' })

const metadataAtNango = async (id: string) => valueOf(await readConnection(agent.nango, key, id)).metadata

/** A connection that was connected anew while Nango takes no metadata. */
const reconnectWithoutMetadata = async () => {
  const id = await connectAndUse(desk, agent, key)
  const { link, url } = await createReconnect(agent, key, id)
  desk.faults.setFault(
    { method: 'PATCH', path: '/connections/metadata' },
    { kind: 'status', status: 403, json: { error: { code: 'forbidden', message: 'no' } } },
  )
  await connectBy[key](url)
  await readLink(agent, link.id)
  return { id, link }
}

describe('metadata that could not be put back', () => {
  it('is put back by the sweep, and the history says both', async () => {
    const { id, link } = await reconnectWithoutMetadata()
    expect(await readLinkState(agent.db, link.id)).toBe('connected')
    expect((await kindsOf(agent, link.id)).at(-1)).toBe('link.restore_failed')
    await finishReconnects(desk.deskCtx())
    desk.faults.reset()
    await finishReconnects(desk.deskCtx())
    expect(await metadataAtNango(id)).toEqual({})
    desk.advance(61_000)
    await finishReconnects(desk.deskCtx())
    expect(await metadataAtNango(id)).toEqual(metadata)
    expect((await kindsOf(agent, link.id)).slice(-2)).toEqual(['link.reconnected', 'link.restored'])
  })

  it('is given up after a day', async () => {
    const { link } = await reconnectWithoutMetadata()
    desk.advance(25 * 3_600_000)
    await finishReconnects(desk.deskCtx())
    expect((await listEventsOf(agent.db, link.id)).at(-1)).toMatchObject({
      kind: 'link.restore_failed',
      facts: { isFinal: true },
    })
    expect(await readReconnect(agent.db, link.id)).toBeNull()
  })
})
