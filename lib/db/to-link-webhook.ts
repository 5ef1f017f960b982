import 'server-only'
import { z } from 'zod'

import { AlarmReason, LinkWebhookType, type LinkWebhook } from '@/lib/core/api/link-webhook'
import type { LinkState } from '@/lib/core/link-state'

import type { Link } from './link-row'
import type { events } from './schema'

/** The state that an event brings. A link that expired may be connected by the time its webhook is written. */
const stateAfter: Partial<Record<LinkWebhookType, LinkState>> = {
  'link.connected': 'connected',
  'link.expired': 'expired',
  'link.revoked': 'revoked',
}

const Alarm = z
  .object({ integration: z.string(), connection: z.string(), guess: z.string().nullish() })
  .transform(({ integration, connection, guess }) => ({
    integration,
    connectionId: connection,
    reason: AlarmReason.catch('unexpected').parse(guess),
    isGuess: guess != null,
  }))

const alarmOf = (facts: unknown) => {
  const { data: alarm } = Alarm.safeParse(facts)
  return alarm ? { alarm } : {}
}

/** What the receiver is told of an event. */
export const toLinkWebhook = (event: typeof events.$inferSelect, link: Link): LinkWebhook => {
  const type = LinkWebhookType.parse(event.kind)
  return {
    type,
    timestamp: event.at.toISOString(),
    data: {
      id: link.id,
      status: stateAfter[type] ?? link.state,
      customer: link.customer,
      integrations: link.integrations.map(({ key, connectionId }) => ({ key, connectionId })),
      makerId: link.makerId,
      reconnects: link.reconnectsId,
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.endsAt?.toISOString() ?? null,
      ...(type === 'link.alarmed' ? alarmOf(event.facts) : {}),
    },
  }
}
