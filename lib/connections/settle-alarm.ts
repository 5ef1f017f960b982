import 'server-only'
import { canTagConnections } from '@/lib/core/actor'
import { tagLimit } from '@/lib/core/customer-fields'
import type { ConnectionName } from '@/lib/core/ids'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { confirmGuess, type LinkGuess, readGuess, settleGuesses } from '@/lib/links/settle'
import type { LinkView } from '@/lib/links/view'
import { writeConnectionTags } from '@/lib/nango/change-connection'
import { readConnection } from '@/lib/nango/read-connection'

import { changeConnection } from './change'
import type { SettleAlarmInput } from './schema'

/**
 * Settles the alarm about what may have come of a link after its end, as a person judged: `tag` gives the connection the
 * link's tags, so that it counts as the link's; `leave` says that it is none of the desk's. For agents and admins; what
 * was settled meanwhile stays so. Returns the link.
 */
export async function settleAlarm(ctx: StaffCtx, input: SettleAlarmInput): Promise<Result<LinkView>> {
  if (!canTagConnections(ctx.actor)) return fail({ code: 'not_allowed' })
  const name = { integrationKey: input.integration, connectionId: input.connectionId }
  const guess = await readGuess(ctx, input.linkId, name)
  if (!guess.ok) return guess
  if (guess.value.isOpen && input.verdict === 'leave') await settleGuesses(ctx, name, 'left')
  else if (guess.value.isOpen) {
    const tagged = await tag(ctx, guess.value, name)
    if (!tagged.ok) return tagged
  }
  const now = await readGuess(ctx, input.linkId, name)
  return now.ok ? succeed(now.value.link) : now
}

const tag = async (ctx: StaffCtx, guess: LinkGuess, name: ConnectionName): Promise<Result<null>> => {
  const read = await readConnection(ctx.nango, name.integrationKey, name.connectionId)
  // Somebody removed it elsewhere.
  if (!read.ok && read.failure.code === 'connection_gone') await settleGuesses(ctx, name, 'disconnected')
  if (!read.ok) return read
  const tags = { ...read.value.tags, ...guess.tags }
  if (Object.keys(tags).length > tagLimit) return fail({ code: 'connection_tags_full' })
  const linkId = guess.link.id
  await confirmGuess(ctx, name, linkId)
  const by = { kind: 'retag', actorId: ctx.actor.id, linkId } as const
  const change = { ...name, ...by, before: read.value.tags, after: tags, names: Object.keys(tags) }
  return changeConnection(ctx, change, () => writeConnectionTags(ctx.nango, { ...name, tags }))
}
