import 'server-only'
import type { ConnectionName } from '@/lib/core/ids'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { ActorCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'

import { toLinkView } from './read'
import { toLinkTags } from './schema/create'
import { confirmSuspicion, settleSuspicions } from './store/alarms'
import { findLinkById } from './store/find'
import type { LinkView } from './view'

/** A link, the tags that a connection of it bears, and whether one connection is still guessed to have come of it. */
export type LinkGuess = { link: LinkView; tags: Record<string, string>; isOpen: boolean }

/** What is guessed about a connection and a link. Fails with `not_found`. */
export async function readGuess(
  ctx: ActorCtx,
  linkId: string,
  { integrationKey, connectionId }: ConnectionName,
): Promise<Result<LinkGuess>> {
  const link = await findLinkById(ctx.db, linkId)
  if (!link) return fail({ code: 'not_found' })
  const isOpen = link.alarms.some(
    (one) =>
      one.kind !== 'unexpected' && one.integrationKey === integrationKey && one.connectionId === connectionId,
  )
  return succeed({
    link: toLinkView(ctx, link),
    tags: toLinkTags(link.id, link.customer, link.ownTags),
    isOpen,
  })
}

/** Settles every guess about a connection: an actor `left` it as it is, or it was found to be removed. */
export async function settleGuesses(
  ctx: ActorCtx,
  name: ConnectionName,
  how: 'left' | 'disconnected',
): Promise<void> {
  const actorId = how === 'left' ? ctx.actor.id : null
  await settleSuspicions(ctx.db, { ...name, how, actorId, linkId: null, kind: null, at: ctx.now() })
}

/** Records of which link a connection came, before Nango gets its tags: with the link's tag it is then none too many. */
export async function confirmGuess(ctx: ActorCtx, name: ConnectionName, linkId: string): Promise<void> {
  await confirmSuspicion(ctx.db, name, linkId)
}

type Change = ConnectionName & {
  kind: 'disconnect' | 'retag'
  actorId: string
  /** The link whose tags were written; null for other tags. */
  linkId: string | null
  /** Whether the connection has no tag any more. */
  isBare: boolean
  at: Date
}

/**
 * Settles what a change of a connection at Nango decides, in the transaction of its outcome: without any tag left a
 * connection is as unknown as before.
 */
export async function settleByChange(tx: Db, { kind, isBare, ...by }: Change): Promise<void> {
  if (kind === 'disconnect') await settleSuspicions(tx, { ...by, kind: null, how: 'disconnected' })
  else if (by.linkId !== null) await settleSuspicions(tx, { ...by, kind: null, how: 'tagged' })
  else if (!isBare) await settleSuspicions(tx, { ...by, kind: 'untagged', how: 'tagged' })
}
