'use server'

import type { Answer } from '@/lib/core/answers'
import { DisconnectInput } from '@/lib/core/disconnect-input'
import { toFieldErrors } from '@/lib/core/link-form'
import type { LiveLinkView } from '@/lib/core/link-view'
import { ReconnectLinkInput } from '@/lib/core/reconnect-link-input'
import { fail } from '@/lib/core/result'
import { RetagInput } from '@/lib/core/retag-input'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaff } from '@/lib/doors/staff-action'
import { disconnectConnection } from '@/lib/use-cases/disconnect-connection'
import { reconnectLink } from '@/lib/use-cases/reconnect-link'
import { retagConnection } from '@/lib/use-cases/retag-connection'

/** The "Create reconnect link" button. */
export async function reconnectLinkAction(wish: ReconnectLinkInput): Promise<Answer<LiveLinkView>> {
  const input = ReconnectLinkInput.safeParse(wish)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'create')
  return toAnswer(await asStaff('link.reconnect', (ctx) => reconnectLink(ctx, input.data)), 'create')
}

/** The "Save tags" button. Errors name the tags by their place in `set`. */
export async function retagConnectionAction(change: RetagInput): Promise<Answer<null>> {
  const input = RetagInput.safeParse(change)
  if (!input.success)
    return toAnswer(fail({ code: 'invalid_input', fieldErrors: toFieldErrors(input.error) }), 'connection')
  return toAnswer(await asStaff('connection.retag', (ctx) => retagConnection(ctx, input.data)), 'connection')
}

/** The "Disconnect" button, after what it asks for was typed. */
export async function disconnectConnectionAction(wish: DisconnectInput): Promise<Answer<null>> {
  const input = DisconnectInput.safeParse(wish)
  if (!input.success) return toAnswer(fail({ code: 'invalid_input' }), 'connection')
  return toAnswer(
    await asStaff('connection.disconnect', (ctx) => disconnectConnection(ctx, input.data)),
    'connection',
  )
}
