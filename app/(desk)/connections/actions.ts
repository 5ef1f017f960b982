'use server'

import type { Answer } from '@/lib/core/answers'
import { DisconnectInput } from '@/lib/core/disconnect-input'
import type { LiveLinkView } from '@/lib/core/link-view'
import { ReconnectLinkInput } from '@/lib/core/reconnect-link-input'
import { RetagInput } from '@/lib/core/retag-input'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaffGiven } from '@/lib/doors/staff-action'
import { disconnectConnection } from '@/lib/use-cases/disconnect-connection'
import { reconnectLink } from '@/lib/use-cases/reconnect-link'
import { retagConnection } from '@/lib/use-cases/retag-connection'

/** The "Create reconnect link" button. */
export async function reconnectLinkAction(wish: ReconnectLinkInput): Promise<Answer<LiveLinkView>> {
  return toAnswer(await asStaffGiven('link.reconnect', ReconnectLinkInput, wish, reconnectLink), 'create')
}

/** The "Save tags" button. Errors name the tags by their place in `set`. */
export async function retagConnectionAction(change: RetagInput): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('connection.retag', RetagInput, change, retagConnection), 'connection')
}

/** The "Disconnect" button, after what it asks for was typed. */
export async function disconnectConnectionAction(wish: DisconnectInput): Promise<Answer<null>> {
  const removed = await asStaffGiven('connection.disconnect', DisconnectInput, wish, disconnectConnection)
  return toAnswer(removed, 'connection')
}
