'use server'

import type { Answer } from '@/lib/core/result'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaffGiven } from '@/lib/guards/staff-action'
import { reconnectLink } from '@/lib/links/reconnect'
import { ReconnectLinkInput } from '@/lib/links/schema/create'
import type { LiveLinkView } from '@/lib/links/view'

import { disconnectConnection } from './disconnect'
import { retagConnection } from './retag'
import { DisconnectInput, RetagInput } from './schema'

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
