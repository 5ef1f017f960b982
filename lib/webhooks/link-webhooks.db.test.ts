import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'

import { catchUp } from '@/lib/links/catch-up'
import { revokeLink } from '@/lib/links/revoke'
import { expireLinks } from '@/lib/links/store/move'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { webhookSecret } from '@/lib/testing/test-settings'
import { olderSecret, useWebhookDesk, type WebhookDesk } from '@/lib/testing/webhook-desk'

import { LinkWebhook } from './schema'
import { closeOutbox, fillOutbox } from './store/outbox'

const world = useWebhookDesk()

type Received = WebhookDesk['receiver']['received'][number]
const headersOf = ({ headers }: Received) => ({
  'webhook-id': String(headers['webhook-id']),
  'webhook-timestamp': String(headers['webhook-timestamp']),
  'webhook-signature': String(headers['webhook-signature']),
})
const said = () => world.receiver.received.map(({ body }) => LinkWebhook.parse(JSON.parse(body)))

describe('what is told', () => {
  it('is how each link ended, signed, without the link', async () => {
    world.start()
    const connected = await world.make()
    const revoked = await world.make()
    await connectByApiKey(connected.url)
    await connectByApiKey(connected.url)
    await catchUp(world.desk.deskCtx())
    await revokeLink(world.agent, revoked.id)
    await world.delivered(3)
    const common = {
      customer: { id: 'user_42', email: 'ada@example.com', displayName: 'Ada' },
      makerId: world.agent.actor.id,
      reconnects: null,
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    }
    const told = said().toSorted((a, b) => a.type.localeCompare(b.type))
    expect(told).toMatchObject([
      {
        type: 'link.alarmed',
        data: {
          ...common,
          id: connected.id,
          status: 'connected',
          alarm: { integration: 'private-api-bearer' },
        },
      },
      {
        type: 'link.connected',
        data: {
          ...common,
          id: connected.id,
          status: 'connected',
          integrations: [{ key: 'private-api-bearer', connectionId: expect.any(String) }],
        },
      },
      {
        type: 'link.revoked',
        data: {
          ...common,
          id: revoked.id,
          status: 'revoked',
          integrations: [{ key: 'private-api-bearer', connectionId: null }],
        },
      },
    ])
    expect(told[0]?.data.alarm?.connectionId).not.toBe(told[1]?.data.integrations[0]?.connectionId)
    const tokens = [connected, revoked].map(
      ({ url }) => new URL(url).searchParams.get('session_token') ?? '?',
    )
    for (const request of world.receiver.received) {
      for (const secret of [webhookSecret, olderSecret])
        expect(new Webhook(secret).verify(request.body, headersOf(request))).toEqual(JSON.parse(request.body))
      const forged = request.body.replace('user_42', 'user_43')
      expect(() => new Webhook(webhookSecret).verify(forged, headersOf(request))).toThrow('signature')
      const all = JSON.stringify(request)
      for (const secret of [...tokens, 'session_token', 'good-key']) expect(all).not.toContain(secret)
      expect(request.headers).not.toHaveProperty('cookie')
    }
  })

  it('is the state that the event brought, whatever became of the link since', async () => {
    const { url } = await world.make()
    const at = world.agent.now()
    await expireLinks(world.db, { clock: 'desk', now: new Date(at.getTime() + 31 * 60_000), at })
    await connectByApiKey(url)
    await catchUp(world.desk.deskCtx())
    await fillOutbox(world.db)
    expect((await world.rows()).map(({ body }) => LinkWebhook.parse(body).data.status)).toEqual([
      'expired',
      'connected',
    ])
  })

  it('begins with what comes next, and begins anew after a time without a receiver', async () => {
    const { id } = await world.make()
    await world.tell(id)
    await fillOutbox(world.db)
    expect(await world.rows()).toHaveLength(1)
    await closeOutbox(world.db)
    await world.tell(id, 3)
    await fillOutbox(world.db)
    expect(await world.rows()).toMatchObject([{ nextAttemptAt: null, deliveredAt: null }])
    await world.tell(id)
    await fillOutbox(world.db)
    expect(await world.rows()).toHaveLength(2)
  })

  it('is one webhook per event, however many fill the outbox and send at once', async () => {
    const { id } = await world.make()
    await Promise.all([
      ...Array.from({ length: 6 }, () => world.tell(id, 10)),
      ...Array.from({ length: 6 }, () => fillOutbox(world.db)),
    ])
    world.start()
    world.start()
    await world.delivered(60)
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([60, 60])
    expect((await world.rows()).every(({ attempts }) => attempts === 1)).toBe(true)
  })
})
