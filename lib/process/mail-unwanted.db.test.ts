import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { links } from '@/lib/db/schema'
import { readLink } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'
import { abandonMails } from '@/lib/mail/deliver'
import { openBrowser } from '@/lib/testing/customer-browser'
import { useMailDesk } from '@/lib/testing/mail-desk'
import { valueOf } from '@/lib/testing/test-desk'
import { useTestSettings } from '@/lib/testing/test-settings'

const world = useMailDesk()

describe('a mail is not sent', () => {
  it('after its link was revoked', async () => {
    const { id } = await world.make()
    await world.queue(id)
    valueOf(await revokeLink(world.agent, id))
    world.start()
    await world.settled()
    expect([world.receiver.taken, world.receiver.connections()]).toEqual([[], 0])
    expect(valueOf(await readLink(world.agent, id)).link.mail).toMatchObject({
      last: { state: 'failed', reason: 'the link ended first' },
    })
  })
  it('after its link ended by the clock, or its own time was up', async () => {
    const [ended, late] = [await world.make(), await world.make()]
    await world.queue(ended.id)
    await world.queue(late.id, { kind: 'receipt', notAfter: new Date(Date.now() - 1) })
    await world.db
      .update(links)
      .set({ endsAt: new Date(Date.now() - dayMs) })
      .where(eq(links.id, ended.id))
    world.start()
    await world.settled()
    expect((await world.rows()).map(({ stoppedWhy }) => stoppedWhy)).toEqual(['link_ended', 'too_late'])
    expect(world.receiver.taken).toEqual([])
  })
  it('as a reminder of a link that was opened', async () => {
    const { id, code } = await world.make()
    await world.queue(id, { kind: 'reminder' })
    await openBrowser(world.desk, code).press()
    world.start()
    await world.settled()
    expect(await world.rows()).toMatchObject([{ stoppedWhy: 'opened' }])
    expect(world.receiver.taken).toEqual([])
  })
  it('where its key is gone, or mails were switched off', async () => {
    const { id } = await world.make()
    await world.queue(id)
    useTestSettings({
      ...world.settings,
      DESK_ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 8).toString('base64')}`,
    })
    world.start()
    await world.settled()
    expect(await world.rows()).toMatchObject([{ stoppedWhy: 'unreadable' }])
    await world.stop()
    await world.queue(id)
    await abandonMails(world.desk.deskCtx())
    expect((await world.rows())[1]).toMatchObject({ stoppedWhy: 'switched_off', attempts: 1 })
    expect(world.receiver.taken).toEqual([])
  })
})
